import type { TlsPurpose } from '../../path/appliance.ts';
import {
  bestPath,
  type ListAnswer,
  type ListReader,
  type UncheckedReason,
  type UsageRefusal,
} from '../../rules/chain/facts.ts';
import type { Answer, Evidence } from '../../verdict/verdict.ts';
import { listText } from '../../findings/words.ts';
import { storeShownToOtherRole } from '../../product/release.ts';
import { trustStoresMet } from '../../product/trust-stores.ts';
import { hasPrivateClientCa } from '../../plan/client-usage.ts';
import { publicLimitExceeded } from '../../rules/cert/limit-facts.ts';
import type { JudgedCertificate } from '../expressway-certificates.ts';
import type { Question } from './questions.ts';
import {
  all,
  ask,
  certificateIn,
  holds,
  itemOf,
  otherRole,
  ownFaultOf,
  replaceFirst,
  undecidedIn,
  type LookAtCertificate,
  type Look,
  type PeerStanding,
  type Row,
} from './row.ts';

const isOfCluster =
  (cluster: string) =>
  ({ reader }: ListAnswer): boolean =>
    reader.kind === 'expressway' && reader.cluster === cluster;

/** The list is that of this peer, or of its cluster where the peer has none of its own. */
export const isReadBy =
  ({ plan }: Pick<PeerStanding, 'plan'>) =>
  ({ reader }: Pick<ListAnswer, 'reader'>): boolean =>
    reader.kind === 'expressway' && reader.cluster === plan.cluster && reader.peers.includes(plan.peer);

/** What to do where no list of the peer is there: lists are the cluster's, unless one of its peers has its own. */
export function giveList(
  { plan }: Pick<PeerStanding, 'plan'>,
  { standing }: Pick<Row, 'standing'>,
): Pick<Question, 'why' | 'answer' | 'ownWay'> {
  const { cluster, peer } = plan;
  const isOfPeers = standing.readers.some(
    (reader) => reader.kind === 'expressway' && reader.cluster === cluster && reader.peer !== undefined,
  );
  const of = isOfPeers ? peer : cluster;
  const under = isOfPeers ? `clusters: ${cluster}: peers: ${peer}` : `clusters: ${cluster}`;
  return {
    why: `no list of ${of} given`,
    answer: [
      `give the trusted CA list of ${of}, and name its file under ${under}: trustList in the deployment file`,
    ],
    ownWay: { what: 'trust-list', of },
  };
}

export const ownListVerifies: LookAtCertificate = (row, judged) => {
  const { ownList } = judged.chain;
  if (!ownList) return noOwnList(row);
  return ownList.answer.result === 'trusted'
    ? holds('the trusted CA list of its Expressway verifies it', itemOf(judged), ownList.list)
    : openAnswer(row, judged, ownList);
};

const noOwnList = (row: Row): Answer =>
  ask(row, { kind: 'trusted-ca-list', what: 'trusted CA list', ...giveList(row.peer, row) });

/** What a list leaves open; what it refuses is a finding's to say. */
function openAnswer(
  row: Row,
  judged: JudgedCertificate,
  { list, answer }: ListAnswer,
  refusal?: UsageRefusal,
): Answer {
  const about = { kind: 'trusted-ca-list', about: list, what: `trust by ${list}` } as const;
  if (answer.result === 'not checked')
    return ask(row, { ...about, why: answer.because, answer: waysToKnow[answer.why](list) });
  return ask(row, {
    ...about,
    why: refusal
      ? `its way leads over "${refusal.subject}", which is not for this use`
      : 'it does not verify the certificate',
    answer: [
      answer.result === 'broken' && ownFaultOf(judged) !== undefined
        ? replaceFirst
        : `put the CAs of the certificate into ${list}, and give the list again`,
    ],
  });
}

const waysToKnow: Readonly<Record<UncheckedReason, (list: string) => readonly string[]>> = {
  'no-root': (list) => [`give ${list} with the root of the CA`],
  'searches-differ': (list) => [`leave one entry of each name in ${list}, and give the list again`],
  'search-limit': (list) => [`leave in ${list} only the entries that are needed, and give the list again`],
  malformed: () => ['have the certificate that is named issued again without the fault'],
  // Nobody here can.
  signature: () => [],
};

