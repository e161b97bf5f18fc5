import { dnsTypeWords, serviceLabels, wantedOf } from '../../lib/front.ts';
import type { Deployment, DnsRecord, DnsView } from '../../lib/index.ts';
import { count } from '../program/exit-code.ts';
import type { DeploymentReference, View } from '../program/report.ts';
import { toned, type Line } from '../render/line.ts';
import { padded, width } from '../render/width.ts';

export interface ShownDns {
  readonly records: readonly DnsRecord[];
  readonly deployment: Deployment;
  readonly reference: DeploymentReference;
}

const headings: Readonly<Record<DnsView, string>> = {
  external: 'outside: asked from the internet',
  internal: 'inside: asked by the Expressway-C, the nodes and clients on site',
};

/** The records as people read them: view, zone, each with its entries and the reason. */
export function dnsLines(
  { records, deployment, reference }: ShownDns,
  { quiet }: Pick<View, 'quiet'>,
): Line[] {
  if (quiet) return [];
  const views = (['external', 'internal'] as const).filter((view) =>
    records.some((each) => each.view === view),
  );
  return [
    [
      'Deployment  ',
      toned('strong', deployment.name),
      `    ${reference.file}    release ${deployment.release}`,
    ],
    '',
    ...views.flatMap((view) =>
      viewLines(
        view,
        records.filter((each) => each.view === view),
      ),
    ),
    `DNS: ${count(records.filter(isWanted).length, 'name')} to be there, ${count(records.filter((each) => !isWanted(each)).length, 'name')} not to be. Nothing was asked.`,
  ];
}

const isWanted = ({ need }: DnsRecord): boolean => need !== 'forbidden';

function viewLines(view: DnsView, records: readonly DnsRecord[]): Line[] {
  const zones = [...new Set(records.map(({ zone }) => zone))];
  const name = records.reduce((most, each) => Math.max(most, width(each.name)), 0) + 2;
  return [
    [toned('strong', headings[view])],
    ...zones.flatMap((zone) => [
      ['  ', toned('strong', zone)],
      ...records.filter((each) => each.zone === zone).flatMap((each) => recordLines(each, name)),
    ]),
    '',
  ];
}

function recordLines(record: DnsRecord, column: number): Line[] {
  const { name, data, need, certainty, reason, services } = record;
  const isForbidden = need === 'forbidden';
  const mark = isForbidden ? toned('warning', '-') : toned('good', '+');
  const [first = '', ...more] = isForbidden ? [`no ${dnsTypeWords[data.type]}`] : entries(record);
  const doubts = [
    ...(need === 'recommended' ? ['recommended'] : []),
    ...(certainty === 'sure' ? [] : [certainty]),
  ];
  const forWhom = services.map((service) => serviceLabels[service]).join(', ');
  return [
    ['    ', mark, ' ', padded(name, column), first],
    ...more.map((entry): Line => `      ${padded('', column)}${entry}`),
    [toned('faint', `        ${[forWhom, reason, ...doubts].filter(Boolean).join('; ')}`)],
  ];
}

function entries({ data }: DnsRecord): string[] {
  if (data.type === 'PTR') return [`PTR of ${data.of.addresses.join(', ') || data.of.says}`];
  return wantedOf(data).map((entry) => `${data.type === 'SRV' ? 'SRV' : 'A/AAAA'} ${entry}`);
}
