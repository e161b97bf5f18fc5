import fc from 'fast-check';
import { it } from 'vitest';
import { checkDrawn } from '../support/deployments/check.ts';
import { draw } from '../support/deployments/build.ts';
import { defects } from '../support/deployments/defects.ts';
import { rowsOf, rowsWith } from '../support/deployments/rows.ts';
import { shapes } from '../support/deployments/shape.ts';

const small = fc.sample(shapes, { numRuns: 600, seed: 3 });
it.each(defects.map((d) => [d.name, d] as const))('%s', async (_, defect) => {
  let done = 0;
  for (const shape of small) {
    if (done >= 12) break;
    const drawn = draw(shape);
    const peer = drawn.plan.peers[(done * 7) % drawn.plan.peers.length]!;
    const defective = defect.apply(drawn, peer);
    if (!defective) continue;
    done++;
    const sound = await checkDrawn(drawn, defective.besides && { folder: defective.besides });
    const report = await checkDrawn(drawn, defective);
    const got = rowsOf(report);
    const want = rowsWith(sound, defective.hits);
    const diff = Object.keys({ ...got, ...want }).filter((row) => got[row] !== want[row]);
    if (diff.length > 0) {
      console.log(
        '##',
        defect.name,
        peer.peer,
        JSON.stringify(shape),
        '\n',
        diff
          .slice(0, 4)
          .map((row) => row + '\n   got  ' + got[row] + '\n   want ' + want[row])
          .join('\n'),
        diff.length,
        report.findings
          .filter((f) => f.severity !== 'notice')
          .map((f) => f.id)
          .slice(0, 8)
          .join(' '),
      );
      throw new Error('x');
    }
  }
});
