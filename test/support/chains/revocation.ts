import type { Crl } from '../../../src/lib/x509/crl.ts';
import type { OcspResponse } from '../../../src/lib/x509/ocsp.ts';
import { buildCrl, type CrlRecipe } from '../crls.ts';
import { buildOcspResponse, type AnswerRecipe, type OcspRecipe } from '../ocsp.ts';
import { buildPki, type Hierarchy } from '../pki.ts';
import type { GeneratedChain } from './generate.ts';
import { randomFrom } from './random.ts';

/** A generated chain with evidence of its revocation: lists of every CA, and an OCSP response on the certificate. */
export interface ChainWithEvidence {
  readonly chain: GeneratedChain;
  readonly crls: readonly Crl[];
  readonly ocsp: OcspResponse;
  /** `lists: current`, `response: current` and so on, the values of the chain in front. */
  readonly values: readonly string[];
}

interface Lists {
  readonly name: string;
  /** Of the CA that issued the certificate; undefined: there is none. */
  readonly issuing?: (serial: bigint) => Partial<CrlRecipe>;
  readonly isAbsent?: true;
}

/** As often as the others together there is nothing against the certificate. */
const lists: readonly Lists[] = [
  { name: 'current' },
  { name: 'current, without entries but with their field', issuing: () => ({ withEntries: true }) },
  { name: 'another certificate revoked', issuing: (serial) => ({ revoked: [{ serial: serial + 1n }] }) },
  { name: 'the certificate revoked', issuing: (serial) => ({ revoked: [{ serial, reason: 1 }] }) },
  { name: 'the certificate on hold', issuing: (serial) => ({ revoked: [{ serial, reason: 6 }] }) },
  { name: 'outdated', issuing: () => ({ thisUpdate: '2026-10-01', nextUpdate: '2026-11-01' }) },
  { name: 'to come', issuing: () => ({ thisUpdate: '2026-11-28' }) },
  { name: 'damaged', issuing: () => ({ damaged: true }) },
  { name: 'of another key', issuing: () => ({ signedWith: 'p256-nobody' }) },
  { name: 'of users alone', issuing: () => ({ scope: { onlyUsers: true } }) },
  { name: 'of CAs alone', issuing: () => ({ scope: { onlyCas: true } }) },
  { name: 'without number', issuing: () => ({ without: ['cRLNumber'] }) },
  { name: 'absent', isAbsent: true },
];

interface Response {
  readonly name: string;
  readonly answer?: Partial<AnswerRecipe>;
  readonly response?: Partial<OcspRecipe>;
  /** The responder has a certificate of its own, of this usage. */
  readonly delegate?: 'OCSPSigning' | 'serverAuth';
}

const responses: readonly Response[] = [
  { name: 'current' },
  { name: 'by the key of its signer', response: { responder: 'byKey' } },
  { name: 'of a delegated responder', delegate: 'OCSPSigning' },
  { name: 'of another server', delegate: 'serverAuth' },
  { name: 'revoked', answer: { status: { reason: 1 } } },
  { name: 'unknown', answer: { status: 'unknown' } },
  { name: 'outdated', answer: { thisUpdate: '2026-10-01', nextUpdate: '2026-11-01' } },
  { name: 'damaged', response: { damaged: true } },
];

/** The same evidence for the same number, but for signatures of elliptic curves. */
export function withEvidence(chains: readonly GeneratedChain[], seed: number): ChainWithEvidence[] {
  const random = randomFrom(seed);
  return chains.map((chain) => {
    const list = random.next() < 0.5 ? lists[0]! : random.of(lists);
    const response = random.next() < 0.3 ? responses[0]! : random.of(responses);
    return {
      chain,
      crls: crlsOf(chain, list),
      ocsp: ocspOf(chain, response),
      values: [...chain.values, `lists: ${list.name}`, `response: ${response.name}`],
    };
  });
}

const issuerOf = ({ hierarchy }: GeneratedChain): string => hierarchy['leaf']!.issuedBy!;

function crlsOf(chain: GeneratedChain, { issuing, isAbsent }: Lists): Crl[] {
  const { hierarchy, leaf } = chain;
  const serial = BigInt.asIntN(
    leaf.serialNumber.length * 8,
    BigInt(`0x${Buffer.from(leaf.serialNumber).toString('hex')}`),
  );
  const issuers = Object.keys(hierarchy).filter((name) => /^(root|ca\d)$/.test(name));
  return issuers.flatMap((issuedBy) => {
    if (issuedBy !== issuerOf(chain)) return [buildCrl(hierarchy, { issuedBy })];
    return isAbsent ? [] : [buildCrl(hierarchy, { issuedBy, ...issuing?.(serial) })];
  });
}

function ocspOf(chain: GeneratedChain, { answer, response, delegate }: Response): OcspResponse {
  const issuedBy = issuerOf(chain);
  const hierarchy: Hierarchy = {
    ...chain.hierarchy,
    responder: { issuedBy, ca: null, san: null, key: 'p256-responder', eku: [delegate ?? 'OCSPSigning'] },
  };
  const certificates = { ...buildPki(hierarchy), leaf: chain.leaf };
  return buildOcspResponse(hierarchy, certificates, {
    signedBy: delegate ? 'responder' : issuedBy,
    ...(delegate && { sends: ['responder'] }),
    answers: [{ about: 'leaf', ...answer }],
    ...response,
  });
}
