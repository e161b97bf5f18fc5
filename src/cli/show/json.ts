import type { Asn1Node, ItemToReport } from '../../lib/front.ts';
import type { Description, Detail } from '../../lib/index.ts';
import { isContainer, type Shown } from './shown.ts';

/**
 * One thing for programs: where it is, the facts everybody asks for, and its whole description.
 *
 * @param isAlone in its file
 */
export function shownJson({ item, description, names, asn1, pem }: Shown, isAlone: boolean): ItemToReport {
  const { path, entry, kind, encoding, line, offset, label, container, friendlyName, comment } = item;
  return {
    file: path,
    // A container is its file; what is in it is numbered.
    ...(!isAlone && !isContainer(item) && { entry }),
    kind,
    encoding,
    ...(line !== undefined && { line }),
    ...(offset !== undefined && { offset }),
    ...(label !== undefined && { label }),
    ...(container !== undefined && { container }),
    ...(friendlyName !== undefined && { friendlyName }),
    ...(comment !== undefined && { comment }),
    ...(description && factsIn(description)),
    ...(names.length > 0 && { names: names.map(({ type, value }) => `${type}:${value}`) }),
    ...(description && { description: descriptionJson(description) }),
    ...(asn1 && { asn1: asn1.map(asn1Json) }),
    ...(pem !== undefined && { pem }),
  };
}

/** Labels of a description → keys of the result that programs may rely on. */
const factKeys: Readonly<Record<string, string>> = {
  subject: 'subject',
  issuer: 'issuer',
  'serial number': 'serial',
  'not before': 'notBefore',
  'not after': 'notAfter',
  'this update': 'thisUpdate',
  'next update': 'nextUpdate',
  'SHA-256 fingerprint': 'sha256',
  'public key hash': 'publicKeyHash',
};

/** From the top two levels only: deeper ones repeat the words for other things. */
function factsIn({ children = [] }: Description): Detail {
  const near = children.flatMap((child) => [
    child,
    ...(child.label === 'validity' || child.label === 'public key' ? (child.children ?? []) : []),
  ]);
  return Object.fromEntries(
    near.flatMap(({ label, value }) => {
      const key = factKeys[label];
      return key === undefined || value === undefined ? [] : [[key, value]];
    }),
  );
}

function descriptionJson({ label, value, children }: Description): Detail {
  return {
    label,
    ...(value !== undefined && { value }),
    ...(children && { children: children.map(descriptionJson) }),
  };
}

function asn1Json(node: Asn1Node): Detail {
  const { offset, headerLength, length, tag, value, encapsulates, children, problem } = node;
  return {
    offset,
    headerLength,
    ...(length !== undefined && { length }),
    tag,
    ...(value !== undefined && { value }),
    ...(encapsulates && { encapsulates }),
    ...(problem !== undefined && { problem }),
    ...(children.length > 0 && { children: children.map(asn1Json) }),
  };
}
