import type { Finding } from '../findings/finding.ts';
import type { Opened } from '../formats/open.ts';
import type { CheckedItem, CheckReport } from '../check/report.ts';
import { printName } from '../x509/name.ts';
import { readersOf } from './list-readers.ts';

/**
 * What a certificate of a chain is to whoever uploads it. `listed`: it is in the trusted-CA list of its Expressway;
 * `to upload`: it is at hand, and not in that list; `at hand`: nobody gave that list; `missing`: it is nowhere.
 */
export type ChainRole = 'server' | 'listed' | 'to upload' | 'at hand' | 'missing';

export type ChainStep = { readonly subject: string; readonly role: ChainRole };

/** The way from a certificate to its root, or as far as it is known to lead. Empty: nobody has looked. */
export function chainSteps(
  item: CheckedItem,
  { items, findings }: Pick<CheckReport, 'items' | 'findings'>,
  { recognised }: Pick<Opened, 'recognised'>,
): ChainStep[] {
  const server: ChainStep = { subject: item.subject ?? '', role: 'server' };
  if (!item.chain) return missingSteps(server, findings.filter(isAbout(item)));
  const lists = items.filter((each) => item.cluster !== undefined && readersOf(each).includes(item.cluster));
  const files = new Set(lists.map(({ file }) => file));
  const listed = new Set(
    recognised.flatMap((thing) =>
      thing.kind === 'certificate' && files.has(thing.path) ? [printName(thing.certificate.subject)] : [],
    ),
  );
  const roleOf = (subject: string): ChainRole =>
    listed.has(subject) ? 'listed' : lists.length > 0 ? 'to upload' : 'at hand';
  return [server, ...item.chain.slice(1).map((subject) => ({ subject, role: roleOf(subject) }))];
}

function missingSteps(server: ChainStep, findings: readonly Finding[]): ChainStep[] {
  const params = findings.find(({ code }) => code === 'chain/incomplete')?.params;
  if (typeof params?.['missingIssuer'] !== 'string') return [];
  const { of } = params;
  const last =
    typeof of === 'string' && of !== server.subject ? [{ subject: of, role: 'at hand' } as const] : [];
  return [server, ...last, { subject: params['missingIssuer'], role: 'missing' }];
}

/** Findings that stand where the thing stands. */
export const isAbout =
  ({ file, entry }: CheckedItem) =>
  ({ locations: [place] }: Finding): boolean =>
    place?.file === file && (place.entry ?? 1) === (entry ?? 1);
