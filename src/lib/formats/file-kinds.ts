import { endOfZip } from './zip-directory.ts';

/** Kinds of files that people hand over by mistake, told by how they start. */
interface FileKind {
  /** What it is, with what to do about it where there is something. */
  readonly what: string;
  /** The octets, as text where they are ASCII, as hex otherwise. */
  readonly starts: string;
  /** Where they stand; usually at the start. */
  readonly at?: number;
}

const pgp = 'a PGP message or key, not a certificate';
const msBlob = 'convert it with openssl rsa -inform MS\\ PRIVATEKEYBLOB -in FILE -out NEW.pem';

const fileKinds: readonly FileKind[] = [
  { starts: 'hex:feedfeed', what: `a Java keystore (JKS); convert it with ${keytoolCommand('JKS')}` },
  { starts: 'hex:cececece', what: `a Java keystore (JCEKS); convert it with ${keytoolCommand('JCEKS')}` },
  { starts: 'hex:0000000200000014', what: `a Java keystore of Bouncy Castle (BKS); ${bouncyCastle('BKS')}` },
  {
    starts: 'hex:0000000100000014',
    what: `a Java keystore of Bouncy Castle (UBER); ${bouncyCastle('UBER')}`,
  },
  {
    starts: 'hex:1ef1b5b0',
    what: 'a Microsoft key (.pvk); convert it with openssl rsa -inform PVK -in FILE -out NEW.pem',
  },
  { starts: 'RSA2', at: 8, what: `a Microsoft key blob; ${msBlob}` },
  { starts: 'RSA1', at: 8, what: 'a Microsoft key blob with a public key' },
  { starts: 'DSS', at: 8, what: `a Microsoft key blob (DSA); ${msBlob}` },
  { starts: '---- BEGIN SSH2', what: 'an SSH public key (RFC 4716), not a certificate' },
  { starts: 'SPKAC=', what: 'a request of a browser (SPKAC); make a request in PKCS#10' },
  { starts: 'hex:fd377a585a00', what: 'an xz file; unpack it first' },
  { starts: 'BZh', what: 'a bzip2 file; unpack it first' },
  { starts: 'hex:28b52ffd', what: 'a zstd file; unpack it first' },
  { starts: 'hex:9901', what: pgp },
  { starts: 'hex:9501', what: pgp },
  { starts: 'hex:9503', what: pgp },
  { starts: 'hex:9833', what: pgp },
  {
    starts: 'hex:0000000043455254',
    what: 'a Microsoft serialized certificate store (.sst); export it as .p7b',
  },
  { starts: '-----BEGIN PGP', what: pgp },
  { starts: 'PuTTY-User-Key-File', what: 'a PuTTY key; export it as OpenSSH key, then as PEM' },
  { starts: 'ssh-', what: 'an SSH public key, not a certificate' },
  { starts: 'ecdsa-sha2-', what: 'an SSH public key, not a certificate' },
  { starts: '%PDF', what: 'a PDF document' },
  { starts: '{\\rtf', what: 'an RTF document' },
  { starts: 'hex:1f8b', what: 'a gzip file; unpack it first' },
  { starts: '7z\xbc\xaf', what: 'a 7z archive; unpack it first' },
  { starts: 'Rar!', what: 'a RAR archive; unpack it first' },
  { starts: 'MSCF', what: 'a Windows cabinet (.cab); unpack it first' },
  { starts: 'ustar', at: 257, what: 'a tar archive; unpack it first' },
  {
    starts: 'hex:d0cf11e0',
    what: 'an old Microsoft Office document, or a mail (.msg): save what is attached to it',
  },
  { starts: 'hex:00051607', what: 'a resource fork made by macOS' },
  { starts: 'hex:0000000142756431', what: 'a folder description made by macOS (.DS_Store)' },
  { starts: '\x89PNG', what: 'a picture (PNG)' },
  { starts: 'hex:ffd8ff', what: 'a picture (JPEG)' },
];

function keytoolCommand(type: string): string {
  return `keytool -importkeystore -srckeystore FILE -srcstoretype ${type} -destkeystore NEW.p12 -deststoretype PKCS12`;
}

/** keytool needs the library whose keystore it is. */
export function bouncyCastle(type: string): string {
  return `convert it with ${keytoolCommand(type)} -providerclass org.bouncycastle.jce.provider.BouncyCastleProvider -providerpath BCPROV.jar`;
}

/** What a file is that holds nothing to read here; undefined where nobody knows. */
export function fileKind(bytes: Uint8Array): string | undefined {
  const known = beginnings.find(({ octets, at }) =>
    octets.every((octet, i) => bytes[at + i] === octet),
  )?.what;
  return (
    known ?? (endOfZip(bytes) !== undefined ? 'a zip archive behind other data; unpack it first' : undefined)
  );
}

const beginnings = fileKinds.map(({ starts, at = 0, what }) => ({ octets: octetsOf(starts), at, what }));

function octetsOf(starts: string): number[] {
  if (!starts.startsWith('hex:')) return Array.from(starts, (character) => character.charCodeAt(0));
  return Array.from(starts.slice(4).match(/../g)!, (pair) => parseInt(pair, 16));
}

export const isZip = (bytes: Uint8Array): boolean =>
  // "PK" and a local file header, or the end record of an archive without files.
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/** Office documents, and others that begin with their type, are zip archives. */
export const isDocument = (names: readonly string[]): boolean =>
  /^(mimetype|(word|xl|ppt)\/\w+\.xml)$/m.test(names.join('\n'));

const htmlStart = /^\s*(<!--[^]*?-->\s*)?<(!doctype\s+html|html|head|body)\b/i;

/** The page that a portal shows instead of the file. */
export const isHtml = (text: string): boolean => htmlStart.test(text);
