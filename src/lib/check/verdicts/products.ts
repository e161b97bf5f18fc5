import { hasFqdn, isCalledAfter } from '../../rules/cert/node-facts.ts';
import type { ListAnswer, NodeRequirement } from '../../rules/chain/facts.ts';
import type { Answer } from '../../verdict/verdict.ts';
import type { JudgedNode } from '../other-products.ts';
import type { OtherSide } from '../other-sides.ts';
import { rolesMet, type CertificateRole } from '../../product/certificate-role.ts';
import { productNames, type NodeKind, type TrustedSide } from '../../product/products.ts';
import { verifiesNodes } from '../../product/release.ts';
import { isUpload } from '../../verdict/services.ts';
import { ask, holds, type Look, type Row } from './row.ts';
import type { QuestionKind } from './questions.ts';
import { giveList, isReadBy, together } from './trust.ts';

interface Product {
  readonly requirement: NodeRequirement;
  readonly question: QuestionKind;
  readonly name: string;
  /** As `talksTo` calls it. */
  readonly key: NodeKind;
}

/**
 * The own list verifies what each node of the product presents, and nothing speaks against that. From the release on in
 * which all of them are verified whatever is set, one of each kind must be there.
 */
export const trustsProduct =
  (product: Product): Look =>
  (row) => {
    const met = row.standing.nodes.filter((node) => isMet(node, product.requirement, row));
    // What the deployment file names and nobody gave: other files that look alike are no evidence for it.
    const absent = absentOf(product.key, row);
    if (met.length + absent.length === 0) return ask(row, absence(product, row, 'certificate'));
    const lacking = absent.length === 0 && isVerifying(product, row) ? absentAmong(met, product, row) : [];
    return together([...absent, ...met.map((node) => trustIn(node, product, row)), ...lacking]);
  };

/** What `talksTo` names of the product and nobody gave. */
const absentOf = (key: NodeKind | TrustedSide, { standing, questions }: Row): Answer[] =>
  standing.absentNodes
    .filter(({ kind }) => kind === key)
    .map(({ question }): Answer => ({ questions: [questions.ask(question)] }));

const isVerifying = ({ key }: Product, { standing, peer: { plan } }: Row): boolean => {
  const cluster = standing.plan.deployment.clusters.find(({ id }) => id === plan.cluster);
  return verifiesNodes(plan.release, cluster?.tlsVerify[key]);
};

/** Of each kind one certificate, and of each node that the deployment file lists. */
function absentAmong(met: readonly JudgedNode[], product: Product, row: Row): Answer[] {
  const nodes = row.standing.plan.deployment.nodes[product.key].map(({ name }) => name);
  return rolesOf(product, row).flatMap((role) => {
    const ofRole = met.filter(({ roles }) => roles.has(role));
    if (ofRole.length === 0)
      return [ask(row, { ...absence(product, row, `${role} certificate`), about: role })];
    return nodes
      .filter((name) => !ofRole.some(({ facts }) => isCalledAfter(facts, [name])))
      .map((name) =>
        ask(row, {
          ...absence(product, row, `${role} certificate with the name ${name}`),
          about: `${role} ${name}`,
        }),
      );
  });
}

/** Services of the row are no uploads: those ask for no trust. */
const rolesOf = ({ requirement }: Product, { service, standing }: Row): readonly CertificateRole[] => {
  const { phoneSecurityProfiles } = standing.plan.deployment;
  return isUpload(service) ? [] : rolesMet(requirement, service, phoneSecurityProfiles.length > 0);
};

const absence = ({ question, name, key }: Product, { peer }: Row, what: string) => ({
  kind: question,
  what: `trust in ${name}`,
  why: `no ${what} of ${name} given`,
  answer: [
    `export the certificates of its nodes, and name their files under clusters: ${peer.plan.cluster}: talksTo: ${key} in the deployment file`,
  ],
});

const isMet = (
  { uses, clusters }: JudgedNode,
  requirement: NodeRequirement,
  { service, peer }: Row,
): boolean =>
  clusters.has(peer.plan.cluster) &&
  uses.some(
    (use) => use.requirement === requirement && (use.services as readonly string[]).includes(service),
  );

