import { PeerCache as Cache } from '../federation/peer-cache.ts';
import { PeerTrust as Trust } from '../remote-server/trust.ts';
import {
  verifyPeer as verify,
  type PeerQuestion as Question,
  type PeerReport,
} from '../remote-server/verify.ts';
import type { SignatureVerifier } from '../x509/signature.ts';
import { requireObject, wrong } from './argument.ts';
import { bytesOf, derOf, type AnyBuffer, type DerInput } from './der-of.ts';
import { certificatesOf, crlsOf, ocspResponsesOf, type DerInputs } from './read.ts';
import {
  aDialbackError,
  aDialbackState,
  aFunction,
  aPeerProfile,
  aTlsaAnswer,
  aMoment,
  anything,
  aText,
  aVerifier,
  each,
  isObjectWith,
  objectWith,
  oneOf,
  settingsWith,
  texts,
  that,
  yesNo,
  type Checks,
} from './settings.ts';

/** What a PeerTrust is made of; nothing is fetched. */
export interface PeerTrustMaterial {
  /** The trusted CA list. */
  readonly anchors: DerInputs;
  /** CAs that may speak for some domains only, whether or not they stand in `anchors` too. */
  readonly partners?: readonly { readonly domains: readonly string[]; readonly anchors: DerInputs }[];
  /** CA certificates that servers forget to send. */
  readonly intermediates?: DerInputs;
  readonly crls?: DerInputs;
  readonly ocspResponses?: DerInputs;
  /** Default: WebCrypto. */
  readonly verifier?: SignatureVerifier;
}

/** What is of the forms of certificates and lists is looked at where it is read. */
const materialChecks = settingsWith<PeerTrustMaterial>({
  anchors: anything,
  partners: each(
    'an array of { domains, anchors }',
    objectWith<NonNullable<PeerTrustMaterial['partners']>[number]>({ domains: texts, anchors: anything }),
  ),
  intermediates: anything,
  crls: anything,
  ocspResponses: anything,
  verifier: aVerifier,
});

/**
 * Trusted CAs and revocation data, made ready once for many peers. It never changes: to reload, make a new one; answers
 * found with the old one are then forgotten (PeerCache).
 */
export class PeerTrust extends Trust {
  /** @throws TypeError, DecodeError for material that is none or cannot be read */
  constructor(material: PeerTrustMaterial) {
    requireObject('material', material, 'an object with anchors', 'anchors');
    materialChecks('material', material);
    const { anchors, partners = [], intermediates, crls, ocspResponses, verifier } = material;
    super({
      anchors: certificatesOf('material.anchors', anchors),
      partners: partners.map(({ domains, anchors }, at) => ({
        domains,
        anchors: certificatesOf(`material.partners[${at}].anchors`, anchors),
      })),
      intermediates: certificatesOf('material.intermediates', intermediates),
      crls: crlsOf('material.crls', crls),
      ocspResponses: ocspResponsesOf('material.ocspResponses', ocspResponses),
      ...(verifier && { verifier }),
    });
  }
}

/** What is known of a stream, whoever brings policy and evidence. */
export const streamChecks: Checks<Omit<PeerQuestion, 'at' | 'policy' | 'evidence' | 'cache' | 'turn'>> = {
  role: oneOf('client', 'server'),
  domain: aText,
  localDomain: aText,
  profile: aPeerProfile,
  stapledOcsp: that('bytes', (value) => bytesOf(value) !== undefined),
  tlsa: aTlsaAnswer,
  dialback: aDialbackState,
  dialbackError: aDialbackError,
  isFurtherPair: yesNo,
  allReasons: yesNo,
};

const questionChecks = settingsWith<PeerQuestion>(
  {
    ...streamChecks,
    at: aMoment,
    policy: that('a policy of federationPolicy()', isObjectWith('certificates', 'stream', 'privacy')),
    evidence: that('a PeerTrust', (value) => value instanceof Trust),
    cache: that('a PeerCache', (value) => value instanceof Cache),
    turn: aFunction,
  },
  'domain',
  'policy',
  'evidence',
  'role',
  'at',
);

/** What is known of the stream, or of a further pair of domains on it. */
export interface PeerQuestion extends Omit<Question, 'time' | 'stapledOcsp'> {
  /** The moment of judgement. */
  readonly at: Date;
  /** DER of an OCSP response from the handshake. */
  readonly stapledOcsp?: AnyBuffer;
}

const sent = { what: 'a certificate', labels: ['CERTIFICATE'] };

/** Bytes stay as they were sent: a peer is to be judged by its DER, and nothing it sends may throw. */
const asSent = (argument: string, input: DerInput): Uint8Array =>
  bytesOf(input) ?? derOf(argument, input, sent);

/**
 * Judges the chain that a federated server has presented over TLS, and decides by the policy what becomes of its stream.
 * Ask before any stream features are sent, and send nothing until the answer is there.
 *
 * @param chain as received, the server's own certificate first, the others in any order; empty: it presented none
 * @returns all reasons, not only the first; never throws for what a peer has sent in bytes
 * @throws TypeError for misuse, such as TLS in security mode "No TLS"
 * @see docs/federation-decisions.md
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { federationPolicy, open, PeerTrust, readDeployment, verifyPeer } from 'expcert';
 *
 * const { deployment } = readDeployment((await readFile('examples/corp.yaml', 'utf8')) + 'federation: { privacyMode: Off }');
 * const certificates = async (path: string) =>
 *   (await open([{ path, bytes: await readFile(path) }])).recognised.filter((thing) => thing.kind === 'certificate');
 * const evidence = new PeerTrust({ anchors: await certificates('roots.p7b') });
 * const { state, decision } = await verifyPeer(await certificates('expe1.pem'), {
 *   role: 'server',
 *   domain: 'partner.example',
 *   policy: federationPolicy(deployment!)!,
 *   evidence,
 *   at: new Date(),
 * });
 * console.log(state, decision.verdict, decision.rule);
 * // prints: san-mismatch reject R7
 * ```
 */
export async function verifyPeer(chain: readonly DerInput[], question: PeerQuestion): Promise<PeerReport> {
  if (!Array.isArray(chain)) throw wrong('chain', 'an array of certificates', chain);
  questionChecks('question', question);
  const { at, stapledOcsp, ...asked } = question;
  const stapled = bytesOf(stapledOcsp);
  const given = chain as readonly DerInput[];
  return verify(
    given.map((each, index) => asSent(`chain[${index}]`, each)),
    { ...asked, time: at.getTime(), ...(stapled && { stapledOcsp: stapled }) },
  );
}
