import { buildCsr, labPolicy } from '../../lib/front.ts';
import {
  exportPrivateKey,
  generateKeyPair,
  writePem,
  type Certificate,
  type KeyKind,
} from '../../lib/index.ts';
import { createCa, issueCertificate, issueCrl, serialHex, type Ca } from '../../lib/issue/index.ts';
import { issueUnjudged } from '../../lib/issue/issue-unjudged.ts';
import { daysAfter } from '../ca/crl.ts';
import { useOf } from '../ca/use-of.ts';
import { listsOf, keyOfCas, type Draft, type DraftCertificate, type LabFiles, type Signer } from './draft.ts';

export const labDays = 30;

export const labName = 'expcert lab, not for production';

export interface LabCas extends Readonly<Record<Exclude<Signer, 'itself'>, Ca>> {
  readonly root: Ca;
  readonly strangerRoot: Ca;
}

/** What has been made, for those who put a fault into the files. */
export interface MadeLab {
  readonly files: LabFiles;
  readonly cas: LabCas;
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly keys: ReadonlyMap<string, CryptoKeyPair>;
  /** What each was asked for with. */
  readonly requests: ReadonlyMap<string, string>;
}

async function makeCas(key: KeyKind, at: Date): Promise<LabCas> {
  const notAfter = daysAfter(at, labDays);
  const newCa = async (name: string, issuer?: Ca): Promise<Ca> =>
    createCa({
      commonName: `${labName}${name}`,
      keyPair: await generateKeyPair(key),
      at,
      notAfter,
      policies: [labPolicy],
      ...(issuer && { issuer }),
    });
  const root = await newCa('');
  const strangerRoot = await newCa(', another root');
  return {
    root,
    strangerRoot,
    issuing: await newCa(', issuing', root),
    'other issuing': await newCa(', issuing 2', root),
    stranger: strangerRoot,
  };
}

/** Makes all that the draft has: keys, requests, certificates, lists. */
export async function makeLab(draft: Draft, at: Date): Promise<MadeLab> {
  const cas = await makeCas(keyOfCas(draft.plan), at);
  const files: LabFiles = new Map();
  const certificates = new Map<string, Certificate>();
  const keys = new Map<string, CryptoKeyPair>();
  const requests = new Map<string, string>();
  const takenSerials = new Set<string>();
  const pairs = await Promise.all(draft.certificates.map(({ key }) => generateKeyPair(key)));
  for (const [position, each] of draft.certificates.entries()) {
    const keyPair = pairs[position]!;
    const request = await buildCsr(each.asked, keyPair);
    const certificate = await certificateOf(each, { keyPair, request, cas, at, takenSerials });
    takenSerials.add(serialHex(certificate.serialNumber));
    keys.set(each.stem, keyPair);
    requests.set(each.stem, writePem('CERTIFICATE REQUEST', request));
    certificates.set(each.stem, certificate);
    // What another product made stays on it but for the certificate.
    if (each.request) files.set(keyFileOf(each.stem), await exportPrivateKey(keyPair.privateKey));
    // A fault is to be told as itself, and not as what a CA has changed.
    if (each.request && (isSound(each) || each.isRequestGiven))
      files.set(requestFileOf(each.stem), requests.get(each.stem)!);
    files.set(certificateFileOf(each), pemOf(certificate));
  }
  const isUsed = (signer: Signer): boolean => draft.certificates.some(({ odd }) => odd.signer === signer);
  const known = [cas.root, cas.issuing, ...(isUsed('other issuing') ? [cas['other issuing']] : [])];
  for (const [name, ca] of [
    ['root', cas.root],
    ['issuing', cas.issuing],
  ] as const) {
    files.set(`ca/${name}.pem`, pemOf(ca.certificate));
    files.set(`ca/${name}.crl`, await crlOf(ca, [], at));
  }
  for (const list of listsOf(draft)) files.set(list, pemsOf(known.map(({ certificate }) => certificate)));
  return { files, cas, certificates, keys, requests };
}

export async function crlOf(ca: Ca, revoked: readonly Certificate[], at: Date): Promise<string> {
  const { der } = await issueCrl(ca, {
    revoked: revoked.map(({ serialNumber }) => ({ serialNumber: serialHex(serialNumber), at })),
    at,
    nextUpdate: daysAfter(at, labDays),
  });
  return writePem('X509 CRL', der);
}

export const pemOf = ({ der }: Pick<Certificate, 'der'>): string => writePem('CERTIFICATE', der);
export const pemsOf = (certificates: readonly Certificate[]): string => certificates.map(pemOf).join('');

export const keyFileOf = (stem: string): string => `csr/${stem}.key.pem`;
export const requestFileOf = (stem: string): string => `csr/${stem}.csr.pem`;
export const certificateFileOf = ({ stem, request }: DraftCertificate): string =>
  request ? `issued/${stem}.pem` : `${stem}.pem`;

interface Making {
  readonly keyPair: CryptoKeyPair;
  readonly request: Uint8Array;
  readonly cas: LabCas;
  readonly at: Date;
  readonly takenSerials: ReadonlySet<string>;
}

const isSound = ({ odd: { signer, ...other } }: DraftCertificate): boolean =>
  signer !== 'itself' && Object.keys(other).length === 0;

/** A sound one as any other CA of expcert issues it; one that nobody would issue, by hand. */
async function certificateOf(
  draft: DraftCertificate,
  { keyPair, request, cas, at, takenSerials }: Making,
): Promise<Certificate> {
  const { asked, odd, request: planned } = draft;
  const { signer = 'issuing', days = labDays, crlUrls = [], ...content } = odd;
  const common = { policies: [labPolicy], crlUrls, notAfter: daysAfter(at, days) };
  if (isSound(draft) && signer !== 'itself') {
    return issueCertificate(request, cas[signer], {
      ...common,
      use: planned ? useOf(planned) : 'both',
      at,
      takenSerials,
    });
  }
  return issueUnjudged({
    ...common,
    ...asked,
    ...content,
    commonName: 'commonName' in content ? content.commonName : asked.commonName,
    extendedKeyUsage: content.extendedKeyUsage ?? usagesOf(planned),
    keyPair,
    notBefore: at,
    issuer: signer === 'itself' ? undefined : cas[signer],
  });
}

function usagesOf(planned: DraftCertificate['request']): ('serverAuth' | 'clientAuth')[] {
  const use = planned ? useOf(planned) : 'both';
  return [
    ...(use === 'client' ? [] : (['serverAuth'] as const)),
    ...(use === 'server' ? [] : (['clientAuth'] as const)),
  ];
}
