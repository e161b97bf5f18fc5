import { readCertificate, readCrl, writePem, type Certificate, type Crl } from '../../lib/index.ts';
import { serialHex, type Revocation } from '../../lib/issue/index.ts';
import type { Entry } from '../journal/journal.ts';

/** The two CAs of a folder; nothing else issues. */
export const authorities = ['root', 'issuing'] as const;
export type Authority = (typeof authorities)[number];

/** A line of the journal. Everything in DER stands in base64. */
export type CaEntry = Entry &
  (
    | { readonly type: 'init'; readonly root: string; readonly issuing: string }
    | { readonly type: 'issued'; readonly for: string; readonly certificate: string }
    | { readonly type: 'revoked'; readonly serial: string; readonly on: string; readonly reason: Reason }
    | { readonly type: 'crl'; readonly by: Authority; readonly crl: string }
  );

export type Reason = NonNullable<Revocation['reason']>;

export interface Issued {
  readonly serial: string;
  /** FQDN of the peer, and the store where it is not the server's: `expe1.example.com-client`. */
  readonly for: string;
  readonly certificate: Certificate;
  readonly revoked?: { readonly on: Date; readonly reason: Reason };
}

/** What the CA remembers. */
export interface Memory {
  readonly certificates: Readonly<Record<Authority, Certificate>>;
  readonly issued: readonly Issued[];
  /** The last of each. */
  readonly crls: Readonly<Record<Authority, Crl>>;
  readonly takenSerials: ReadonlySet<string>;
}

export const toBase64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

export function remember(entries: readonly CaEntry[]): Memory {
  const certificates: Partial<Record<Authority, Certificate>> = {};
  const crls: Partial<Record<Authority, Crl>> = {};
  const issued = new Map<string, Issued>();
  for (const entry of entries) {
    switch (entry.type) {
      case 'init':
        for (const name of authorities) certificates[name] = readCertificate(fromBase64(entry[name]));
        break;
      case 'issued': {
        const certificate = readCertificate(fromBase64(entry.certificate));
        const serial = serialHex(certificate.serialNumber);
        issued.set(serial, { serial, for: entry.for, certificate });
        break;
      }
      case 'revoked':
        issued.set(entry.serial, {
          ...issued.get(entry.serial)!,
          revoked: { on: new Date(entry.on), reason: entry.reason },
        });
        break;
      case 'crl':
        crls[entry.by] = readCrl(fromBase64(entry.crl));
    }
  }
  const whole = certificates as Record<Authority, Certificate>;
  return {
    certificates: whole,
    crls: crls as Record<Authority, Crl>,
    issued: [...issued.values()],
    takenSerials: new Set([
      ...issued.keys(),
      ...Object.values(whole).map(({ serialNumber }) => serialHex(serialNumber)),
    ]),
  };
}

/** Files that say again what the journal holds, for those who only want to fetch them. */
export function filesOf({ certificates, issued, crls }: Memory): { name: string; content: string }[] {
  return [
    ...authorities.map((name) => ({
      name: `${name}.pem`,
      content: writePem('CERTIFICATE', certificates[name].der),
    })),
    ...authorities.map((name) => ({ name: `${name}.crl`, content: writePem('X509 CRL', crls[name].der) })),
    ...issued.map((each) => ({
      name: certificateFile(each),
      content: writePem('CERTIFICATE', each.certificate.der),
    })),
  ];
}

export const issuedFolder = 'issued';

/** `issued/expe1.example.com-1f2e3d4c.pem`: for whom, and which of several. */
export const certificateFile = (issued: Pick<Issued, 'serial' | 'for'>): string =>
  `${issuedFolder}/${issued.for}-${issued.serial.slice(0, 8)}.pem`;

const commonNameType = '2.5.4.3';

export function commonNameOf({ subject }: Pick<Certificate, 'subject'>): string {
  return subject.rdns.flat().reduce((last, { type, value }) => (type === commonNameType ? value : last), '');
}
