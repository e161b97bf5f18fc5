import { expect, it } from 'vitest';
import {
  OutboundAttempts,
  type OutboundAttemptsOptions,
} from '../../../src/lib/federation/outbound-attempts.ts';

function lab(options: Partial<OutboundAttemptsOptions> = {}) {
  let time = 1000;
  let made = 0;
  const open: { succeed: () => void; fail: () => void }[] = [];
  const attempts = new OutboundAttempts({ now: () => time, ...options });
  const run = (domain = 'peer.example') => {
    const answer = attempts.run(domain, () => {
      made++;
      return new Promise<string>((resolve, reject) =>
        open.push({ succeed: () => resolve('up'), fail: () => reject(new Error('refused')) }),
      );
    });
    answer.catch(() => {});
    return answer;
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ run, open, settle },
    made: () => made,
    pass: (milliseconds: number) => void (time += milliseconds),
  };
}

it('of one domain, one attempt is under way, and the next follows it', async () => {
  const { run, open, settle, made } = lab();
  const answers = [run(), run(), run('other.example')];
  await settle();
  expect(made()).toBe(2);
  open[0]!.succeed();
  await settle();
  expect(made()).toBe(3);
  open[1]!.succeed();
  open[2]!.succeed();
  expect(await Promise.all(answers)).toEqual(['up', 'up', 'up']);
});

it('after a failure there is a pause, twice as long after the next, and none after success', async () => {
  const { run, open, settle, made, pass } = lab();
  const fail = async () => {
    const answer = run();
    await settle();
    open.at(-1)!.fail();
    await expect(answer).rejects.toThrow('refused');
  };
  await fail();
  await expect(run()).rejects.toMatchObject({ name: 'AttemptRefusedError', code: 'pause' });
  pass(999);
  await expect(run()).rejects.toThrow('again in 1 ms');
  pass(1);
  await fail();
  pass(1999);
  await expect(run()).rejects.toMatchObject({ code: 'pause' });
  pass(1);
  const answer = run();
  await settle();
  open.at(-1)!.succeed();
  expect(await answer).toBe('up');
  await fail();
  pass(1000);
  void run();
  await settle();
  expect(made()).toBe(5);
});

it('those that waited for one that failed are not made', async () => {
  const { run, open, settle, made } = lab();
  const answers = [run(), run()];
  await settle();
  open[0]!.fail();
  await expect(answers[1]).rejects.toMatchObject({ code: 'pause' });
  expect(made()).toBe(1);
});

it('the pause ends somewhere', async () => {
  const { run, open, settle, pass, made } = lab({ longestPause: 3000 });
  for (let i = 0; i < 5; i++) {
    const answer = run();
    await settle();
    open.at(-1)!.fail();
    await expect(answer).rejects.toThrow('refused');
    pass(3000);
  }
  expect(made()).toBe(5);
});

it('200 questions of strangers about one domain make one connection, and eleven at most wait', async () => {
  const { run, settle, made } = lab();
  const answers = Array.from({ length: 200 }, () => run());
  await settle();
  expect(made()).toBe(1);
  const refused = (await Promise.allSettled(answers.slice(11))).map((each) => each.status);
  expect(new Set(refused)).toEqual(new Set(['rejected']));
});

it('domains together have no more than so many', async () => {
  const { run, settle, made } = lab({ atOnce: 5 });
  const answers = Array.from({ length: 20 }, (_, index) => run(`d${index}.example`));
  await settle();
  expect(made()).toBe(5);
  await expect(answers.at(-1)).rejects.toMatchObject({ code: 'too-many' });
});
