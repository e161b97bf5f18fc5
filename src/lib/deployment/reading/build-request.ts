import type { SourceLines } from './code-frame.ts';
import type { Curve, KeySpec, RequestSettings, SubjectAttribute } from '../model.ts';
import type { RequestBlock } from '../request-schema.ts';
import { childNode, type SourceNode } from './source-node.ts';

/** What a CSR gets where the file says nothing. */
export const defaultRequest: RequestSettings = {
  key: { type: 'rsa', bits: 2048 },
  hash: 'sha256',
  commonName: 'auto',
  extendedKeyUsage: ['serverAuth', 'clientAuth'],
  subject: [],
};

/** The settings with those of a `request` block laid over them; of the subject, attribute by attribute. */
export function buildRequest(
  outer: RequestSettings,
  block: RequestBlock | undefined,
  node: SourceNode | undefined,
  lines: SourceLines,
): RequestSettings {
  if (!block || !node) return outer;
  const key = childNode(node, 'key');
  const usage = childNode(node, 'extendedKeyUsage');
  const subject = readSubject(childNode(node, 'subject'), lines);
  return {
    ...outer,
    ...(block.key && { key: keySpec(block.key) }),
    ...(key && { keyPosition: lines.positionOf(key.extent) }),
    ...(block.hash && { hash: block.hash }),
    ...(block.commonName && { commonName: block.commonName }),
    ...(block.extendedKeyUsage && { extendedKeyUsage: block.extendedKeyUsage }),
    ...(usage && { extendedKeyUsagePosition: lines.positionOf(usage.extent) }),
    subject: layOver(outer.subject, subject),
  };
}

function keySpec(key: NonNullable<RequestBlock['key']>): KeySpec {
  if (key.type === 'rsa') return { type: 'rsa', bits: key.bits };
  return { type: 'ec', curve: `P-${key.curve.slice(-3)}` as Curve };
}

function readSubject(node: SourceNode | undefined, lines: SourceLines): SubjectAttribute[] {
  if (node?.kind !== 'map') return [];
  return [...node.entries].map(([type, { value }]) => ({
    type,
    value: value.kind === 'scalar' ? value.source : '',
    position: lines.positionOf(value.extent),
  }));
}

/** The outer order stays; attributes that only the inner subject has come last. */
function layOver(outer: readonly SubjectAttribute[], inner: readonly SubjectAttribute[]): SubjectAttribute[] {
  const replaced = outer.map((each) => inner.find(({ type }) => type === each.type) ?? each);
  const added = inner.filter(({ type }) => !outer.some((each) => each.type === type));
  return [...replaced, ...added];
}
