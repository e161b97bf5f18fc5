import {
  altNameText,
  requestName,
  requestText,
  thingText,
  type Comparable,
  type ItemToReport,
} from '../../lib/front.ts';
import { check, checkCsrs, namesOf, type Plan, type RequestPlan } from '../../lib/index.ts';
import { fileOpener } from '../inputs/open-files.ts';
import type { PassphraseFlags } from '../inputs/passphrase.ts';
import { readComparables } from '../compare/read-comparables.ts';
import type { Call } from '../program/command.ts';
import type { Problem } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import { toned, type Line } from '../render/line.ts';

/** A plan beside what is there, ready to be shown. */
export interface PlanAgainst {
  readonly lines: readonly Line[];
  /** For the JSON result. */
  readonly items: readonly ItemToReport[];
  readonly unread: readonly Problem[];
}

/** A planned request beside the certificate or request that is there. */
interface Against {
  readonly planned: RequestPlan;
  /** Absent where nothing was found for the peer and store. */
  readonly file?: string;
  readonly kind?: string;
  readonly same: readonly string[];
  /** Planned, and not there yet. */
  readonly added: readonly string[];
  /** There, and no longer planned. */
  readonly removed: readonly string[];
}

interface Existing {
  readonly file: string;
  readonly kind: string;
  readonly names: readonly string[];
}

/** Reads certificates and requests and compares them with the plan of the peers and stores they belong to. */
export async function planAgainst(
  path: string,
  plan: Plan,
  planned: readonly RequestPlan[],
  call: Call<readonly unknown[], PassphraseFlags>,
): Promise<PlanAgainst> {
  const openFiles = fileOpener(call, call.flags);
  const { files, opened, things, unread } = await readComparables([path], openFiles, call);
  const options = { at: call.settings.at };
  const existing = new Map<string, Existing>();
  const requests = things.filter((item) => item.kind === 'certificate-request');
  const csrs = await checkCsrs(
    requests.map(({ request, path: file }) => ({ request, place: { file } })),
    { ...options, plan },
  );
  csrs.forEach(({ peer, request }, at) => {
    if (peer)
      existing.set(nameOf(peer.peer, peer.store), {
        file: requests[at]!.path,
        kind: 'request',
        names: request.names,
      });
  });
  // A certificate says more of what is in use than a request.
  for (const { peer, kind, store, file, names = [] } of (
    await check(files, plan.deployment, { ...options, opened })
  ).items) {
    if (kind === 'certificate' && (store === 'server' || store === 'client') && peer !== undefined) {
      existing.set(nameOf(peer, store), { file, kind: 'certificate', names });
    }
  }
  if (things.length === 0) return { lines: [], items: [], unread };
  const compared = planned.map((request) => comparedWith(request, existing.get(requestName(request))));
  const used = new Set([...existing.values()].map(({ file }) => file));
  const others = things.filter((thing) => !used.has(thing.path));
  return {
    lines: againstLines(compared, others),
    items: [...compared.map(againstItem), ...others.map(otherItem)],
    unread,
  };
}

const nameOf = (peer: string, store: RequestPlan['store'] = 'server'): string => requestName({ peer, store });

function comparedWith(request: RequestPlan, found: Existing | undefined): Against {
  const planned = request.names.map(altNameText);
  const there = new Set(found?.names.map((name) => name.toLowerCase()));
  const wanted = new Set(planned.map((name) => name.toLowerCase()));
  return {
    planned: request,
    ...(found && { file: found.file, kind: found.kind }),
    same: planned.filter((name) => there.has(name.toLowerCase())),
    added: planned.filter((name) => !there.has(name.toLowerCase())),
    removed: found?.names.filter((name) => !wanted.has(name.toLowerCase())) ?? [],
  };
}

const againstItem = ({ planned, file, kind, same, added, removed }: Against): ItemToReport => ({
  id: file ?? requestName(planned),
  file: file ?? '',
  kind: kind === undefined ? 'none' : kind === 'request' ? 'certificate-request' : kind,
  peer: planned.peer,
  cluster: planned.cluster,
  ...(planned.store === 'client' && { store: planned.store }),
  same,
  added,
  removed,
});

/** What was given and fits no peer. */
const otherItem = (thing: Comparable): ItemToReport => ({
  file: thing.path,
  kind: thing.kind,
  names: namesOf(thing).map(nameText),
});

const nameText = ({ type, value }: { readonly type: string; readonly value: string }): string =>
  `${type}:${value}`;

/** `+` comes in, `-` goes out; what stays is counted. */
function againstLines(compared: readonly Against[], others: readonly Comparable[]): Line[] {
  const changed = compared.filter(({ added, removed }) => added.length + removed.length > 0);
  return [
    ...compared.flatMap(linesOf),
    ...others.flatMap(otherLines),
    '',
    `${countOf(compared)}: ${changed.length} would change. Nothing was written.`,
  ];
}

/** Where each peer has one request, of peers. */
const countOf = (compared: readonly Against[]): string =>
  count(compared.length, compared.some(({ planned }) => planned.store === 'client') ? 'CSR' : 'peer');

/** Of many the first few. */
const mostOthers = 20;

function otherLines(thing: Comparable, at: number, { length }: readonly Comparable[]): Line[] {
  if (at > mostOthers) return [];
  if (at === mostOthers) return [`and ${length - mostOthers} more that fit no peer`];
  const names = namesOf(thing).map(nameText);
  return [
    [toned('strong', thing.path), `   fits no peer: ${thingText(thing)}`],
    `    ${names.length === 0 ? 'without names' : names.join(', ')}`,
  ];
}

function linesOf({ planned, file, kind, same, added, removed }: Against): Line[] {
  const beside = file === undefined ? 'nothing found: everything is new' : `beside the ${kind} ${file}`;
  const isSame = added.length + removed.length === 0;
  return [
    [
      toned('strong', requestText(planned)),
      `   ${beside}${isSame ? `: the same ${count(same.length, 'name')}` : ''}`,
    ],
    ...added.map((name): Line => ['  ', toned('good', '+'), ` ${name}`]),
    ...removed.map((name): Line => ['  ', toned('error', '-'), ` ${name}`]),
    ...(same.length > 0 && !isSame ? [`    ${count(same.length, 'name')} as planned`] : []),
  ];
}
