import { crlOf, ocspResponseOf } from './decoded.ts';
import type { Inventory } from './inventory.ts';
import { isNodeKind } from '../product/products.ts';
import type { TrustListRole } from './file-roles.ts';
import type { TrustStoreKind } from '../trust/reachable-entries.ts';
import type { Finding } from '../findings/finding.ts';
import type { JudgeOptions } from './options.ts';
import type { NotChecked } from './report.ts';
import { restsOnList } from './rests-on-list.ts';
import { checkTrustList } from './trust-list.ts';
import type { PathList } from './chain-judge.ts';

/** Lists whose reader is known, or that the caller called lists. */
export function pathLists({ certificates }: Inventory): PathList[] {
  return certificates.lists.flatMap(({ file, roles, entries }) =>
    roles.map((role) => ({
      file,
      of: role.of,
      store: storeOf(role),
      certificates: entries.map(({ issued }) => issued.certificate),
    })),
  );
}

/** Lists of an Expressway, unless they are said to be another product's. */
const storeOf = (role: TrustListRole | undefined): TrustStoreKind =>
  role?.store ?? (role?.of !== undefined && isNodeKind(role.of) ? 'unified-cm' : 'expressway');

/** Audits every list there is. Whether lists can verify the certificates here is the matter of rules/chain. */
export async function checkLists(
  { certificates, found, plan, crls, ocspResponses }: Inventory,
  options: JudgeOptions,
): Promise<{ readonly findings: readonly Finding[]; readonly notChecked: readonly NotChecked[] }[]> {
  const checks = [];
  const atHand = found.map(({ issued }) => issued.certificate);
  for (const { file, roles, entries } of certificates.lists) {
    const [cluster, ...others] = roles.filter(({ of }) =>
      plan?.deployment.clusters.some(({ id }) => id === of),
    );
    const store = storeOf(roles[0]);
    const { findings, notChecked } = await checkTrustList(
      entries.map(({ thing, issued }) => ({
        certificate: issued.certificate,
        file,
        entry: thing.entry,
        ...(thing.line !== undefined && { line: thing.line }),
        ...(thing.comment !== undefined && { comment: thing.comment }),
      })),
      {
        at: options.at,
        store,
        atHand,
        rests: restsOnList(roles, plan),
        crls: crls.map(crlOf),
        ocspResponses: ocspResponses.map(ocspResponseOf),
        ...(options.verifier && { verifier: options.verifier }),
        ...(cluster?.of !== undefined && others.length === 0 && { cluster: cluster.of }),
        ...(options.crypto && { crypto: options.crypto }),
      },
    );
    checks.push({
      findings,
      notChecked: notChecked.map((question) => ({ ...question, file })),
    });
  }
  return checks;
}