/** Clusters of the other role: C and E verify each other. */
function counterparts({ standing, peer }: Row): { cluster: string; peers: readonly PeerStanding[] }[] {
  const others = standing.peers.filter(({ plan }) => plan.role === otherRole(peer.plan.role));
  const clusters = [...new Set(others.map(({ plan }) => plan.cluster))];
  return clusters.map((cluster) => ({
    cluster,
    peers: others.filter(({ plan }) => plan.cluster === cluster),
  }));
}

const noOtherRole = (row: Row): Answer =>
  ask(row, {
    kind: 'other-role',
    what: `trust between Expressway-C and Expressway-E`,
    why: `the deployment file has no Expressway-${otherRole(row.peer.plan.role)}`,
    answer: ['add the cluster of the other role to the deployment file'],
  });

export const trustedByOtherExpressway: LookAtCertificate = (row, judged) => {
  const clusters = counterparts(row);
  if (clusters.length === 0) return noOtherRole(row);
  return together(
    clusters.flatMap(({ cluster, peers }) => {
      const answers = judged.chain.otherLists.filter(isOfCluster(cluster));
      const lacking = peers.filter((peer) => !answers.some(isReadBy(peer)));
      const questions = lacking.map((peer) => {
        const given = giveList(peer, row);
        const about = given.ownWay?.what === 'trust-list' ? given.ownWay.of : cluster;
        return ask(row, {
          ...{ kind: 'trust-by-other-expressway', about, what: 'trust by the other side' },
          ...given,
        });
      });
      if (answers.length === 0) return questions;
      const check = `the trusted CA list of ${cluster} verifies it`;
      return [verifiedBy(row, judged, answers, check, purposeOf(row)), ...questions];
    }),
  );
};

export const trustsOtherExpressway: Look = (row) => {
  const clusters = counterparts(row);
  if (clusters.length === 0) return noOtherRole(row);
  return together(
    clusters.flatMap(({ peers }) =>
      peers.map((other) => {
        const store = storeShownToOtherRole(other.plan.role, other.plan.release);
        const judged = certificateIn(other, store);
        if (!judged) {
          const which = store === 'client' ? 'client certificate' : 'certificate';
          return ask(row, {
            kind: 'trust-by-other-expressway',
            about: `${which} of ${other.plan.peer}`,
            what: `trust in ${other.plan.peer}`,
            ...(undecidedIn(other, store).length > 0
              ? {
                  why: `which ${which} is its own is not known`,
                  answer: [`say which ${which} is that of ${other.plan.peer}`],
                }
              : {
                  why: `no ${which} of ${other.plan.peer} given`,
                  answer: [`give the ${which} of ${other.plan.peer}`],
                }),
          });
        }
        const answers = judged.chain.otherLists.filter(isReadBy(row.peer));
        if (answers.length === 0) return noOwnList(row);
        return verifiedBy(
          row,
          judged,
          answers,
          `its own list verifies the certificate of ${other.plan.peer}`,
          purposeOf({ peer: other }),
        );
      }),
    ),
  );
};

/** The Expressway-C opens the connections between the two. */
const purposeOf = ({ peer }: Pick<Row, 'peer'>): TlsPurpose => (peer.plan.role === 'C' ? 'client' : 'server');

