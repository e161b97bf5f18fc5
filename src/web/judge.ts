import { check, open, waiveFindings, waiveVerdicts } from '../lib/front.ts';
import { breathing } from './breathing.ts';
import { certificateViews } from './certificates/certificate-views.ts';
import type { Desk } from './desk.ts';
import type { State, Transition } from './state/state.ts';

/** What the verdict on the files depends on. */
const dependsOn = ['files', 'passphrases', 'trustLists', 'mustVerify', 'at'] as const;

const isSame = (a: State, b: State): boolean =>
  dependsOn.every((part) => a[part] === b[part]) && a.deployment?.deployment === b.deployment?.deployment;

/** Judges the open files again after a change that the verdict depends on. A run that is overtaken is dropped. */
export function judgeWhenNeeded(before: State, desk: Desk): void {
  const { state } = desk;
  // Without digests nothing can be said; the page says so at its head.
  if (!globalThis.crypto?.subtle) return;
  if (isSame(before, state) || (state.files.length === 0 && before.files.length === 0)) return;
  if (state.files.length === 0) {
    desk.change(withoutJudgement);
    return;
  }
  judge(state, desk).catch((error: unknown) => {
    if (isSame(state, desk.state))
      desk.change((now) => ({ ...withoutJudgement(now), judgingFailure: error }));
  });
}

const withoutJudgement: Transition = ({ judgement: _, judging: __, judgingFailure: ___, ...rest }) => rest;

async function judge(state: State, desk: Desk): Promise<void> {
  const { files, passphrases, trustLists, mustVerify, at } = state;
  const deployment = state.deployment?.deployment;
  const isOvertaken = () => !isSame(state, desk.state);
  desk.change((now) => ({ ...now, judging: { done: 0, total: files.length } }));
  const opened = await open(files, { passphrases, onProgress: breathing() });
  if (isOvertaken()) return;
  const onProgress = breathing(({ done, total }) => {
    if (!isOvertaken()) desk.change((now) => ({ ...now, judging: { done, total } }));
  });
  const checked = await check(files, deployment, {
    ...{ at, passphrases, trustLists, mustVerify, opened, onProgress },
  });
  if (isOvertaken()) return;
  const { findings } = waiveFindings(checked.findings, deployment?.waivers ?? [], { at });
  const services = waiveVerdicts(checked.services, findings);
  const judgement = { opened, report: { ...checked, findings, services } };
  // The browser gets its turn between the last of the work, what the largest screen makes of it, and the showing of it all.
  await nextTurn();
  certificateViews(judgement);
  await nextTurn();
  if (isOvertaken()) return;
  desk.change((now) => ({ ...withoutJudgement(now), judgement }));
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
