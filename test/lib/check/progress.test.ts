import { describe, expect, it } from 'vitest';
import { check, open, type CheckProgress } from '../../../src/lib/index.ts';
import { corp, filesOf, handover, issue, judgedAt } from '../../support/handover.ts';

const deployment = corp();
const files = filesOf(handover(deployment, issue(deployment)));
/** The same certificate under many names. */
const many = Array.from({ length: 120 }, (_, at) => ({ ...files[0]!, path: `${at}.pem` }));

/** Notes every step, and ends it in a later turn of the loop, as a page does. */
function noting() {
  const steps: CheckProgress[] = [];
  const onProgress = (progress: CheckProgress): Promise<void> => {
    steps.push(progress);
    return new Promise((resolve) => setTimeout(resolve));
  };
  return { steps, onProgress };
}

describe('progress', () => {
  it('of opening is told every ten files', async () => {
    const { steps, onProgress } = noting();
    await open(many, { onProgress });
    expect(steps.map(({ done }) => done)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]);
    expect(steps[0]).toEqual({ what: 'opening files', done: 10, total: 120 });
  });

  it('of checking is told for each kind of work, and grows within it', async () => {
    const { steps, onProgress } = noting();
    await check(many, undefined, { at: judgedAt, onProgress });
    const reading = steps.filter(({ what }) => what === 'reading certificates');
    expect(reading.map(({ done }) => done)).toEqual([20, 40, 60, 80, 100]);
    expect(steps.every(({ done, total }) => done < total)).toBe(true);
  });

  it('changes nothing about the verdict, and neither does opening the files before', async () => {
    const plain = await check(files, deployment, { at: judgedAt });
    const { onProgress } = noting();
    const opened = await open(files);
    expect(await check(files, deployment, { at: judgedAt, onProgress, opened })).toEqual(plain);
  });
});