/** Does what this Expressway presents when it opens connections count there? */
export const trustedByProduct =
  (
    kind: 'unifiedCm' | 'imp',
    question: {
      readonly kind: 'trust-by-unified-cm' | 'trust-by-imp';
      readonly name: string;
    },
  ): LookAtCertificate =>
  (row, judged) => {
    const met = trustStoresMet(kind, row.service);
    const storeOf = ({ reader }: ListAnswer) =>
      reader.kind === 'expressway' ? undefined : reader.trustStore;
    const answers = judged.chain.otherLists.filter((answer) => {
      const store = storeOf(answer);
      return answer.reader.kind === kind && (store === undefined || met.includes(store));
    });
    if (answers.length === 0) {
      return ask(row, {
        kind: question.kind,
        what: `trust by ${question.name}`,
        why: `no trust list of ${question.name} given`,
        answer: [
          `export ${listText(
            met.map((store) => `${store}-trust`),
            'and',
          )} of ${question.name}, and name the files under trustStores: ${kind} in the deployment file`,
        ],
        ownWay: { what: 'trust-list', of: kind },
      });
    }
    const stores = answers.map(storeOf);
    const lacking = stores.includes(undefined) ? [] : met.filter((store) => !stores.includes(store));
    return together([
      verifiedBy(row, judged, answers, `the trust list of ${question.name} verifies it`, 'client'),
      ...lacking.map((store) =>
        ask(row, {
          kind: question.kind,
          about: store,
          what: `trust by ${question.name}`,
          why: `no ${store}-trust of ${question.name} given`,
          answer: [
            `export ${store}-trust of ${question.name}, and name its file under trustStores: ${kind}: ${store} in the deployment file`,
          ],
        }),
      ),
    ]);
  };

/**
 * Lists that verify the certificate for a purpose. What rules out the purpose on the way that it is shown with is told by
 * its usages; here only a list counts that knows no other way than over a CA which rules it out.
 */
function verifiedBy(
  row: Row,
  judged: JudgedCertificate,
  answers: readonly ListAnswer[],
  check: string,
  purpose: TlsPurpose,
): Answer {
  const isToldByUsages = bestPath(judged.chain)?.refusedAs[purpose] !== undefined;
  return together(
    answers.map((answer) => {
      if (answer.answer.result !== 'trusted') return openAnswer(row, judged, answer);
      const refusal = answer.answer.refusedAs[purpose];
      return refusal === undefined || isToldByUsages || refusal.position === 0
        ? holds(check, itemOf(judged), answer.list)
        : openAnswer(row, judged, answer, refusal);
    }),
  );
}

export const trustedFromOutside: LookAtCertificate = (row, judged) => {
  const { chain, facts } = judged;
  if (publicLimitExceeded(facts.issued, facts.plan?.facts)) {
    return ask(row, {
      kind: 'trust-from-outside',
      what: 'trust of those outside',
      why: 'it is valid for longer than public CAs may issue',
      answer: ['have it issued again for a time within the limit'],
    });
  }
  const lists = chain.otherLists.filter(({ reader }) => reader.kind === 'outside');
  if (lists.length > 0)
    return verifiedBy(row, judged, lists, 'the list of those outside verifies it', 'server');
  if (facts.issued.issuedBy.kind === 'public')
    return holds('it bears the mark of a public CA', itemOf(judged));
  const { plan } = row.standing;
  if (facts.store === 'client' && hasPrivateClientCa(row.peer.plan)) {
    return ask(row, {
      kind: 'trust-from-outside',
      about: 'client certificate',
      what: 'trust of the partners to whom its client certificate is shown',
      why: 'a private CA signs it, and no list of those outside given',
      answer: [
        'ask the partners to trust that CA, and name a file with the CAs that they trust under trustStores: outside in the deployment file',
      ],
      ownWay: { what: 'trust-list', of: 'outside' },
    });
  }
  if (row.peer.plan.ca === 'private')
    return holds(
      'as you say: those outside have the private CA',
      `${plan.deployment.file || 'deployment'}: clusters: ${row.peer.plan.cluster}: ca`,
    );
  return ask(row, {
    kind: 'trust-from-outside',
    what: 'trust of those outside',
    why: 'the deployment file says that a public CA signs, and the certificate bears no mark of one',
    answer: ['say ca: private under the cluster if those outside have its CA, or give their list'],
    ownWay: { what: 'trust-list', of: 'outside' },
  });
};

/** Holds where each of them holds; else everything that is open. */
export function together(answers: readonly Answer[]): Answer {
  const evidence: Evidence[] = answers.flatMap((answer) => ('evidence' in answer ? answer.evidence : []));
  const questions = answers.flatMap((answer) => ('questions' in answer ? answer.questions : []));
  return all(evidence, [...new Set(questions)]);
}

export const readerKinds = (readers: readonly ListReader[]): ReadonlySet<ListReader['kind']> =>
  new Set(readers.map(({ kind }) => kind));
