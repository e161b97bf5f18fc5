import { checkCsrContent, checkKeyKind, requestText } from '../../lib/front.ts';
import {
  checkPlan,
  csrContent,
  planDeployment,
  waiveFindings,
  type Deployment,
  type KeyKind,
  type Plan,
  type RequestPlan,
  type RequestSettings,
} from '../../lib/index.ts';
import { loadDeployment } from '../inputs/load-deployment.ts';
import { newPassphrase } from '../inputs/passphrase.ts';
import { loadFacts } from '../inputs/load-facts.ts';
import { requestsOf, selectPeers } from '../inputs/select-peers.ts';
import { CommandError, Interrupted, type Problem } from '../program/command-error.ts';
import { count, verdictOf } from '../program/exit-code.ts';
import { shellWord } from '../program/next-command.ts';
import type { DeploymentReference, Result } from '../program/report.ts';
import { formCommand, onBoxBecause, splitByCustody } from './custody.ts';
import type { Target } from './files.ts';
import { keyRemark, type CsrCreateFlags } from './flags.ts';
import { makeRequests, type MadeRequest, type Order } from './make-requests.ts';
import { createdResult, dryRunResult, refusedResult } from './result.ts';
import { readKeys, type ReusedKeys } from './reuse-keys.ts';
import { findTargets, type Targets } from './targets.ts';
import type { CreateCall, Task } from './task.ts';
import { fileRequests, writeCsrs, type Written } from './write-csrs.ts';

/** Makes everything in memory, then writes it: a run that fails or is stopped leaves the folder as it was. */
export async function createCsrs(call: CreateCall, flags: CsrCreateFlags): Promise<Result> {
  try {
    const task = await openTask(call, flags);
    const { findings } = task;
    const isRefused = verdictOf({ findings, failOn: call.settings.failOn, unread: 0 }).code !== 0;
    return isRefused ? refusedResult(task) : await carryOut(task);
  } catch (error) {
    if (error instanceof Interrupted) call.terminal.say('stopped; nothing was written');
    throw error;
  }
}

async function openTask(call: CreateCall, flags: CsrCreateFlags): Promise<Task> {
  const { deployment, findings: mistakes, reference } = await loadDeployment(call);
  const { key, hash, peer = [], cluster, store } = flags;
  const facts = await loadFacts(flags.facts, call);
  const whole = planDeployment(key || hash ? withRequest(deployment, flags) : deployment, facts);
  const isAskedFor = peer.length > 0 || cluster !== undefined;
  const ofPeers = requestsOf(whole, selectPeers(whole, peer, cluster));
  const requests = store === undefined ? ofPeers : ofPeers.filter((each) => each.store === store);
  if (requests.length === 0) throw noRequest(reference);
  const { here, onBox } = splitByCustody(requests, deployment, { isAskedFor, reference });
  const plan = planOf(whole, here);
  const { at } = call.settings;
  const found = [...mistakes, ...checkPlan(plan, { at })];
  // Before the result is delivered: what is waived must not stop the keys from being made.
  const { findings } = waiveFindings(found, deployment.waivers, { at });
  return { call, flags, deployment: reference, plan, onBox, findings };
}

/** Every peer has a request for its server store. */
const noRequest = ({ file }: DeploymentReference): CommandError =>
  new CommandError(2, 'no request for a client store is planned for these peers', {
    expected: 'release X15.5 or later, and client: { ca: private } or the like',
    help: `change it in ${file}`,
  });

/** The plan of these requests alone. */
function planOf(whole: Plan, requests: readonly RequestPlan[]): Plan {
  const peers = whole.peers.filter(({ peer }) => requests.some((request) => request.peer === peer));
  return { ...whole, peers, requests };
}

const keyKinds: Readonly<Record<NonNullable<CsrCreateFlags['key']>, KeyKind>> = {
  'rsa:2048': { type: 'rsa', bits: 2048 },
  'rsa:3072': { type: 'rsa', bits: 3072 },
  'rsa:4096': { type: 'rsa', bits: 4096 },
  'ec:p256': { type: 'ec', curve: 'P-256' },
  'ec:p384': { type: 'ec', curve: 'P-384' },
  'ec:p521': { type: 'ec', curve: 'P-521' },
};

/** The deployment with --key and --hash laid over it, so that the plan is judged as it will be carried out. */
function withRequest(deployment: Deployment, { key, hash }: CsrCreateFlags): Deployment {
  const changed = (request: RequestSettings): RequestSettings => {
    // A finding about a key of the command line must not point at the file's.
    const { keyPosition, ...rest } = request;
    const keySettings = key ? { key: keyKinds[key] } : keyPosition && { keyPosition };
    return { ...rest, ...keySettings, ...(hash && { hash }) };
  };
  const clusters = deployment.clusters.map((cluster) => ({
    ...cluster,
    peers: cluster.peers.map(({ client, ...peer }) => ({
      ...peer,
      request: changed(peer.request),
      ...(client && {
        client: client.copyOfServer ? client : { ...client, request: changed(client.request) },
      }),
    })),
  }));
  return { ...deployment, clusters };
}

