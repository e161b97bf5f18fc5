import {
  peersOf,
  productNames,
  verdictOnceRewritten,
  type CertificateBlock,
  type ReasonTexts,
} from '../../lib/front.ts';
import type { CheckedItem, CheckReport, Finding, ServiceVerdict } from '../../lib/index.ts';
import { validityText } from '../check/words.ts';
import { grouped } from '../program/grouped.ts';
import type { View } from '../program/report.ts';
import { judgedLines } from '../render/judged-lines.ts';
import { toned, type Line } from '../render/line.ts';
import { place } from '../render/problem.ts';
import { questionLines } from '../render/question-lines.ts';
import { verdictLines } from '../render/verdict-lines.ts';
import { wrapped } from '../render/wrap.ts';

/** Common names of the certificates of a report, by their subjects. */
export const commonNamesIn = ({ items, lists }: Pick<CheckReport, 'items' | 'lists'>): CommonNames =>
  new Map(
    [...items, ...lists.flatMap(({ entries }) => entries)].map(({ subject, commonName }) => [
      subject,
      commonName,
    ]),
  );

type CommonNames = ReadonlyMap<string | undefined, string | undefined>;

export interface CertificateContext {
  /** Of each peer. */
  readonly services: ReadonlyMap<string, readonly ServiceVerdict[]>;
  readonly commonNames: CommonNames;
  readonly reasons: ReasonTexts;
  /** Ids of findings about certificates. */
  readonly aboutCertificates: ReadonlySet<string>;
  readonly at: Date;
  readonly view: View;
  readonly hasDeployment: boolean;
}

/** One certificate: what it is, will it work, what was found, what was not checked. */
export function certificateLines(block: CertificateBlock, context: CertificateContext): Line[] {
  const { item, findings, questions } = block;
  const { view } = context;
  if (view.quiet && findings.length === 0) return [];
  const heading: Line = [toned('strong', place(item)), `   ${whose(item, context.hasDeployment)}`];
  if (view.quiet) return [heading, ...judgedLines(findings, view)];
  return [
    heading,
    ...factLines(item, context),
    ...serviceLines(item, context),
    ...(peersOf(item).length > 1
      ? judgedLines(byCode(findings), view, withPeer)
      : judgedLines(findings, view)),
    ...questionLines(questions, view, true),
  ];
}

const byCode = (findings: readonly Finding[]): Finding[] =>
  [...grouped(findings, ({ code }) => code).values()].flat();

/** Of a certificate that several peers share: about whom it is. */
const withPeer = ({ subject: { peer }, message }: Finding): string =>
  peer === undefined ? message : `${peer}: ${message}`;

function whose(item: CheckedItem, hasDeployment: boolean): string {
  const { kind, role = '', cluster, peer, matchedBy, store, product, domain } = item;
  const owner =
    product === undefined ? 'Unified CM, IM and Presence or Unity Connection' : productNames[product];
  if (kind === 'node-certificate') return `${role}${role === '' ? '' : ' '}certificate of ${owner}`;
  if (domain !== undefined) return `domain certificate for ${domain}`;
  if (kind === 'other-certificate') return `a certificate of ${owner}: no rule for an Expressway was asked`;
  if (store === 'older') return 'not judged: a current certificate of the same peer is here';
  if (store === 'next') return 'comes next: it has not begun, and another of the same peer has';
  const { couldBe = [] } = item;
  if (couldBe.length > 0) return `fits ${couldBe.join(', ')} equally well`;
  if (peer === undefined)
    return hasDeployment ? 'no peer of the deployment' : 'no deployment file to compare with';
  const by = {
    names: 'matched by names',
    key: 'known by its key',
    choice: '--peer',
    file: 'called after it',
  };
  const what = store === 'client' ? ', client certificate' : '';
  return `${cluster} / ${peersOf(item).join(', ')} (${by[matchedBy ?? 'names']}${what})`;
}

function factLines(item: CheckedItem, { at, commonNames }: CertificateContext): Line[] {
  const { subject = '', serial = '', key = '', chain, plannedNames, store } = item;
  const rows = [
    [
      store === 'client' ? 'client' : 'server',
      `${subject === '' ? 'no subject' : subject}   ${key}   serial ${serial}   ${validityText(item, at)}`,
    ],
    ...(chain
      ? [['chain', `${chain.map((name) => commonNames.get(name) ?? name).join(' → ')}   complete`]]
      : []),
    ...(plannedNames
      ? [['names', `${plannedNames.present} of ${plannedNames.planned} planned names present`]]
      : []),
  ];
  return rows.flatMap(([label = '', text = '']) =>
    wrapped(text, 98).map((line, number) => `  ${(number === 0 ? label : '').padEnd(8)}${line}`),
  );
}

/** The verdicts on each peer whose certificate it is. */
function serviceLines(item: CheckedItem, context: CertificateContext): Line[] {
  const { services } = context;
  const peers = item.store === 'server' ? peersOf(item) : [];
  return peers.flatMap((peer) => {
    const verdicts = services.get(peer) ?? [];
    if (verdicts.length === 0) return [];
    const title = peers.length > 1 ? `  Will it work on ${peer}?` : '  Will it work?';
    return ['', title, ...verdictLines(verdicts, reasonOf(context)), ''];
  });
}

/** What a verdict rests on, and what becomes of it where the file alone fails. */
const reasonOf =
  ({ reasons, aboutCertificates }: CertificateContext) =>
  (verdict: ServiceVerdict): string => {
    const after = verdictOnceRewritten(verdict, (id) => aboutCertificates.has(id));
    const reason = reasons.of(verdict);
    return after === undefined ? reason : `as it is (${reason}); ${after} after --write-parts`;
  };
