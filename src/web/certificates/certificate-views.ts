import { blocksOf, peersOf, reasonsOf, type CertificateBlock } from '../../lib/front.ts';
import type { ReportFinding, ServiceVerdict } from '../../lib/index.ts';
import { indexOf, type JudgementIndex } from '../checks/judgement-index.ts';
import type { CertificateThing, Judgement } from '../state/judgement.ts';

/** A certificate with all that is to be said of it. */
export interface CertificateView extends CertificateBlock {
  readonly thing: CertificateThing | undefined;
  /** Of the peers whose server certificate it is. */
  readonly verdicts: readonly ServiceVerdict[];
  /** What those rest on besides what is wrong with the certificate itself. */
  readonly elsewhere: readonly ReportFinding[];
}

export interface CertificateViews {
  /** Certificates of Expressways, and of the products beside them, in the order of the report. */
  readonly views: readonly CertificateView[];
  /** About keys of nobody, the fleet and what else is no certificate's. */
  readonly others: readonly ReportFinding[];
}

const known = new WeakMap<Judgement, CertificateViews>();

/** Found out once. */
export function certificateViews(judgement: Judgement): CertificateViews {
  const views = known.get(judgement) ?? viewsOf(judgement);
  known.set(judgement, views);
  return views;
}

function viewsOf(judgement: Judgement): CertificateViews {
  const { report } = judgement;
  const index = indexOf(judgement);
  const ofOtherScreens = new Set([...report.requests, ...report.lists].flatMap(({ findings }) => findings));
  const { blocks, others } = blocksOf({
    ...report,
    findings: report.findings.filter(({ id }) => !ofOtherScreens.has(id)),
  });
  return { views: blocks.map((block) => viewOf(block, index)), others };
}

function viewOf({ item, findings, questions }: CertificateBlock, index: JudgementIndex): CertificateView {
  // A client certificate, or one that is out of use, decides about no service by itself.
  const peers = item.store === 'server' ? peersOf(item) : [];
  const verdicts = index.verdicts(peers);
  const behind = index.findings(verdicts.flatMap((verdict) => reasonsOf(verdict).findings));
  return {
    item,
    thing: index.thing(item, 'certificate'),
    findings,
    verdicts,
    elsewhere: behind.filter((finding) => !findings.includes(finding)),
    questions,
  };
}
