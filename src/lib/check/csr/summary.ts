import type { Question } from '../../findings/question.ts';
import { isKeyAsPlanned, usagesLacking, type CsrFacts } from '../../rules/csr/facts.ts';
import { hasUsage, isKeySound, belowPolicy, weaknessesOf } from '../../rules/profile/presented.ts';
import { presentedInRequest } from '../../rules/profile/profile-rule.ts';
import { altNameKey, altNameText } from '../../san/required.ts';
import { printGeneralName } from '../../x509/general-name.ts';
import { printName } from '../../x509/name.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import type { SignatureStatus } from '../../x509/signature.ts';

/** What a request holds, in words. */
export type RequestSummary = {
  /** RFC 4514. */
  readonly subject: string;
  /** The first CN of its subject. */
  readonly commonName?: string;
  /** `RSA 2048` */
  readonly key: string;
  /** `sha256:` and base64, over the SubjectPublicKeyInfo. */
  readonly publicKeyHash: string;
  readonly signatureAlgorithm: string;
  readonly signature: SignatureStatus;
  /** `DNS:…`, `SRV:…`, `XMPP:…` in order, then every other form. */
  readonly names: readonly string[];
  /** Absent where the request names none. */
  readonly extendedKeyUsage?: readonly string[];
  readonly keyUsage?: readonly string[];
};

/** The peer a request is for. */
export type MatchedPeer = {
  readonly cluster: string;
  readonly peer: string;
  /** It is for the client store; absent: for the server's. */
  readonly store?: 'client';
  /** It is for the domain certificate of this domain. */
  readonly domain?: string;
  /** `choice`: the caller named it. `key`: the manifest knows the key. */
  readonly by: 'choice' | 'key' | 'names' | 'file';
  /** How many of the planned names the request holds, and how many are planned. */
  readonly present: number;
  readonly planned: number;
};

export function summarise({ request: facts }: CsrFacts): RequestSummary {
  const { request, extendedKeyUsage, keyUsage } = facts;
  return {
    subject: printName(request.subject),
    ...(facts.commonNames[0] !== undefined && { commonName: facts.commonNames[0] }),
    key: publicKeyText(request.publicKey),
    publicKeyHash: facts.publicKeyHash,
    signatureAlgorithm: facts.signatureAlgorithm.name,
    signature: facts.signature,
    names: [...facts.names.map(altNameText), ...facts.otherNames.map(printGeneralName)],
    ...(extendedKeyUsage && { extendedKeyUsage }),
    ...(keyUsage && { keyUsage }),
  };
}

/** What was looked at and found good. */
export function held(facts: CsrFacts): string[] {
  const { request, names, peer } = facts;
  const presented = presentedInRequest(facts);
  const isKeyGood =
    isKeySound(presented, facts, 'csr') &&
    belowPolicy(presented, facts) === undefined &&
    isKeyAsPlanned(facts);
  const { hash } = request.signatureAlgorithm;
  const isComplete = peer !== undefined && names?.present.length === peer.names.length;
  return [
    ...(request.signature === 'valid' ? ['signature verifies'] : []),
    ...(isKeyGood ? [publicKeyText(request.request.publicKey)] : []),
    ...(hash !== undefined && weaknessesOf(presented).length === 0 ? [hash] : []),
    ...(facts.isPrivateKeyTheSame ? ['the private key fits'] : []),
    ...(facts.isKeyInManifest ? ['the manifest knows the key'] : []),
    ...(usagesLacking(facts).length === 0 ? usagesAsked(facts) : []),
    ...(isCnAmongNames(facts) ? ['CN is one of the names'] : []),
    ...(isComplete
      ? [peer.names.length === 1 ? 'the one planned name' : `all ${peer.names.length} planned names`]
      : []),
  ];
}

function usagesAsked({ request: { extendedKeyUsage = [] } }: CsrFacts): string[] {
  const usages = (['serverAuth', 'clientAuth'] as const).filter((usage) => extendedKeyUsage.includes(usage));
  return usages.length === 0 ? [] : [`EKU ${usages.map(shortUsage).join('+')}`];
}

function isCnAmongNames({ request: { names, commonNames } }: CsrFacts): boolean {
  const there = new Set(names.map(altNameKey));
  return (
    commonNames.length > 0 && commonNames.every((value) => there.has(altNameKey({ type: 'DNS', value })))
  );
}

const shortUsage = (usage: string): string => usage.replace('Auth', '');

/** The questions left open, with the reason. */
export function notChecked(facts: CsrFacts): Question[] {
  const { request, plan, peer, match } = facts;
  const why = plan ? noPeer(match) : 'no deployment file';
  return [
    ...(request.signature === 'unsupported'
      ? [{ what: 'signature', why: `${request.signatureAlgorithm.name} cannot be verified here` }]
      : []),
    ...(peer ? [] : [{ what: 'names', why }]),
    ...(peer || (hasUsage(request, 'serverAuth') && hasUsage(request, 'clientAuth'))
      ? []
      : [{ what: 'usages', why }]),
    ...(plan || request.request.publicKey.kind !== 'ec' ? [] : [{ what: 'key type', why }]),
  ];
}

const noPeer = (match: CsrFacts['match']): string =>
  match?.by === 'none' && match.couldBe.length > 0 ? 'it fits several peers' : 'it fits no peer';