async function carryOut(task: Task): Promise<Result> {
  const { call, flags, deployment, plan } = task;
  checkFeasible(task);
  sayOnBox(task);
  const targets = await findTargets(plan.requests, deployment, call, flags);
  if (flags.dryRun) return dryRunResult(task, targets);
  const passphrase = flags.encryptKeys
    ? await newPassphrase(call, flags, count(targets.targets.length, 'key'))
    : undefined;
  const { orders, unread, findings } = await takeOrders(targets.targets, call, flags);
  const made = await make(orders, passphrase, task);
  const createdAt = `${call.io.now().toISOString().slice(0, 19)}Z`;
  const filed = fileRequests(made, targets.targets, createdAt, flags);
  const written = writeCsrs(filed, targets, { deployment, createdAt }, call.io.fs.atOnce, flags);
  sayWritten(written, targets, task);
  const judged = { ...task, findings: [...task.findings, ...findings] };
  return createdResult(judged, written, { refused: [...targets.refused, ...written.refused], unread });
}

/** What the plan warns of may have been waved through with --fail-on never, and still nobody can make it. */
function checkFeasible({ plan, flags, deployment }: Task): void {
  const obstacles = new Map<string, string>();
  for (const request of plan.requests) {
    try {
      checkCsrContent(csrContent(request));
      if (flags.reuseKey === undefined) checkKeyKind(request.request.key);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      if (!obstacles.has(error.message)) obstacles.set(error.message, requestText(request));
    }
  }
  if (obstacles.size === 0) return;
  const problems = [...obstacles].map(([message, peer]): Problem => ({
    message: `the CSR of ${peer} cannot be made as planned: ${message}`,
    details: { note: 'nothing was written', help: `change it in ${deployment.file}` },
  }));
  throw new CommandError(3, problems);
}

async function takeOrders(
  targets: readonly Target[],
  call: CreateCall,
  flags: CsrCreateFlags,
): Promise<ReusedKeys> {
  if (flags.reuseKey === undefined)
    return { orders: targets.map(({ request }) => ({ request })), unread: [], findings: [] };
  const read = await readKeys(targets, call, flags);
  if (read.unread.length > 0 && (!flags.keepGoing || read.orders.length === 0)) {
    throw new CommandError(3, read.unread);
  }
  return read;
}

function make(
  orders: readonly Order[],
  passphrase: string | undefined,
  { call, flags }: Task,
): Promise<MadeRequest[]> {
  const jobs = flags.jobs ?? call.io.cores();
  call.terminal.detail(`making ${count(orders.length, 'CSR')}, ${jobs} at a time`);
  return makeRequests(orders, { jobs, passphrase }, call);
}

function sayOnBox({ call: { terminal }, deployment, onBox }: Task): void {
  for (const request of onBox) {
    terminal.say(
      `left out ${requestText(request)}: its key is made on the Expressway (${onBoxBecause(request)}); ${formCommand(request.peer, deployment)}`,
    );
  }
}

function sayWritten({ filed }: Written, { manifest, zip }: Targets, { call, flags }: Task): void {
  const { terminal, io } = call;
  for (const { target, made } of filed) {
    for (const { from, to } of target.files.aside) terminal.say(`kept  ${from} as ${to}`);
    terminal.wrote(
      target.files.csr,
      `${count(made.request.names.length, 'name')}   key ${target.files.key} ${keyRemark(flags)}`,
    );
  }
  for (const { from, to } of manifest.aside) terminal.say(`kept  ${from} as ${to}`);
  terminal.wrote(manifest.path, 'public key hashes and names, for later checks; no secrets');
  if (zip) terminal.wrote(zip.path, `${count(filed.length, 'CSR')}, no keys`);
  const [first] = filed;
  if (flags.encryptKeys && first) sayHowToDecrypt(first.target.files.key, first.target.request.peer, call);
  if (io.platform === 'win32' && flags.reuseKey === undefined) {
    terminal.warn(`Windows does not keep the mode 0600: see to it that only you can read ${flags.out}`);
  }
}

function sayHowToDecrypt(key: string, peer: string, { terminal }: CreateCall): void {
  const plain = `${peer.split('.')[0]}.key`;
  terminal.say('note: the Expressway takes a key without passphrase only; shortly before the upload run');
  terminal.say(`      openssl pkey -in ${shellWord(key)} -out ${plain}    and delete ${plain} afterwards`);
}
