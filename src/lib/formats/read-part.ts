import { DerReader } from '../asn1/der-reader.ts';
import { bitString, nullValue, oid, sequence } from '../asn1/der-writer.ts';
import { algorithmId } from '../asn1/oids.ts';
import { tag } from '../asn1/tags.ts';
import { readCsr } from '../csr/parse.ts';
import { DecodeError } from '../errors.ts';
import { readCertificate } from '../x509/certificate.ts';
import { readCrl } from '../x509/crl.ts';
import { readOcspResponse } from '../x509/ocsp.ts';
import { readPublicKey, type PublicKey } from '../x509/public-key.ts';
import type { Work } from './encryption/work.ts';
import type { Asn1Part, Part } from './parts.ts';
import type { Pkcs12 } from './pkcs12.ts';
import { readPkcs7, type Pkcs7 } from './pkcs7.ts';
import { readPrivateKeyInfo } from './private-key-info.ts';
import type { Asn1Kind } from './recognise.ts';
import type { Place, Thing, Unrecognised } from './recognised.ts';

/** What reading needs besides the bytes. */
export interface ReadContext {
  readonly passphrases: readonly string[];
  /** What is encrypted and not to be opened is only listed. */
  readonly decrypt: boolean | 'pkcs12';
  readonly work: Work;
}

/** Facts of a place that only the container knows. */
type BagFacts = Partial<Pick<Place, 'container' | 'friendlyName' | 'localKeyId'>>;

/** A thing that was read, or one that could not be, before it has its number in the file. */
export type Outcome = { readonly bag?: BagFacts } & (
  { readonly thing: Thing } | { readonly failure: Pick<Unrecognised, 'kind' | 'error' | 'der'> }
);

/** Reads one part; a container gives itself first and then everything in it. Never throws for bad bytes. */
export async function readPart(part: Part, context: ReadContext): Promise<Outcome[]> {
  if (part.kind === 'unread') return [{ failure: { kind: part.other, error: part.error, der: undefined } }];
  if (part.kind === 'names') return [{ thing: { kind: 'names', names: part.names } }];
  return guarded(part.kind, part.der, () => readAsn1(part, context));
}

/** What goes wrong in one part stays in it. */
async function guarded(kind: Asn1Kind, der: Uint8Array, read: () => Promise<Outcome[]>): Promise<Outcome[]> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return [{ failure: { kind, error, der: kind.endsWith('private-key') ? undefined : der } }];
  }
}

async function readAsn1(part: Asn1Part, context: ReadContext): Promise<Outcome[]> {
  const { kind, der, headers } = part;
  const { passphrases, decrypt, work } = context;
  if (kind === 'encrypted-private-key' && decrypt !== true) {
    throw new DecodeError('passphrase-needed', 'the key is encrypted');
  }
  switch (kind) {
    case 'pkcs7':
      return readBundle(der, readPkcs7(der));
    case 'pkcs12': {
      if (decrypt === false) {
        throw new DecodeError(
          'passphrase-needed',
          'the PKCS#12 file is encrypted: its passphrase is needed to open it',
        );
      }
      const { readPkcs12 } = await import('./pkcs12.ts');
      return readBags(der, await readPkcs12(der, passphrases, work));
    }
    case 'encrypted-private-key': {
      const { decryptPrivateKey } = await import('./encrypted-private-key.ts');
      const { plain, encryption } = await decryptPrivateKey(der, headers, passphrases, work);
      return [{ thing: await readKey(plain, encryption) }];
    }
    case 'private-key':
      return [{ thing: await readKey(der, undefined) }];
    default:
      return [{ thing: readPlain(kind, der) }];
  }
}

async function readKey(der: Uint8Array, encryption: string | undefined): Promise<Thing> {
  return { kind: 'private-key', privateKey: await readPrivateKeyInfo(der, encryption) };
}

type PlainKind = Exclude<Asn1Kind, 'pkcs7' | 'pkcs12' | 'private-key' | 'encrypted-private-key'>;

function readPlain(kind: PlainKind, der: Uint8Array): Thing {
  switch (kind) {
    case 'certificate':
      return { kind, der, certificate: readCertificate(der) };
    case 'certificate-request':
      return { kind, der, request: readCsr(der) };
    case 'crl':
      return { kind, der, crl: readCrl(der) };
    case 'public-key':
      return { kind, der, publicKey: readAnyPublicKey(der) };
    case 'ocsp-response':
      return { kind, der, response: readOcspResponse(der) };
    case 'key-parameters':
      return { kind, der };
  }
}

/** SubjectPublicKeyInfo, or the RSAPublicKey of PKCS#1 (RFC 8017 A.1.1), which is what stands inside one. */
function readAnyPublicKey(der: Uint8Array): PublicKey {
  const input = DerReader.over(der);
  const isPkcs1 = input.sequence('').peek() === tag.integer;
  input.finish();
  const rsa = () => sequence(sequence(oid(algorithmId.rsaEncryption), nullValue()), bitString(der));
  return readPublicKey(DerReader.over(isPkcs1 ? rsa() : der));
}

async function readBundle(der: Uint8Array, bundle: Pkcs7): Promise<Outcome[]> {
  const { certificates, crls, others, signers, contentType } = bundle;
  const counts = { certificates: certificates.length, crls: crls.length, others: others.length };
  const outcomes: Outcome[] = [{ thing: { kind: 'pkcs7', der, ...counts, signers, contentType } }];
  const bag: BagFacts = { container: 'PKCS#7' };
  for (const each of certificates) outcomes.push(...(await readInner('certificate', each, bag)));
  for (const each of crls) outcomes.push(...(await readInner('crl', each, bag)));
  return outcomes;
}

async function readBags(der: Uint8Array, { integrity, encryptions, bags, problems }: Pkcs12) {
  const outcomes: Outcome[] = [{ thing: { kind: 'pkcs12', der, integrity, encryption: encryptions } }];
  for (const { kind, der: inner, friendlyName, localKeyId, encryption: how } of bags) {
    const bag: BagFacts = {
      container: 'PKCS#12',
      ...(friendlyName !== undefined && { friendlyName }),
      ...(localKeyId && { localKeyId }),
    };
    outcomes.push(...(await readInner(kind, inner, bag, how)));
  }
  for (const error of problems) {
    outcomes.push({ failure: { kind: undefined, error, der: undefined }, bag: { container: 'PKCS#12' } });
  }
  return outcomes;
}

async function readInner(
  kind: 'certificate' | 'crl' | 'private-key',
  der: Uint8Array,
  bag: BagFacts,
  encryption?: string,
): Promise<Outcome[]> {
  const outcomes = await guarded(kind, der, async () => [
    { thing: kind === 'private-key' ? await readKey(der, encryption) : readPlain(kind, der) },
  ]);
  return outcomes.map((outcome) => ({ ...outcome, bag }));
}
