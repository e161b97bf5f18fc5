import { describe, expect, it } from 'vitest';
import { check, open, type Progress } from '../../../src/lib/index.ts';
import { corp, filesOf, handover, issue, judgedAt } from '../../support/handover.ts';

const deployment = corp();
const files = filesOf(handover(deployment, issue(deployment)));

/** Notes every step, and ends it in a later turn of the loop, as a page does. */
function noting() {
  const steps: Progress[] = [];
  const onProgress = (progress: Progress): Promise<void> => {
    steps.push(progress);
    return new Promise((resolve) => setTimeout(resolve));
  };
  return { steps, onProgress };
}

describe('progress', () => {
  it('of opening is told before each file', async () => {
    const { steps, onProgress } = noting();
    await open(files, { onProgress });
    expect(steps).toEqual(files.map((_, done) => ({ done, total: files.length })));
  });

  it('of checking is told by certificate, and only grows', async () => {
    const { steps, onProgress } = noting();
    await check(files, deployment, { at: judgedAt, onProgress });
    const done = steps.map((step) => step.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(steps.every((step) => step.done < step.total && step.total === steps[0]!.total)).toBe(true);
  });

  it('changes nothing about the verdict, and neither does opening the files before', async () => {
    const plain = await check(files, deployment, { at: judgedAt });
    const { onProgress } = noting();
    const opened = await open(files);
    expect(await check(files, deployment, { at: judgedAt, onProgress, opened })).toEqual(plain);
  });
});
