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

const depths = [0, 1, 2];

/**
 * Chains that differ in everything that path building looks at: extensions, usages, dates, constraints, identifiers,
 * encodings and lists. Two of three have no value that OpenSSL always refuses; each new one is the one of several drawn
 * that has most pairs of values that none before it has. Judge them at `judgedAt`.
 */
export function generateChains({ seed, count }: GenerateOptions): GeneratedChain[] {
  const random = randomFrom(seed);
  const seen = new Set<string>();
  return Array.from({ length: count }, (_, i) => {
    const drawn = Array.from({ length: 6 }, () => draw(random, i));
    const best = drawn.reduce((a, b) => (newPairs(b, seen) > newPairs(a, seen) ? b : a));
    for (const pair of pairsOf(best)) seen.add(pair);
    return build(best, `${seed}-${i}`);
  });
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
}

interface Plan {
  readonly choices: readonly Choice[];
  readonly depth: number;
  readonly form: FileForm;
}

/** Few odd values in one chain: where everything is odd, the first of them decides and the others are never tried. */
function draw(random: Random, i: number): Plan {
  const mayBeRefused = i % 3 === 2;
  const oddity = [0.12, 0.3, 0.2][i % 3]!;
  const choices = chainFeatures.map((feature): Choice => {
    const [usual, ...others] = feature.values;
    const odd = others.filter(({ refused }) => refused === undefined || mayBeRefused);
    const isOdd = odd.length > 0 && random.next() < oddity;
    return { feature, value: isOdd ? random.of(odd) : usual };
  });
  return {
    choices,
    depth: random.of(depths),
    form: random.next() < 0.5 ? fileForms[0] : random.of(fileForms),
  };
}

function nameOf({ feature, value }: Choice): string {
  return `${feature.name}: ${value.name}`;
}

function pairsOf({ choices, depth }: Plan): string[] {
  const names = [...choices.map(nameOf), `depth: ${depth}`];
  return names.flatMap((a, i) => names.slice(i + 1).map((b) => `${a} | ${b}`));
}

const newPairs = (plan: Plan, seen: ReadonlySet<string>): number =>
  pairsOf(plan).filter((pair) => !seen.has(pair)).length;

function build({ choices, depth, form }: Plan, id: string): GeneratedChain {
  const draft = soundDraft(id, depth);
  for (const { value } of choices) value.apply(draft);
  const made = buildPki(hierarchyOf(draft));
  const leaf = made['leaf']!;
  return {
    id,
    leaf,
    cas: draft.cas.map((_, i) => made[caName(i)]!),
    root: made['root']!,
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
