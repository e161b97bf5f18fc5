import { svg, html, type TemplateResult } from 'lit-html';

/** One closed line of an engraver's rosette, as on the border of a printed certificate. */
function line(petals: number, radius: number, depth: number, turn: number): string {
  const points: string[] = [];
  const steps = petals * 24;
  for (let step = 0; step <= steps; step++) {
    const angle = (step / steps) * 2 * Math.PI;
    const distance = radius + depth * Math.cos(petals * angle + turn);
    points.push(
      `${(50 + distance * Math.cos(angle)).toFixed(1)} ${(50 + distance * Math.sin(angle)).toFixed(1)}`,
    );
  }
  return `M${points.join('L')}Z`;
}

const turns = [0, 1, 2, 3].map((turn) => (turn * Math.PI) / 2);
const lines = [
  ...turns.map((turn) => line(12, 37, 9, turn)),
  ...turns.map((turn) => line(12, 21, 7, turn + Math.PI / 4)),
];

/** The page's mark: decoration, and nothing else. */
export const rosette = (size: 'small' | 'large'): TemplateResult =>
  html`<svg class="rosette rosette-${size}" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
    ${(size === 'small' ? [lines[0], lines[2], lines[5]] : lines).map((d) => svg`<path d=${d!} />`)}
  </svg>`;
