import type { Certificate } from '../../../src/lib/x509/certificate.ts';
import { buildPki, type Hierarchy } from '../pki.ts';
import { caName, soundDraft, type ChainDraft } from './draft.ts';
import { fileForms, type FileForm } from './files.ts';
import { randomFrom, type Random } from './random.ts';
import { chainFeatures, type ChainFeature, type ChainValue } from './values.ts';

/** One chain, with all that went into it. */
export interface GeneratedChain {
  /** Unlike that of any other chain of the same call; it stands in every subject but odd ones. */
  readonly id: string;
  readonly leaf: Certificate;
  /** The issuing CA first, without the root. */
  readonly cas: readonly Certificate[];
  readonly root: Certificate;
  /** What they were made from: `leaf`, `ca1`, … and `root`. */
  readonly hierarchy: Hierarchy;
  /** A trusted-CA list, in its order. */
  readonly list: readonly Certificate[];
  /** The file of the certificate as somebody keeps it. */
  readonly file: Uint8Array;
  readonly form: FileForm;
  /** `feature: value` of everything in which it differs from others. */
  readonly values: readonly string[];
  /** Why OpenSSL is sure to refuse it as a server and as a client; empty: it depends on more than one value. */
  readonly refusedFor: readonly string[];
}

export interface GenerateOptions {
  /** The same chains for the same number, but for signatures of elliptic curves, which are random. */
  readonly seed: number;
  readonly count: number;
}

/**
 * Chains that differ in everything that path building looks at: extensions, usages, dates, constraints, identifiers,
 * encodings and lists. Every second is built around one odd value, with hardly any other, so that it is this value that
 * decides; the others around a pair of values that none before has, half of them with values that OpenSSL always refuses.
 * 2,000 have all pairs. Judge them at `judgedAt`.
 */
export function generateChains({ seed, count }: GenerateOptions): GeneratedChain[] {
  const random = randomFrom(seed);
  const seen = new Set<number>();
  const pairs = random.shuffled(allPairs());
  const odd = random.shuffled(oddChoices());
  return Array.from({ length: count }, (_, i) => {
    const plan = i % 2 === 0 ? aroundOne(odd[(i / 2) % odd.length]!, random) : aroundPair(i % 4 === 3);
    for (const pair of pairsOf(plan.choices)) seen.add(keyOf(pair));
    return build(plan, `${seed}-${i}`);
  });

  function aroundPair(mayBeRefused: boolean): Plan {
    const isFitting = ({ value }: Choice): boolean => mayBeRefused || value.refused === undefined;
    const isNew = (pair: Pair): boolean => !seen.has(keyOf(pair));
    const wanted = pairs.find((pair) => pair.every(isFitting) && isNew(pair)) ?? [];
    const news = ({ choices }: Plan): number => pairsOf(choices).filter(isNew).length;
    const drawn = Array.from({ length: 4 }, () => draw(random, { wanted, mayBeRefused, oddity: 0.3 }));
    return drawn.reduce((a, b) => (news(b) > news(a) ? b : a));
  }
}

function aroundOne(choice: Choice, random: Random): Plan {
  const plan = draw(random, { wanted: [choice], mayBeRefused: false, oddity: 0.05 });
  return { ...plan, choices: withCompanions(plan.choices) };
}

/** All values that a chain can have; `refused`: why OpenSSL always refuses it; `isUsual`: a sound chain has it. */
export const allValues = chainFeatures.flatMap((feature) =>
  feature.values.map((value, i) => ({
    name: nameOf({ feature, value }),
    refused: value.refused,
    isUsual: i === 0,
  })),
);

interface Choice {
  readonly feature: ChainFeature;
  readonly value: ChainValue;
  readonly number: number;
}

interface Plan {
  readonly choices: readonly Choice[];
  readonly depth: number;
  readonly form: FileForm;
}

type Pair = readonly [Choice, Choice];

const choiceOf: ReadonlyMap<ChainValue, Choice> = new Map(
  chainFeatures
    .flatMap((feature) => feature.values.map((value) => ({ feature, value })))
    .map((choice, number) => [choice.value, { ...choice, number }]),
);

const keyOf = ([a, b]: Pair): number => a.number * 1000 + b.number;

const pairsOf = (choices: readonly Choice[]): Pair[] =>
  choices.flatMap((a, i) => choices.slice(i + 1).map((b): Pair => [a, b]));

const allPairs = (): Pair[] => pairsOf([...choiceOf.values()]).filter(([a, b]) => a.feature !== b.feature);

const oddChoices = (): Choice[] =>
  [...choiceOf.values()].filter(({ feature, value }) => value !== feature.values[0]);

interface DrawOptions {
  /** What it must have. */
  readonly wanted: readonly Choice[];
  readonly mayBeRefused: boolean;
  /** How many of the features are odd: where all are, the first of them decides and the others are never tried. */
  readonly oddity: number;
}

function draw(random: Random, { wanted, mayBeRefused, oddity }: DrawOptions): Plan {
  const depth = wanted.some(({ feature }) => feature.isOfRootAlone)
    ? random.of([1, 2])
    : random.of([0, 1, 2]);
  const choices = chainFeatures.map((feature): Choice => {
    const given = wanted.find((choice) => choice.feature === feature);
    if (given) return given;
    const [usual, ...others] = feature.values;
    const odd = others.filter(({ refused }) => refused === undefined || mayBeRefused);
    const isUsual = (depth === 0 && feature.isOfRootAlone) || odd.length === 0 || random.next() >= oddity;
    return choiceOf.get(isUsual ? usual : random.of(odd))!;
  });
  return { choices, depth, form: random.next() < 0.5 ? fileForms[0] : random.of(fileForms) };
}

/** With what OpenSSL needs to take them. */
function withCompanions(choices: readonly Choice[]): Choice[] {
  const wanted = Object.assign({}, ...choices.map(({ value }) => value.goesWith ?? {})) as Record<
    string,
    string
  >;
  return choices.map((choice) => {
    const value = choice.feature.values.find(({ name }) => name === wanted[choice.feature.name]);
    return value ? choiceOf.get(value)! : choice;
  });
}

function nameOf({ feature, value }: Pick<Choice, 'feature' | 'value'>): string {
  return `${feature.name}: ${value.name}`;
}

function build({ choices, depth, form }: Plan, id: string): GeneratedChain {
  const draft = soundDraft(id, depth);
  for (const { value } of choices) value.apply(draft);
  const hierarchy = hierarchyOf(draft);
  const made = buildPki(hierarchy);
  const leaf = made['leaf']!;
  return {
    id,
    leaf,
    cas: draft.cas.map((_, i) => made[caName(i)]!),
    root: made['root']!,
    hierarchy,
    list: draft.list.map((name) => made[name]!),
    file: form.write(leaf.der),
    form,
    values: [...choices.map(nameOf), `number of intermediates: ${depth}`, `file: ${form.name}`],
    refusedFor: choices.flatMap((choice) =>
      choice.value.refused === undefined ? [] : [`${nameOf(choice)}: ${choice.value.refused}`],
    ),
  };
}

const hierarchyOf = ({ leaf, cas, root, others }: ChainDraft): Hierarchy => ({
  root,
  ...Object.fromEntries(cas.map((ca, i) => [caName(i), ca])),
  leaf,
  ...others,
});
