import { crlOf, ocspResponseOf } from './decoded.ts';
import { itemId } from '../findings/ids.ts';
import { countText } from '../findings/words.ts';
import type { Inventory } from './inventory.ts';
import type { ListAnswer, ListReader } from '../rules/chain/facts.ts';
import { isNodeKind } from '../product/products.ts';
import { productTrustStores } from '../product/trust-stores.ts';
import { isInName, type TrustListRole } from './file-roles.ts';
import type { TrustStoreKind } from '../trust/reachable-entries.ts';
import { readerOf } from './list-reader.ts';
import type { JudgeOptions } from './options.ts';
import { restsOnList } from './rests-on-list.ts';
import type { Questions } from './verdicts/questions.ts';
import {
  checkTrustList,
  type CheckTrustListOptions,
  type NeededCertificate,
  type TrustListCheck,
} from './trust-list.ts';
import type { PathList } from './chain-judge.ts';

/** Lists whose reader is known, or that the caller called lists. One that nobody reads is not among them. */
export function pathLists({ certificates, plan }: Inventory): PathList[] {
  const all = certificates.lists.flatMap(({ roles }) => roles);
  return certificates.lists.flatMap(({ file, roles, entries }) =>
    roles.flatMap((role) => {
      const reader = readerOf(role, plan?.deployment, all);
      const isReadByNobody = reader.kind === 'expressway' && plan && reader.peers.length === 0;
      const certificatesIn = entries.map(({ issued }) => issued.certificate);
      return isReadByNobody ? [] : [{ file, reader, store: storeOf(role), certificates: certificatesIn }];
    }),
  );
}

/** Lists of an Expressway, unless they are said to be another product's. */
const storeOf = (role: TrustListRole | undefined): TrustStoreKind =>
  role?.store ?? (role?.of !== undefined && isNodeKind(role.of) ? 'unified-cm' : 'expressway');

/** A list, who reads it, and what its audit came to. */
export interface AuditedList {
  readonly file: string;
  /** Keys of clusters or of other products; empty where nobody said. */
  readonly readers: readonly string[];
  readonly check: TrustListCheck;
}

/** What a list makes of the certificate of an item. */
export interface ItemAnswer {
  readonly item: string;
  readonly answer: ListAnswer;
}

/**
 * Audits every list there is. Whether lists can verify the certificates that their readers meet is the matter of
 * rules/chain; here they are asked for what somebody says they must verify besides.
 */
export async function checkLists(
  inventory: Inventory,
  answers: readonly ItemAnswer[],
  { at, verifier, mustVerify = [] }: JudgeOptions,
): Promise<AuditedList[]> {
  const { certificates, found, plan, crls, ocspResponses } = inventory;
  const wanted = certificatesIn(inventory, mustVerify);
  const audited: AuditedList[] = [];
  const all = certificates.lists.flatMap(({ roles }) => roles);
  const atHand = found.map(({ issued }) => issued.certificate);
  for (const { file, roles, entries } of certificates.lists) {
    const asked = new Set(answers.filter(({ answer }) => answer.list === file).map(({ item }) => item));
    const readers = roles.map((role) => readerOf(role, plan?.deployment, all));
    const check = await checkTrustList(
      entries.map(({ thing, issued }) => ({
        certificate: issued.certificate,
        file,
        entry: thing.entry,
        ...(thing.line !== undefined && { line: thing.line }),
        ...(thing.armour && { armour: thing.armour }),
        ...(thing.comment !== undefined && { comment: thing.comment }),
      })),
      {
        at,
        store: storeOf(roles[0]),
        needs: wanted.filter(({ place }) => !asked.has(itemId(place))),
        atHand,
        rests: readers.flatMap((reader) => restsOnList(reader, plan)),
        crls: crls.map(crlOf),
        ocspResponses: ocspResponses.map(ocspResponseOf),
        ...(verifier && { verifier }),
        ...onlyReader(readers),
      },
    );
    audited.push({ file, readers: [...new Set(roles.flatMap(({ of }) => of ?? []))], check });
  }
  return audited;
}

/** The cluster whose list it is, and the peer where it is the list of that alone; nothing where several read it. */
function onlyReader(readers: readonly ListReader[]): Pick<CheckTrustListOptions, 'cluster' | 'peer'> {
  const [only, ...others] = readers.filter((reader) => reader.kind === 'expressway');
  if (only?.cluster === undefined || others.length > 0) return {};
  return { cluster: only.cluster, ...(only.peer !== undefined && { peer: only.peer }) };
}

/** Certificates of servers that these files hold, each at the place of its item. */
function certificatesIn({ certificates, found }: Inventory, files: readonly string[]): NeededCertificate[] {
  const held = new Set(
    found.filter(({ thing }) => files.includes(thing.path)).map(({ issued }) => issued.fingerprint),
  );
  return [...certificates.peers, ...certificates.nodes]
    .filter(({ issued }) => held.has(issued.fingerprint))
    .map(({ issued: { certificate }, place }) => ({ certificate, place }));
}

/** A list of which nobody said who reads it helps to build paths, and is evidence of nothing. */
export function askWhoReads({ certificates, plan }: Inventory, questions: Questions): void {
  if (!plan) return;
  const said = new Set(certificates.lists.flatMap(({ roles }) => roles.flatMap(({ of }) => of ?? [])));
  const free = plan.deployment.clusters.find(({ id, role }) => !said.has(id) && !said.has(role));
  for (const { file, roles } of certificates.lists) {
    if (roles.length > 0) continue;
    questions.ask({
      kind: 'list-reader',
      about: file,
      what: 'who reads this trusted CA list',
      why: 'nobody said it',
      answer: [
        `say whose it is in the deployment file: trustList under a cluster or a peer, or trustStores; else leave it out`,
      ],
      // Never one whose list is known: that would take its place.
      ownWay: { what: 'trust-list', of: productCalled(file) ?? free?.id ?? 'READER', file },
      file,
    });
  }
}

/**
 * What cannot be read of a list is no CA that a verdict rests on: those stand in the entries that were read. It may be one
 * more CA of theirs, or of a name that is there: the list that is in use, and what it verifies besides, is not known whole.
 */
export function askAboutUnreadEntries({ certificates, unread }: Inventory, questions: Questions): void {
  for (const { file, entries } of certificates.lists) {
    const paths = new Set([file, ...entries.map(({ thing }) => thing.path)]);
    const damaged = unread.filter(({ path }) => paths.has(path)).length;
    if (damaged === 0) continue;
    questions.ask({
      kind: 'unread-entry',
      about: file,
      what: `${countText(damaged, 'entry', 'entries')} of the trusted CA list`,
      why: 'damaged; answers rest on the other entries alone',
      answer: ['export the list again, and give it again'],
      file,
    });
  }
}

/** Unified CM or IM and Presence, where the file is called after one of their trust stores. */
const productCalled = (file: string): string | undefined =>
  productTrustStores.find(({ trustStore }) => isInName(file, `${trustStore}-trust`))?.product;
