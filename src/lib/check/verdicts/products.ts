import type { NodeRequirement } from '../../rules/chain/facts.ts';
import type { Answer } from '../../verdict/verdict.ts';
import type { JudgedNode } from '../other-products.ts';
import { ask, holds, type Look, type Row } from './row.ts';
import type { QuestionKind } from './questions.ts';
import { giveList, together } from './trust.ts';

interface Product {
  readonly requirement: NodeRequirement;
  readonly question: QuestionKind;
  readonly name: string;
  /** As `talksTo` calls it. */
  readonly key: string;
}

/** The own list verifies what each node of the product presents, and that is in date. */
export const trustsProduct =
  ({ requirement, question, name, key }: Product): Look =>
  (row) => {
    const met = row.standing.nodes.filter((node) => isMet(node, requirement, row));
    if (met.length === 0) {
      return ask(row, {
        kind: question,
        what: `trust in ${name}`,
        why: `no certificate of ${name} given`,
        answer: [
          `export the certificates of its nodes, and name their files under clusters: ${row.peer.plan.cluster}: talksTo: ${key} in the deployment file`,
        ],
      });
    }
    return together(met.map((node) => trustIn(node, name, row)));
  };

const isMet = ({ uses }: JudgedNode, requirement: NodeRequirement, { service }: Row): boolean =>
  uses.some(
    (use) => use.requirement === requirement && (use.services as readonly string[]).includes(service),
  );

function trustIn({ item, node, lists }: JudgedNode, name: string, row: Row): Answer {
  const { cluster } = row.peer.plan;
  const answers = lists.filter(({ reader }) => reader.kind === 'expressway' && reader.cluster === cluster);
  const { notBefore, notAfter } = node.issued.certificate;
  const isValid = notBefore <= row.standing.at && row.standing.at < notAfter + 1000;
  const isVerified =
    answers.length > 0 &&
    answers.every(({ answer }) => answer.result === 'trusted' && !answer.refusedAs.server);
  if (isVerified && isValid)
    return holds(`its own list verifies a certificate of ${name}`, item, answers[0]!.list);
  const [open] = answers.flatMap(({ answer }) => (answer.result === 'not checked' ? [answer.because] : []));
  return ask(row, {
    kind: 'trust-of-other-product',
    about: item,
    what: `trust in ${item}`,
    why:
      answers.length === 0 ? `no list of ${cluster} given` : (open ?? 'it is not verified, or not in date'),
    ...(answers.length === 0 && giveList(cluster)),
  });
}
