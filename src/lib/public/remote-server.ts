import { PeerCache as Cache } from '../federation/peer-cache.ts';
import { PeerTrust as Trust } from '../remote-server/trust.ts';
import {
  verifyPeer as verify,
  type PeerQuestion as Question,
  type PeerReport,
} from '../remote-server/verify.ts';
import type { SignatureVerifier } from '../x509/signature.ts';
import { momentOf, requireObject, wrong } from './argument.ts';
import { bytesOf, derOf, dersOf, pemIn, type DerInput, type Meant } from './der-of.ts';
import { certificatesOf, crlsOf, ocspResponsesOf, type DerInputs } from './read.ts';
import {
  aFunction,
  aMoment,
  aText,
  aVerifier,
  dialbackError,
  dialbackState,
  each,
  isObjectWith,
  oneOf,
  readLater,
  settingsWith,
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

const requireMaterial = settingsWith<PeerTrustMaterial>({
  anchors: readLater,
  partners: each(
    'an array of { domains, anchors }',
    that('{ domains, anchors }', isObjectWith('domains', 'anchors')),
  ),
  intermediates: readLater,
  crls: readLater,
  ocspResponses: readLater,
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
    requireMaterial('material', material);
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

/** Of a question, what differs from stream to stream. */
export const streamChecks: Checks<Omit<PeerQuestion, 'policy' | 'evidence' | 'at' | 'cache' | 'turn'>> = {
  role: oneOf('client', 'server'),
  domain: aText,
  localDomain: aText,
  profile: oneOf('xmpp-s2s', 'sip-domain', 'peer-subject'),
  stapledOcsp: (argument, value) => void asSent(argument, value as DerInput, stapled),
  tlsa: that('the answer of a resolver: { dnssec, records }', isObjectWith('dnssec', 'records')),
  dialback: dialbackState,
  dialbackError,
  isFurtherPair: yesNo,
  allReasons: yesNo,
};

const questionChecks: Checks<PeerQuestion> = {
  ...streamChecks,
  at: aMoment,
  policy: that('a policy of federationPolicy()', isObjectWith('certificates', 'stream', 'privacy')),
  evidence: that('a PeerTrust', (value) => value instanceof Trust),
  cache: that('a PeerCache', (value) => value instanceof Cache),
  turn: aFunction,
};

const requireQuestion = settingsWith(questionChecks, 'domain', 'policy', 'evidence', 'role', 'at');

/** What is known of the stream, or of a further pair of domains on it. */
export interface PeerQuestion extends Omit<Question, 'time' | 'stapledOcsp'> {
  /** The moment of judgement. */
  readonly at: Date;
  /** The OCSP response from the handshake. */
  readonly stapledOcsp?: DerInput;
}

const sent = { what: 'a certificate', labels: ['CERTIFICATE'] };
const stapled = { what: 'an OCSP response', labels: ['OCSP RESPONSE'] };

/** Bytes that are no PEM stay as they were sent: a peer is judged by its DER, and nothing it sends may throw. */
function asSent(argument: string, input: DerInput, meant: Meant): Uint8Array {
  const bytes = bytesOf(input);
  if (bytes && pemIn(bytes) === undefined) return bytes;
  try {
    return derOf(argument, input, meant);
  } catch (error) {
    if (bytes) return bytes;
    throw error;
  }
}

/** The whole chain in one text or buffer, or its certificates. */
function chainOf(chain: DerInputs): readonly Uint8Array[] {
  if (typeof chain === 'string' || bytesOf(chain)) return dersOf('chain', chain as DerInput, sent);
  if (!Array.isArray(chain)) throw wrong('chain', 'PEM text, a buffer or an array of certificates', chain);
  return (chain as readonly DerInput[]).map((each, at) => asSent(`chain[${at}]`, each, sent));
}

/**
 * Judges the chain that a federated server has presented over TLS, and decides by the policy what becomes of its stream.
 * Ask before any stream features are sent, and send nothing until the answer is there.
 *
 * @param chain as received, the server's own certificate first, the others in any order: what readCertificate() takes,
 *   each by itself or all in one text or buffer; an empty array: it presented none
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
export async function verifyPeer(chain: DerInputs, question: PeerQuestion): Promise<PeerReport> {
  const presented = chainOf(chain);
  requireQuestion('question', question);
  const { at, stapledOcsp, ...asked } = question;
  return verify(presented, {
    ...{ ...asked, time: momentOf('question.at', at) },
    ...(stapledOcsp !== undefined && {
      stapledOcsp: asSent('question.stapledOcsp', stapledOcsp, stapled),
    }),
  });
}
