import type { Inventory } from './inventory.ts';
import { isNodeKind } from '../product/products.ts';
import type { TrustListRole } from './file-roles.ts';
import type { TrustStoreKind } from '../trust/reachable-entries.ts';
import type { Finding } from '../findings/finding.ts';
import type { CheckOptions } from './options.ts';
import type { NotChecked } from './report.ts';
import { readerOf } from './list-reader.ts';
import { checkTrustList } from './trust-list.ts';
import type { PathList } from './chain-judge.ts';

/** Lists whose reader is known, or that the caller called lists. */
export function pathLists({ certificates, plan }: Inventory): PathList[] {
  return certificates.lists.flatMap(({ file, roles, entries }) =>
    roles.map((role) => ({
      file,
      reader: readerOf(role.of, plan?.deployment),
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
  { certificates, plan, crls, ocspResponses, verifier }: Inventory,
  options: CheckOptions,
): Promise<{ readonly findings: readonly Finding[]; readonly notChecked: readonly NotChecked[] }[]> {
  const checks = [];
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
        crls: crls.map(({ crl }) => crl),
        ocspResponses: ocspResponses.map(({ response }) => response),
        verifier,
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
