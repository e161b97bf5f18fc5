import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { goTo, launchOptions, openDesk, screens, type Screen } from '../../test/page/support/desk.ts';
import { bring, setTheme, states, type PageState } from '../../test/page/support/states.ts';

const root = join(import.meta.dirname, '../..');
const widths = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } } as const;
type Width = keyof typeof widths;
const themes = ['Light', 'Dark'] as const;
type Theme = (typeof themes)[number];

interface Shot {
  readonly screen: Screen;
  readonly state: PageState;
  readonly width: Width;
  readonly theme: Theme;
}

/** What is kept in the repository: each screen once wide, and some of what else there is. */
const kept: readonly Shot[] = [
  ...screens.map((screen): Shot => ({ screen, state: 'findings', width: 'wide', theme: 'Light' })),
  { screen: 'overview', state: 'findings', width: 'wide', theme: 'Dark' },
  { screen: 'overview', state: 'empty', width: 'wide', theme: 'Light' },
  { screen: 'plan', state: 'error', width: 'wide', theme: 'Dark' },
  { screen: 'certificates', state: 'findings', width: 'narrow', theme: 'Light' },
  { screen: 'csr', state: 'findings', width: 'narrow', theme: 'Dark' },
];

const all = (): Shot[] =>
  themes.flatMap((theme) =>
    (Object.keys(widths) as Width[]).flatMap((width) =>
      states.flatMap((state) => screens.map((screen) => ({ screen, state, width, theme }))),
    ),
  );

const nameOf = ({ screen, state, width, theme }: Shot): string =>
  `${screen}-${state}-${widths[width].width}-${theme.toLowerCase()}.png`;

async function photograph(browser: Browser, shots: readonly Shot[], folder: string): Promise<void> {
  for (const group of grouped(shots).values()) {
    const { state, width, theme } = group[0]!;
    const desk = await openDesk(browser, { viewport: widths[width] });
    await setTheme(desk, theme);
    await bring(desk, state);
    for (const shot of group) {
      await goTo(desk, shot.screen);
      // What was said a moment ago is not what a screen looks like.
      await desk.frame.evaluate(() => {
        document.querySelector('.said')?.remove();
        scrollTo(0, 0);
      });
      await desk.page.screenshot({ path: join(folder, nameOf(shot)) });
    }
    await desk.page.context().close();
  }
}

function grouped(shots: readonly Shot[]): Map<string, Shot[]> {
  const groups = new Map<string, Shot[]>();
  for (const shot of shots) {
    const key = `${shot.state} ${shot.width} ${shot.theme}`;
    groups.set(key, [...(groups.get(key) ?? []), shot]);
  }
  return groups;
}

/** @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  const isAll = args.includes('--all');
  const folder = join(root, isAll ? '.cache/screens' : 'docs/screens');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch(launchOptions);
  try {
    await photograph(browser, isAll ? all() : kept, folder);
  } finally {
    await browser.close();
  }
  console.log(folder);
  return 0;
}
