import {
  publicKeyText,
  printName,
  type Decision,
  type Finding,
  type PresentedName,
} from '../../lib/index.ts';
import { count } from '../program/exit-code.ts';
import type { View } from '../program/report.ts';
import { findingCounts } from '../render/finding-lines.ts';
import { judgedLines } from '../render/judged-lines.ts';
import { table, toned, type Line, type Tone } from '../render/line.ts';
import { readable, wholeSeconds, wireText, type Answered } from './peer-json.ts';
import { placeText } from './problems.ts';

export interface ShownPeer extends Answered {
  readonly domain: string;
  /** About the domain and its server. */
  readonly findings: readonly Finding[];
}

/** Names of a certificate that are shown unless all are wanted: large providers have thousands. */
const shownNames = 20;

export function peerLines(shown: ShownPeer, view: View): Line[] {
  const { findings, seen, failures, withoutTls } = shown;
  const about = judgedLines(findings, view);
  if (view.quiet) return about;
  if (!seen) return withoutTls ? [...about, ...table(decisionRows(withoutTls))] : about;
  return [
    ...table(factRows(shown)),
    ...failures.map(({ problem }): Line => [toned('faint', `passed over: ${problem.message}`)]),
    '',
    heading('Chain, as sent'),
    ...chainLines(seen.report.chain),
    '',
    heading(`Names of the certificate, for ${shown.domain}`),
    ...nameLines(seen.report.peer.names, view.verbose),
    '',
    ...about,
    ...(about.length > 0 ? [''] : []),
    ...verdictLines(shown, view),
  ];
}

const heading = (text: string): Line => [toned('strong', text)];

function factRows({ seen, domain, from, isPresenting, places }: ShownPeer) {
  const { place, report, isStartTlsOffered = true } = seen!;
  const { protocol, cipher, alpn, address } = report;
  const others = places > 1 ? `, one of ${places}` : '';
  const where = place.host === address ? '' : ` (${address})`;
  const facts: readonly (readonly [string, string])[] = [
    ['Domain', domain],
    ['Server', `${placeText(place)}${where}, by ${place.by}${others}`],
    ['Stream', `from ${from}, ${place.isDirectTls ? 'TLS from the start' : startTlsText(isStartTlsOffered)}`],
    ['TLS', [protocol, cipher, ...(alpn === undefined ? [] : [`ALPN ${alpn}`])].join(', ')],
    ['Presented', isPresenting ? 'the certificate given' : 'no certificate (to present one: --cert, --key)'],
  ];
  return facts.map(([label, text]) => [toned('strong', label), text]);
}

const startTlsText = (isOffered: boolean): string =>
  isOffered ? 'STARTTLS' : 'STARTTLS, though it was not offered: somebody on the way may take the offer out';

function chainLines(chain: readonly Uint8Array[]): Line[] {
  if (chain.length === 0) return ['  none'];
  const rows = chain.map((der, at): readonly string[] => {
    const certificate = readable(der);
    if (!certificate) return [String(at + 1), `${count(der.length, 'octet')} that cannot be read`];
    const { subject, issuer, notAfter, publicKey } = certificate;
    const until = `until ${wholeSeconds(notAfter).slice(0, 10)}`;
    return [
      String(at + 1),
      printName(subject) || 'no subject',
      `issued by ${printName(issuer)}`,
      publicKeyText(publicKey),
      until,
    ];
  });
  return table(rows, '  ');
}

function nameLines(names: readonly PresentedName[], isAll: boolean): Line[] {
  if (names.length === 0) return ['  none'];
  // What matches is what people look for.
  const sorted = [...names].sort((a, b) => Number(b.verdict === 'matches') - Number(a.verdict === 'matches'));
  const listed = isAll ? sorted : sorted.slice(0, shownNames);
  const rows = listed.map(({ name, verdict }) => [
    name,
    toned(verdict === 'matches' ? 'good' : 'faint', verdict),
  ]);
  const more = sorted.length - listed.length;
  return [...table(rows, '  '), ...(more > 0 ? [`  and ${more} more (-v)`] : [])];
}

const tones: Readonly<Record<Decision['verdict'], Tone>> = {
  accept: 'good',
  'do dialback': 'good',
  reject: 'error',
  defer: 'warning',
};

const words: Readonly<Record<Decision['verdict'], string>> = {
  accept: 'ACCEPT',
  'do dialback': 'ACCEPT if dialback succeeds',
  reject: 'REJECT',
  defer: 'DEFER',
};

function verdictLines({ seen, findings }: ShownPeer, view: View): Line[] {
  const { decision, path, reachesAnchor, recheckAt } = seen!.report.peer;
  const subjects = path.map(({ subject }) => printName(subject) || 'no subject').join(' → ');
  const end =
    reachesAnchor === undefined
      ? 'not looked for'
      : reachesAnchor
        ? 'a trusted CA'
        : 'no trusted CA is reached';
  return [
    ...table([
      [toned('strong', 'Path'), `${subjects || 'none'} (${end})`],
      ...decisionRows(decision),
      ...(recheckAt === undefined || decision.verdict === 'reject'
        ? []
        : [[toned('strong', 'Holds'), `until ${wholeSeconds(recheckAt)}`]]),
    ]),
    '',
    `Federation with ${seen!.report.peer.domain}: ${findingCounts(findings, view)}.`,
  ];
}

const decisionRows = ({ verdict, rule, wire, warnings }: Decision) => [
  [
    toned('strong', 'Verdict'),
    toned(tones[verdict], [words[verdict], `rule ${rule}`, ...warnings].join(', ')),
  ],
  ...(wire.kind === 'nothing' ? [] : [[toned('strong', 'Answer'), wireText(wire)]]),
];
