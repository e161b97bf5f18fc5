import {
  check,
  checkCsrs,
  checkTrustList,
  open,
  type CheckedItem,
  type CheckReport,
  type NeededCertificate,
  type Opened,
  type Plan,
} from '../lib/index.ts';
import { breathing } from './breathing.ts';
import type { Desk } from './desk.ts';
import type { CertificateThing, JudgedList, JudgedRequest, RequestThing } from './state/judgement.ts';
import type { State, Transition } from './state/state.ts';

/** What the verdict on the files depends on. */
const dependsOn = ['files', 'passphrases', 'trustLists', 'at'] as const;

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
  const { files, passphrases, trustLists, at } = state;
  const plan = state.deployment?.plan;
  const isOvertaken = () => !isSame(state, desk.state);
  desk.change((now) => ({ ...now, judging: { done: 0, total: files.length } }));
  const opened = await open(files, { passphrases, onProgress: breathing() });
  if (isOvertaken()) return;
  const onProgress = breathing(({ done, total }) => {
    if (!isOvertaken()) desk.change((now) => ({ ...now, judging: { done, total } }));
  });
  const report = await check(files, state.deployment?.deployment, {
    ...{ at, passphrases, trustLists, opened, onProgress },
  });
  if (isOvertaken()) return;
  const requests = await judgeRequests(opened, plan, at);
  const lists = await judgeLists(opened, report, plan, at);
  // The browser gets its turn between the last of the work and the showing of it all.
  await new Promise((resolve) => setTimeout(resolve));
  if (isOvertaken()) return;
  desk.change((now) => ({ ...withoutJudgement(now), judgement: { opened, report, requests, lists } }));
}

async function judgeRequests(
  { recognised }: Opened,
  plan: Plan | undefined,
  at: Date,
): Promise<JudgedRequest[]> {
  const things = recognised.filter((thing): thing is RequestThing => thing.kind === 'certificate-request');
  const checks = await checkCsrs(
    things.map(({ request, path }) => ({ request, place: { file: path } })),
    { at, ...(plan && { plan }) },
  );
  return things.map((thing, i) => ({ thing, check: checks[i]! }));
}

/** Each list with the certificates that its reader meets. */
async function judgeLists(
  { recognised }: Opened,
  { items }: CheckReport,
  plan: Plan | undefined,
  at: Date,
): Promise<JudgedList[]> {
  const certificates = recognised.filter((thing): thing is CertificateThing => thing.kind === 'certificate');
  const roleOf = (id: string | undefined) => plan?.deployment.clusters.find((each) => each.id === id)?.role;
  const lists: JudgedList[] = [];
  for (const { file, of } of items.filter(({ kind }) => kind === 'trust-list')) {
    const isMet = ({ kind, cluster }: CheckedItem): boolean => {
      if (kind === 'node-certificate') return roleOf(of) !== 'E';
      return (
        kind === 'certificate' &&
        cluster !== of &&
        (roleOf(of) === undefined || roleOf(cluster) !== roleOf(of))
      );
    };
    const needs = items.filter(isMet).flatMap((item) => neededCertificate(item, certificates));
    const entries = certificates
      .filter(({ path }) => path === file)
      .map(({ certificate, path, entry, line, comment }) => ({
        certificate,
        file: path,
        entry,
        ...(line !== undefined && { line }),
        ...(comment !== undefined && { comment }),
      }));
    const store = of !== undefined && plan && roleOf(of) === undefined ? 'unified-cm' : 'expressway';
    const cluster = roleOf(of) === undefined ? undefined : of;
    const listCheck = await checkTrustList(entries, {
      at,
      store,
      needs,
      ...(cluster !== undefined && { cluster }),
    });
    lists.push({ file, ...(of !== undefined && { of }), check: listCheck });
  }
  return lists;
}

function neededCertificate(
  { file, entry }: CheckedItem,
  certificates: readonly CertificateThing[],
): NeededCertificate[] {
  const thing = certificates.find((each) => each.path === file && each.entry === (entry ?? each.entry));
  return thing
    ? [{ certificate: thing.certificate, place: { file, ...(entry !== undefined && { entry }) } }]
    : [];
}
