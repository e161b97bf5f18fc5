import { DerReader } from '../asn1/der-reader.ts';
import { fromBase64 } from '../bytes.ts';
import { readCsr, type CertificateRequest } from '../csr/parse.ts';
import { readCertificate, type Certificate } from '../x509/certificate.ts';
import { readCrl, type Crl } from '../x509/crl.ts';
import { readOcspResponse, type OcspResponse } from '../x509/ocsp.ts';
import { readPublicKey, type PublicKey } from '../x509/public-key.ts';
import type { ThingFactsOf } from './facts.ts';

/** What has been decoded from the octets of facts, so that whoever gathered them need not decode them again. */
const decoded = new WeakMap<object, unknown>();

/** Keeps what the octets of these facts were decoded to. */
export function keepDecoded(facts: object, thing: unknown): void {
  decoded.set(facts, thing);
}

function lookUp<Thing>(facts: object, decode: () => Thing): Thing {
  const known = decoded.get(facts) as Thing | undefined;
  if (known !== undefined) return known;
  const thing = decode();
  decoded.set(facts, thing);
  return thing;
}

export const certificateOf = (facts: ThingFactsOf<'certificate'>): Certificate =>
  lookUp(facts, () => readCertificate(fromBase64(facts.der)));

export const requestOf = (facts: ThingFactsOf<'certificate-request'>): CertificateRequest =>
  lookUp(facts, () => readCsr(fromBase64(facts.der)));

export const crlOf = (facts: ThingFactsOf<'crl'>): Crl => lookUp(facts, () => readCrl(fromBase64(facts.der)));

export const ocspResponseOf = (facts: ThingFactsOf<'ocsp-response'>): OcspResponse =>
  lookUp(facts, () => readOcspResponse(fromBase64(facts.der)));

export const publicKeyOf = (facts: ThingFactsOf<'private-key'>): PublicKey | undefined => {
  const { publicKey } = facts;
  return publicKey === undefined
    ? undefined
    : lookUp(facts, () => readPublicKey(DerReader.over(fromBase64(publicKey))));
};
