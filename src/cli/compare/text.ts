import {
  neededFor,
  serviceLabels,
  type Comparable,
  type Comparison,
  type Difference,
  type ItemToReport,
} from '../../lib/front.ts';
import type { Detail, Finding, PeerPlan } from '../../lib/index.ts';
import type { View } from '../program/report.ts';
import { findingLines } from '../render/finding-lines.ts';
import { toned, type Line } from '../render/line.ts';

export interface Compared {
  readonly a: Comparable;
  readonly b: Comparable;
  readonly comparison: Comparison;
}

export interface ComparisonResult {
  readonly compared: readonly Compared[];
  readonly onlyBefore: readonly Comparable[];
  readonly onlyAfter: readonly Comparable[];
  /** With a deployment: who needs a name. */
  readonly peers: readonly PeerPlan[];
}

export function comparisonItem({ a, b, comparison }: Compared): ItemToReport {
  const differences = Object.fromEntries(
    Object.entries(comparison).filter(([, value]) => value !== undefined),
  ) as Detail;
  return {
    file: b.path,
    kind: 'comparison',
    before: a.path,
    beforeKind: a.kind,
    afterKind: b.kind,
    differences,
  };
}

/** Pairs one after the other, then what has no partner. */
export function comparisonLines(result: ComparisonResult, findings: readonly Finding[], view: View): Line[] {
  const { compared, onlyBefore, onlyAfter } = result;
  const isOne = compared.length === 1 && onlyBefore.length + onlyAfter.length === 0;
  const pairs = compared.flatMap((pair) => [
    ...(isOne ? [] : [[toned('strong', `${pair.a.path} → ${pair.b.path}`)] as Line]),
    ...(view.quiet && pair.comparison.isSame ? [] : pairLines(pair, result.peers)),
  ]);
  return [
    ...pairs,
    ...onlyBefore.map((thing) => `- ${thing.path}   has no partner on the other side`),
    ...onlyAfter.map((thing) => `+ ${thing.path}   has no partner on the other side`),
    ...findings.flatMap((finding) => findingLines(finding, '', view)),
  ];
}

function pairLines({ a, b, comparison }: Compared, peers: readonly PeerPlan[]): Line[] {
  const { isSame, isSameKey, key, subject, names, extendedKeyUsage, keyUsage } = comparison;
  const by = a.kind === 'certificate-request' && b.kind === 'certificate' ? ' by the CA' : '';
  return [
    row('public key', isSameKey ? `same (${key.before})` : `different: ${key.before}, now ${key.after}`),
    row('subject', subjectText(subject, by)),
    row('names', countsText(names)),
    ...names.lost.map((name): Line => [`  - ${name}`, `     lost${needText(name, peers)}`]),
    ...names.gained.map((name): Line => [`  + ${name}`, `     gained${gainText(name, peers)}`]),
    ...usageLines('extended usage', extendedKeyUsage),
    ...usageLines('key usage', keyUsage),
    ...certificateLines(comparison),
    ...(isSame ? ['nothing else differs'] : []),
  ];
}

const row = (label: string, text: string): string => `${label.padEnd(18)}${text}`;

function subjectText({ lost, gained }: Difference, by: string): string {
  if (lost.length + gained.length === 0) return 'same';
  return [
    ...(lost.length > 0 ? [`${lost.join(', ')} removed${by}`] : []),
    ...(gained.length > 0 ? [`${gained.join(', ')} added${by}`] : []),
  ].join('; ');
}

const countsText = ({ same, lost, gained }: Difference): string =>
  `${same.length} same, ${lost.length} lost, ${gained.length} gained`;

/** `: needed for MRA`, where a deployment says so. */
function needText(name: string, peers: readonly PeerPlan[]): string {
  const services = neededFor(name, peers);
  if (services.length > 0) {
    return `: needed for ${services.map((service) => serviceLabels[service as keyof typeof serviceLabels]).join(', ')}`;
  }
  return peers.length > 0 ? ': no service of the deployment needs it' : '';
}

const gainText = (name: string, peers: readonly PeerPlan[]): string =>
  peers.length === 0 ? '' : neededFor(name, peers).length > 0 ? ': in the plan' : ': not in the plan';

function usageLines(label: string, difference: Difference | undefined): Line[] {
  if (!difference || difference.lost.length + difference.gained.length === 0) return [];
  const changes = [
    ...difference.lost.map((usage) => `- ${usage}`),
    ...difference.gained.map((usage) => `+ ${usage}`),
  ];
  return [row(label, changes.join('  '))];
}

/** Between two certificates: who signed them, how, and until when. */
function certificateLines({ issuer, signatureAlgorithm, validity, serial }: Comparison): Line[] {
  const changes = [
    ['issuer', issuer],
    ['signature', signatureAlgorithm],
    ['valid', validity],
    ['serial', serial],
  ] as const;
  return changes.flatMap(([label, change]) =>
    change && change.before !== change.after ? [row(label, `${change.before}, now ${change.after}`)] : [],
  );
}