function trustIn(node: JudgedNode, product: Product, row: Row): Answer {
  const { name } = product;
  const [list, ...others] = node.lists.filter(isReadBy(row.peer));
  const { item } = node;
  const about = { kind: 'trust-of-other-product', about: item, what: `trust in ${item}` } as const;
  if (!list) return ask(row, { ...about, ...giveList(row.peer, row) });
  const doubt = doubtAbout(node, product, row);
  if (doubt !== undefined)
    return ask(row, {
      ...about,
      why: doubt,
      answer: [`give the certificate that the node of ${name} shows today`],
    });
  const doubted = [list, ...others].find((each) => doubtOfList(each) !== undefined);
  if (!doubted) return holds(`its own list verifies a certificate of ${name}`, item, list.list);
  return ask(row, {
    ...about,
    why: doubtOfList(doubted)!,
    answer:
      doubted.answer.result === 'trusted'
        ? [`give the certificate that the node of ${name} shows today`]
        : [
            `put its CA, of a self-signed one the certificate itself, into ${doubted.list}, and give the list again`,
            `or leave it out, if the node of ${name} does not show it`,
          ],
  });
}

/** What keeps it from being good whoever verifies it; findings say it louder. */
function doubtAbout({ facts, toRoot }: JudgedNode, product: Product, row: Row): string | undefined {
  const { at } = row.standing;
  const { notBefore, notAfter } = facts.issued.certificate;
  if (at < notBefore || at >= notAfter + 1000) return 'it is not valid on the day of the check';
  if (facts.revocation?.status === 'revoked') return 'it is revoked';
  if (toRoot?.result === 'broken') return toRoot.because;
  const { nodes = [] } = facts;
  if (nodes.length > 0 && isVerifying(product, row) && !isCalledAfter(facts, nodes))
    return 'it has the name of no node that the deployment file lists';
  return hasFqdn(facts) ? undefined : 'no name of it is a whole host name';
}

function doubtOfList({ answer }: ListAnswer): string | undefined {
  if (answer.result === 'trusted') return answer.refusedAs.server && 'it is not for TLS servers';
  return answer.result === 'not checked' ? answer.because : 'the list does not verify it';
}

interface Side {
  readonly product: TrustedSide;
  readonly question: QuestionKind;
  /** How its certificates are got. */
  readonly get: string;
}

/**
 * The own list verifies what the side presents, and where the deployment file names its nodes, what each of them does. Where
 * only its CAs were given, the list has these.
 */
export const trustsSide =
  ({ product, question, get }: Side): Look =>
  (row) => {
    const { deployment } = row.standing.plan;
    const nodes = product === 'meetingServer' ? deployment.nodes.meetingServer.map(({ name }) => name) : [];
    const given = row.standing.otherSides.filter((side) => side.product === product);
    const servers = given.filter(({ isCa }) => !isCa);
    const called = servers.filter((side) => nodes.length === 0 || isCalledAfter(side, nodes));
    const met = servers.length === 0 && nodes.length === 0 ? given : called;
    const absent = absentOf(product, row);
    const name = productNames[product];
    const missing = (what: string, about?: string): Answer =>
      ask(row, {
        kind: question,
        ...(about !== undefined && { about }),
        what: `trust in ${name}`,
        why: `no certificate of ${what} given`,
        answer: [
          `${get}, and name the files under clusters: ${row.peer.plan.cluster}: talksTo: ${product} in the deployment file`,
        ],
      });
    if (met.length + absent.length + nodes.length === 0) return missing(name);
    const lacking = nodes.filter((node) => !met.some((side) => isCalledAfter(side, [node])));
    return together([
      ...absent,
      ...met.map((side) => trustInSide(side, row)),
      ...lacking.map((node) => missing(node, node)),
    ]);
  };

function trustInSide(side: OtherSide, row: Row): Answer {
  const { item, product } = side;
  const answers = side.lists.filter(isReadBy(row.peer));
  const [list] = answers;
  const about = { kind: 'trust-of-other-product', about: item, what: `trust in ${item}` } as const;
  if (!list) return ask(row, { ...about, ...giveList(row.peer, row) });
  const doubts = answers.map((answer) => doubtOfSide(side, answer, row));
  const why = doubts.find((doubt) => doubt !== undefined);
  return why === undefined
    ? holds(`its own list verifies a certificate of ${productNames[product]}`, item, list.list)
    : ask(row, { ...about, why, answer: [`put its CA into ${list.list}, and give the list again`] });
}

/** It sends the intermediates between; that a list lacks them is no doubt. */
function doubtOfSide(
  { issued: { certificate }, isCa, toRoot }: OtherSide,
  { list, answerWithHelp: answer }: ListAnswer,
  { standing: { at } }: Row,
): string | undefined {
  if (at < certificate.notBefore || at >= certificate.notAfter + 1000)
    return 'it is not valid on the day of the check';
  if (toRoot.revocation?.status === 'revoked') return 'it is revoked';
  if (answer.result === 'not checked') return answer.because;
  if (answer.result !== 'trusted') return `${list} does not verify it`;
  return answer.refusedAs.server && !isCa ? 'it is not for TLS servers' : undefined;
}
