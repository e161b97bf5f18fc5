import type { Plan } from '../plan/plan.ts';
import type { CertificateUse } from '../product/certificate-role.ts';
import { nodeKinds, productNames, type NodeKind } from '../product/products.ts';
import type { NodeCertificateFacts } from '../rules/cert/facts.ts';
import { unusableText } from '../rules/path/facts.ts';
import type { JudgedCertificate } from './expressway-certificates.ts';
import type { JudgedNode } from './other-products.ts';
import type { Question, Questions } from './verdicts/questions.ts';

/** What no verdict asks, and is left open all the same: of every certificate whether it is revoked, of strangers all. */
export function askAboutCertificate(judged: JudgedCertificate, questions: Questions): void {
  askAboutRevocation(judged, questions);
  if (judged.facts.peer === undefined) askAboutStranger(judged, questions);
}

/** Ids of the questions: of the certificate, and of CAs above it. */
export function askAboutRevocation(judged: JudgedCertificate, questions: Questions): string[] {
  const { facts, toRoot, item } = judged;
  const ask = (what: string, why: string): string =>
    questions.ask({
      kind: 'revocation',
      about: what === 'revocation' ? item : `${item} ${what}`,
      what,
      why,
      answer: ['give the current revocation lists of its CAs, or OCSP responses'],
      ...whom(judged),
    });
  if (!toRoot.isRevocationAsked) return [ask('revocation', 'no revocation list given')];
  const unusable = 'no revocation list given is usable for it';
  const { revocation } = facts;
  const ofCas = toRoot.casOfUnknownStatus.map((ca) => ask(`revocation of ${ca}`, unusable));
  if (revocation === undefined) return [ask('revocation', 'no good path to a root'), ...ofCas];
  if (revocation.status !== 'unknown') return ofCas;
  return [ask('revocation', [unusable, ...revocation.unusable.map(unusableText)].join('; ')), ...ofCas];
}

function askAboutStranger(judged: JudgedCertificate, questions: Questions): void {
  const { chain, item } = judged;
  questions.ask({
    kind: 'names',
    about: item,
    what: 'names and usages',
    ...whyNoNames(judged),
    ...whom(judged),
  });
  if (chain.toRoot?.result !== 'not checked') return;
  questions.ask({
    kind: 'chain',
    about: item,
    what: 'chain',
    why: chain.toRoot.because,
    answer: ['give root and intermediates of its CA'],
    ...whom(judged),
  });
}

/**
 * Under which names an Expressway-C looks for the nodes of a product is in no certificate: where the deployment file lists
 * none, nobody can say whether a certificate is that of a node.
 */
export function askAboutNodeNames(nodes: readonly JudgedNode[], plan: Plan, questions: Questions): void {
  const { file, nodes: declared } = plan.deployment;
  for (const kind of nodeKinds) {
    const found = nodes.filter(({ uses, facts }) => productOf(uses) === kind && isCompared(facts));
    if (found.length === 0 || declared[kind].length > 0) continue;
    const names = [...new Set(found.flatMap(({ facts }) => facts.issued.names.map(({ value }) => value)))];
    questions.ask({
      kind: 'node-names',
      about: kind,
      what: `names of the nodes of ${productNames[kind]}`,
      why: `${file || 'the deployment file'} lists none; its certificates have ${names.join(', ')}`,
      answer: [
        `list the nodes under nodes: ${kind} in the deployment file, by the names that the Expressway-C has for them`,
      ],
    });
  }
}

const productOf = (uses: readonly CertificateUse[]): NodeKind | undefined => {
  const [only, ...others] = new Set(uses.map(({ product }) => product));
  return others.length === 0 ? only : undefined;
};

const isCompared = ({ verifyingPeers = [] }: NodeCertificateFacts): boolean => verifyingPeers.length > 0;

function whyNoNames({
  facts: { plan, match },
}: JudgedCertificate): Pick<Question, 'why' | 'answer' | 'ownWay'> {
  if (!plan)
    return {
      why: 'no deployment file',
      answer: ['give the deployment file'],
      ownWay: { what: 'deployment-file' },
    };
  return match?.by === 'none' && match.couldBe.length > 0
    ? { why: 'it fits several peers', answer: ['call its file after its peer'] }
    : { why: 'it fits no peer', answer: ['say whose it is'], ownWay: { what: 'peer' } };
}

const whom = ({ facts: { peer, place } }: JudgedCertificate) => ({
  ...(peer && { peer: peer.peer }),
  ...(place && { file: place.file }),
});
