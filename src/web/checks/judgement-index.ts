import type { CheckedItem, NotChecked, Recognised, ReportFinding, ServiceVerdict } from '../../lib/index.ts';
import type { Judgement } from '../state/judgement.ts';
import { lookUp } from './look-up.ts';

/** Finds what a judgement speaks of by the ids it uses. */
export interface JudgementIndex {
  readonly item: (id: string | undefined) => CheckedItem | undefined;
  /** Those of these ids, each once, in the order of the report. */
  readonly findings: (ids: readonly string[]) => ReportFinding[];
  readonly questions: (ids: readonly string[]) => NotChecked[];
  readonly verdicts: (peers: readonly string[]) => ServiceVerdict[];
  /** What was read of the item. */
  readonly thing: <Kind extends Recognised['kind']>(
    item: Pick<CheckedItem, 'file' | 'entry'>,
    kind: Kind,
  ) => Extract<Recognised, { kind: Kind }> | undefined;
}

const known = new WeakMap<Judgement, JudgementIndex>();

/** Found out once. */
export function indexOf(judgement: Judgement): JudgementIndex {
  const index = known.get(judgement) ?? makeIndex(judgement);
  known.set(judgement, index);
  return index;
}

function makeIndex({ opened, report }: Judgement): JudgementIndex {
  const items = new Map(report.items.map((item) => [item.id, item]));
  const findings = byId(report.findings);
  const questions = byId(report.notChecked);
  const verdicts = lookUp(report.services, ({ peer }) => [peer]);
  const things = lookUp(opened.recognised, ({ path }) => [path]);
  return {
    item: (id) => (id === undefined ? undefined : items.get(id)),
    findings,
    questions,
    verdicts: (peers) => verdicts(...peers),
    thing: <Kind extends Recognised['kind']>(
      { file, entry }: Pick<CheckedItem, 'file' | 'entry'>,
      kind: Kind,
    ) =>
      things(file).find(
        (thing): thing is Extract<Recognised, { kind: Kind }> =>
          thing.kind === kind && (entry ?? thing.entry) === thing.entry,
      ),
  };
}

function byId<T extends { readonly id: string }>(all: readonly T[]): (ids: readonly string[]) => T[] {
  const places = new Map(all.map(({ id }, place) => [id, place]));
  return (ids) =>
    [...new Set(ids)]
      .flatMap((id) => places.get(id) ?? [])
      .sort((a, b) => a - b)
      .map((place) => all[place]!);
}
