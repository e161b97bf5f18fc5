import { oidName } from '../asn1/oids.ts';
import type { CertificateRequest } from '../csr/parse.ts';
import type { Recognised, Thing } from '../formats/recognised.ts';
import { holderOf } from '../x509/ca-or-server.ts';
import { serialHex, type Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import { findExtension, type Extension } from '../x509/extensions.ts';
import { faultText } from '../x509/fault-text.ts';
import { fingerprint, publicKeyHash } from '../x509/fingerprint.ts';
import type { GeneralName } from '../x509/general-name.ts';
import { printName } from '../x509/name.ts';
import { keyAlgorithmText, publicKeyText, type PublicKey } from '../x509/public-key.ts';
import { signatureAlgorithm } from '../x509/signature-algorithm.ts';
import { describe, headline, kindLabels } from './describe.ts';
import { count, optional, type Description } from './description.ts';
import { describeBasicConstraints } from './extension-values.ts';
import { extensionRow, oneLine } from './extensions.ts';
import { ocspRows } from './ocsp-summary.ts';
import { shortGeneralName } from './names.ts';

/** The few lines about a thing that are read first. */
export interface Summary {
  /** `certificate  CN=expe.example.com`, without the blanks. */
  readonly kind: string;
  readonly headline: string | undefined;
  /** A certificate that says of itself that it is a CA's. */
  readonly isCa: boolean;
  /** Label and text; labels of one or two words. */
  readonly rows: readonly Description[];
}

/**
 * The same facts as describe(), on one line each and without keys and signatures in full. Extensions that have no
 * line of their own have one with the label `extension`, so none is left out.
 */
export async function summarise(thing: Thing | Recognised): Promise<Summary> {
  const rows = [...notes(thing), ...(await rowsOf(thing))];
  const isCa = thing.kind === 'certificate' && holderOf(thing.certificate) === 'CA';
  return { kind: kindLabels[thing.kind], headline: headline(thing), isCa, rows };
}

const row = (label: string, value: string): Description => ({ label, value });

function notes(thing: Thing | Recognised): Description[] {
  if (!('path' in thing)) return [];
  return [...optional('name', thing.friendlyName), ...optional('note', thing.comment)];
}

async function rowsOf(thing: Thing): Promise<readonly Description[]> {
  switch (thing.kind) {
    case 'certificate':
      return certificateRows(thing.certificate);
    case 'certificate-request':
      return requestRows(thing.request);
    case 'crl':
      return crlRows(thing.crl);
    case 'private-key': {
      const { algorithm, publicKey, syntax, encryption } = thing.privateKey;
      return [
        ...(publicKey
          ? [await keyRow(publicKey)]
          : [row('key', `${keyAlgorithmText(algorithm.id)}, public key not known`)]),
        row('syntax', syntax),
        row('encryption', encryption ?? 'none'),
      ];
    }
    case 'public-key':
      return [await keyRow(thing.publicKey)];
    case 'names':
      return [
        row(
          'names',
          thing.names.map(({ type, value }) => (type === 'DNS' ? value : `${type}:${value}`)).join(', '),
        ),
      ];
    case 'ocsp-response':
      return [...ocspRows(thing.response), ...breachRows(thing.response)];
    default:
      return ((await describe(thing)).children ?? []).map((child) => row(child.label, oneLine(child)));
  }
}

async function certificateRows(certificate: Certificate): Promise<Description[]> {
  const { extensions } = certificate;
  const hash = await fingerprint(certificate.der, 'SHA-256');
  return [
    row('issuer', printName(certificate.issuer) || '(empty)'),
    row('serial', `${serialHex(certificate.serialNumber)}     SHA-256 ${hash}`),
    row('valid', `${minutes(certificate.notBefore)} to ${minutes(certificate.notAfter)} UTC`),
    await keyRow(certificate.publicKey),
    row('signed with', signatureAlgorithm(certificate.signatureAlgorithm).name),
    ...extensionRows(extensions),
    ...breachRows(certificate),
  ];
}

async function requestRows(request: CertificateRequest): Promise<Description[]> {
  const named = request.attributes.filter(
    ({ name }) => name !== 'extensionRequest' && name !== 'certificateExtensions',
  );
  return [
    await keyRow(request.publicKey),
    row('signed with', signatureAlgorithm(request.signatureAlgorithm).name),
    ...extensionRows(request.extensions),
    ...named.map(({ type, name }) => row('attribute', name ?? type)),
    ...breachRows(request),
  ];
}

async function crlRows(crl: Crl): Promise<Description[]> {
  const until =
    crl.nextUpdate === undefined ? 'no next update given' : `next update ${minutes(crl.nextUpdate)} UTC`;
  return [
    row('issued', `${minutes(crl.thisUpdate)} UTC, ${until}`),
    row('SHA-256', await fingerprint(crl.der, 'SHA-256')),
    row('revoked', count(crl.revoked.count, 'certificate')),
    row('signed with', signatureAlgorithm(crl.signatureAlgorithm).name),
    ...extensionRows(crl.extensions),
    ...breachRows(crl),
  ];
}

/** Breaches of the encoding rules, and parts that are not written as their standards demand. */
const breachRows = ({ deviations, faults }: Pick<Certificate, 'deviations' | 'faults'>): Description[] => [
  ...deviations.map(({ what, field }) => row('not DER', `${field}: ${what}`)),
  ...faults.map((fault) => row('malformed', faultText(fault))),
];

async function keyRow(key: PublicKey): Promise<Description> {
  return row('key', `${publicKeyText(key)}, public key hash ${await publicKeyHash(key.der)}`);
}

/** `2026-11-20 00:00` */
function minutes(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, -8).replace('T', ' ');
}

function extensionRows(extensions: readonly Extension[]): Description[] {
  const keyUsage = findExtension(extensions, 'keyUsage')?.value.join(', ');
  const purposes = findExtension(extensions, 'extKeyUsage')
    ?.value.map((id) => oidName(id) ?? id)
    .join(', ');
  const names = findExtension(extensions, 'subjectAltName')?.value;
  const constraints = findExtension(extensions, 'basicConstraints')?.value;
  const usage = [keyUsage, purposes].filter((part) => part !== undefined).join('; ');
  return [
    ...optional('usage', usage === '' ? undefined : usage),
    ...optional('names', names && namesText(names)),
    ...optional('constraints', constraints && describeBasicConstraints(constraints)),
    ...extensions.filter(({ name }) => name === undefined || !haveRows.includes(name)).map(extensionRow),
  ];
}

const haveRows: readonly string[] = ['keyUsage', 'extKeyUsage', 'subjectAltName', 'basicConstraints'];

export const namesText = (names: readonly GeneralName[]): string => names.map(shortGeneralName).join(', ');
