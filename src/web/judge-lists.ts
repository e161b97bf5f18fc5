import { revocationNotAsked } from '../lib/front.ts';
import {
  checkTrustList,
  type CheckedItem,
  type CheckReport,
  type NeededCertificate,
  type Opened,
  type Recognised,
  type Role,
  type TrustEntry,
} from '../lib/index.ts';
import { lookUp } from './checks/look-up.ts';
import type { CertificateThing, JudgedList } from './state/judgement.ts';
import type { State } from './state/state.ts';

type Surroundings = Pick<State, 'mustVerify' | 'deployment' | 'at'>;

/** Each list with the certificates that its reader meets. */
export async function judgeLists(
  { recognised }: Opened,
  { items }: CheckReport,
  { mustVerify, deployment, at }: Surroundings,
): Promise<JudgedList[]> {
  const things = <Kind extends Recognised['kind']>(kind: Kind) =>
    recognised.filter((thing): thing is Extract<Recognised, { kind: Kind }> => thing.kind === kind);
  const certificates = things('certificate');
  const certificatesIn = lookUp(certificates, ({ path }) => [path]);
  const crls = things('crl').map(({ crl }) => crl);
  const ocspResponses = things('ocsp-response').map(({ response }) => response);
  const clusters = deployment?.plan?.deployment.clusters ?? [];
  const roleOf = (id: string | undefined): Role | undefined =>
    clusters.find((each) => each.id === id)?.role ?? (id === 'C' || id === 'E' ? id : undefined);
  /** Certificates of the other side; an Expressway-E meets no Unified CM. */
  const meets = (of: string | undefined, { kind, cluster }: CheckedItem): boolean => {
    const role = roleOf(of);
    if (kind === 'node-certificate') return role !== 'E';
    // One that nobody knows was given to be checked.
    return (
      kind === 'certificate' &&
      (cluster === undefined || (cluster !== of && (role === undefined || roleOf(cluster) !== role)))
    );
  };
  const lists: JudgedList[] = [];
  for (const { file, of } of items.filter(({ kind }) => kind === 'trust-list')) {
    const role = roleOf(of);
    const met = items
      .filter((item) => mustVerify.includes(item.file) || meets(of, item))
      .flatMap((item) => neededCertificate(item, certificatesIn(item.file)));
    const check = await checkTrustList(certificatesIn(file).map(entryOf), {
      at,
      store: of === 'unifiedCm' || of === 'imp' ? 'unified-cm' : 'expressway',
      needs: met,
      crls,
      ocspResponses,
      ...(of !== undefined && role && { cluster: of }),
    });
    const isRevocationAsked = crls.length + ocspResponses.length > 0;
    lists.push({
      file,
      ...(of !== undefined && { of }),
      ...(role && { role }),
      check: isRevocationAsked ? check : { ...check, notChecked: [...check.notChecked, revocationNotAsked] },
      needed: met.map(({ whose }) => whose),
    });
  }
  return lists;
}

const entryOf = ({ certificate, path, entry, line, comment, armour }: CertificateThing): TrustEntry => ({
  certificate,
  file: path,
  entry,
  ...(line !== undefined && { line }),
  ...(comment !== undefined && { comment }),
  ...(armour && { armour }),
});

/** With the shortest name for whose it is. */
function neededCertificate(
  { kind, file, entry, cluster, role, subject = '' }: CheckedItem,
  inFile: readonly CertificateThing[],
): (NeededCertificate & { readonly whose: string })[] {
  const thing = inFile.find((each) => each.entry === (entry ?? each.entry));
  if (!thing || (kind !== 'certificate' && kind !== 'node-certificate')) return [];
  const host = /(?:^|,)CN=([^,+]+)/.exec(subject)?.[1] ?? file;
  return [
    {
      certificate: thing.certificate,
      place: { file, ...(entry !== undefined && { entry }) },
      whose: cluster ?? (role === undefined ? host : `${host} ${role}`),
    },
  ];
}
