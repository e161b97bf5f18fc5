import type { DerReader } from '../asn1/der-reader.ts';
import { explicit, implicit, tag } from '../asn1/tags.ts';
import { readCeilingCount, readDefaultFalse } from '../asn1/values.ts';
import { readGeneralName, type GeneralName } from './general-name.ts';

/** RFC 5280 4.2.1.9. */
export interface BasicConstraints {
  readonly ca: boolean;
  /** Number.MAX_SAFE_INTEGER stands for anything beyond it, as in every count of certificates. */
  readonly pathLength: number | undefined;
}

/** A subtree of names (RFC 5280 section 4.2.1.10). */
export interface GeneralSubtree {
  readonly base: GeneralName;
  /** Must be 0 and absent in this profile (RFC 5280 4.2.1.10); kept so that a rule can say so. */
  readonly minimum: number;
  readonly maximum: number | undefined;
}

/** RFC 5280 4.2.1.10; a list that is absent is empty here. */
export interface NameConstraints {
  readonly permittedSubtrees: readonly GeneralSubtree[];
  readonly excludedSubtrees: readonly GeneralSubtree[];
}

/** RFC 5280 4.2.1.11: counts of certificates (SkipCerts); undefined where absent. */
export interface PolicyConstraints {
  readonly requireExplicitPolicy: number | undefined;
  readonly inhibitPolicyMapping: number | undefined;
}

export function readBasicConstraints(value: DerReader): BasicConstraints {
  const sequence = value.sequence('');
  const ca = readDefaultFalse(sequence, 'cA');
  const pathLength = optionalCount(sequence, 'pathLenConstraint', tag.integer);
  sequence.finish();
  return { ca, pathLength };
}

export function readNameConstraints(value: DerReader): NameConstraints {
  const sequence = value.sequence('');
  const permittedSubtrees = readSubtrees(sequence.enterIf(explicit(0), 'permittedSubtrees'));
  const excludedSubtrees = readSubtrees(sequence.enterIf(explicit(1), 'excludedSubtrees'));
  sequence.finish();
  return { permittedSubtrees, excludedSubtrees };
}

function readSubtrees(list: DerReader | undefined): readonly GeneralSubtree[] {
  if (!list) return [];
  if (list.done) list.breach('empty', 'there must be at least one subtree');
  const subtrees: GeneralSubtree[] = [];
  while (!list.done) subtrees.push(readSubtree(list.sequence('')));
  return subtrees;
}

function readSubtree(subtree: DerReader): GeneralSubtree {
  const base = readGeneralName(subtree, true);
  const { at } = subtree;
  const minimum = optionalCount(subtree, 'minimum', implicit(0));
  if (minimum === 0) subtree.breach('explicit-default', 'the default 0 is encoded', at, 'minimum');
  const maximum = optionalCount(subtree, 'maximum', implicit(1));
  subtree.finish();
  return { base, minimum: minimum ?? 0, maximum };
}

export function readPolicyConstraints(value: DerReader): PolicyConstraints {
  const sequence = value.sequence('');
  const requireExplicitPolicy = optionalCount(sequence, 'requireExplicitPolicy', implicit(0));
  const inhibitPolicyMapping = optionalCount(sequence, 'inhibitPolicyMapping', implicit(1));
  sequence.finish();
  return { requireExplicitPolicy, inhibitPolicyMapping };
}

function optionalCount(sequence: DerReader, field: string, expected: number): number | undefined {
  return sequence.peek() === expected ? readCeilingCount(sequence, field, expected) : undefined;
}
