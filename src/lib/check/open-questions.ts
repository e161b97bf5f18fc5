import { unusableText } from '../rules/path/facts.ts';
import type { ListAnswer } from '../rules/chain/facts.ts';
import type { OpenQuestion, VerdictService } from '../services/verdict.ts';
import type { NotChecked } from './report.ts';
import type { JudgedCertificate } from './expressway-certificates.ts';

/** Is there anybody who has, or had, the private key to a certificate? `others`: those given have other keys. */
export type KeyEvidence = 'known' | 'others' | 'none';

/** A question left open about one certificate, and the verdicts that hang on it. */
export type OpenAboutPeer = OpenQuestion & { readonly why: string };

/** Needs the zone between C and E, and so the trust of the other side. */
const throughTraversal: readonly VerdictService[] = ['mra', 'xmppFederation', 'groupChatTls', 'jabberGuest'];

/** What could not be checked of a certificate. */
export function openQuestions(judged: JudgedCertificate, evidence: KeyEvidence): OpenAboutPeer[] {
  const { facts, chain } = judged;
  return [
    ...namesQuestion(judged),
    ...chainQuestions(judged),
    ...keyQuestion(evidence, facts.peer?.custody === 'expressway'),
    ...revocationQuestions(judged),
    ...(chain.toRoot === undefined ? [] : trustQuestions(judged)),
  ];
}

function namesQuestion({ facts: { plan, peer } }: JudgedCertificate): OpenAboutPeer[] {
  if (peer) return [];
  const why = plan ? 'it fits no peer' : 'no deployment file';
  return [{ what: 'names and usages', why, services: [] }];
}

function chainQuestions({ chain: { toRoot } }: JudgedCertificate): OpenAboutPeer[] {
  if (toRoot?.result !== 'not checked') return [];
  return [{ what: 'chain', why: toRoot.because, services: ['upload'] }];
}

function keyQuestion(evidence: KeyEvidence, isOnExpressway: boolean): OpenAboutPeer[] {
  if (evidence === 'known') return [];
  const what = 'private key';
  if (isOnExpressway) return [{ what, why: 'kept on the Expressway', services: [] }];
  const why =
    evidence === 'none'
      ? 'no key, request or manifest given'
      : 'no key, request or manifest given has its public key';
  return [{ what, why, services: ['upload'] }];
}

function revocationQuestions({ facts: { revocation }, toRoot }: JudgedCertificate): OpenAboutPeer[] {
  const open = (what: string, why: string): OpenAboutPeer => ({ what, why, services: [] });
  if (!toRoot.isRevocationAsked) return [open('revocation', 'no revocation list given')];
  const unusable = 'no revocation list given is usable for it';
  const why =
    revocation?.status === 'unknown'
      ? [unusable, ...revocation.unusable.map(unusableText)].join('; ')
      : unusable;
  const ofCas = toRoot.casOfUnknownStatus.map((ca) => open(`revocation of ${ca}`, unusable));
  if (revocation === undefined) return [open('revocation', 'no good path to a root'), ...ofCas];
  return revocation.status === 'unknown' ? [open('revocation', why), ...ofCas] : ofCas;
}

function trustQuestions({
  facts: { peer },
  chain: { ownList, otherLists },
}: JudgedCertificate): OpenAboutPeer[] {
  if (!peer) return [];
  return [
    ...(ownList
      ? []
      : [
          { what: 'trusted CA list', why: `no list of ${peer.cluster} given`, services: ['upload'] as const },
        ]),
    ...(otherLists.length > 0
      ? otherLists.flatMap(trustQuestion)
      : [
          {
            what: 'trust by the other side',
            why: 'no list of the other side given',
            services: throughTraversal,
          },
        ]),
  ];
}

/** A path with a fault may be one of several: whether the other side takes it is not known. */
function trustQuestion({ list, answer }: ListAnswer): OpenAboutPeer[] {
  if (answer.result !== 'not checked' && answer.result !== 'broken') return [];
  return [{ what: `trust by ${list}`, why: answer.because, services: throughTraversal }];
}

/** As an entry of the report. */
export function notCheckedEntry({ what, why }: OpenAboutPeer, { facts }: JudgedCertificate): NotChecked {
  return {
    what,
    why,
    ...(facts.peer && { peer: facts.peer.peer }),
    ...(facts.place && { file: facts.place.file }),
  };
}
