import { resemblesIpAddress } from './is-ip-address.ts';

/** Why a text is no DNS name that a certificate could carry. Each has its sentence in dns-name-problem.ts. */
export type DnsNameProblem =
  | 'empty'
  | 'leading-hyphen'
  | 'several-names'
  | 'blank'
  | 'ip-address'
  | 'url'
  | 'at-sign'
  | 'port'
  | 'character'
  | 'trailing-dot'
  | 'wildcard'
  | 'wildcard-position'
  | 'empty-label'
  | 'underscore'
  | 'label-hyphen'
  | 'label-too-long'
  | 'name-too-long'
  | 'last-label'
  | 'too-few-labels'
  | 'a-label'
  | 'deviation'
  | 'invisible-character'
  | 'no-letter'
  | 'look-alike'
  | 'not-idn';

export interface DnsNameFault {
  readonly problem: DnsNameProblem;
  /** What is to blame: a character, a label, a number, or the other domain that may be meant. */
  readonly detail: string;
  /** A valid name that was probably meant. */
  readonly suggestion?: string;
}

export interface DnsNameRules {
  /** A whole first label `*` may stand before the name. Default false. */
  readonly wildcard?: boolean;
  /** Fewest labels, besides the wildcard. Default 2: a fully qualified name. */
  readonly labels?: number;
}

/** Octets of a domainpart (RFC 7622 3.2): nobody means a name who writes more. */
const longestText = 1023;

/** To be asked before anything that takes longer, or goes deeper, for longer texts. */
export const isTooLongForName = ({ length }: string): boolean => length > longestText;

/**
 * Reads a DNS name as a certificate can carry it: A-labels of letters, digits and hyphens (RFC 1123 section 2.1,
 * RFC 5890). ASCII names keep their case; others become A-labels, where there is only one reading of them.
 *
 * @returns the name in ASCII, or what is wrong with the text.
 */
export function parseDnsName(
  text: string,
  rules: DnsNameRules = {},
): { readonly name: string } | DnsNameFault {
  if (isTooLongForName(text)) return { problem: 'name-too-long', detail: String(text.length) };
  const fault = shapeFault(text, rules);
  if (fault) return fault;
  const isWildcard = text.startsWith('*.');
  const host = isWildcard ? text.slice(2) : text;
  const converted = /^[\x00-\x7f]*$/.test(host) ? host : toALabels(host, rules);
  if (typeof converted !== 'string') return converted;
  const prefix = isWildcard ? '*.' : '';
  return asciiFault(converted, prefix, rules.labels ?? 2) ?? { name: prefix + converted };
}

/** What must be refused before the text comes near a URL parser, which would cut or reinterpret it. */
function shapeFault(text: string, rules: DnsNameRules): DnsNameFault | undefined {
  if (text === '') return { problem: 'empty', detail: '' };
  if (text.startsWith('-')) return { problem: 'leading-hyphen', detail: '-' };
  if (/[,;]/.test(text)) return { problem: 'several-names', detail: /[,;]/.exec(text)![0] };
  if (/\s/.test(text)) {
    const trimmed = text.trim();
    // A blank inside stays, and trimming it again would never end.
    return withSuggestion({ problem: 'blank', detail: ' ' }, /\s/.test(trimmed) ? '' : trimmed, rules);
  }
  if (resemblesIpAddress(text)) return { problem: 'ip-address', detail: text };
  return delimiterFault(text, rules) ?? wildcardFault(text, rules);
}

function delimiterFault(text: string, rules: DnsNameRules): DnsNameFault | undefined {
  const url = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]*)/i.exec(text);
  if (url) return withSuggestion({ problem: 'url', detail: url[0] }, url[1]!, rules);
  if (text.includes('@')) {
    return withSuggestion({ problem: 'at-sign', detail: '@' }, text.slice(text.lastIndexOf('@') + 1), rules);
  }
  const port = /^([^:]*):(\d+)$/.exec(text);
  if (port) return withSuggestion({ problem: 'port', detail: port[2]! }, port[1]!, rules);
  const delimiter = /[/:?#%\\[\]]/.exec(text);
  return delimiter ? { problem: 'character', detail: delimiter[0] } : undefined;
}

function wildcardFault(text: string, rules: DnsNameRules): DnsNameFault | undefined {
  const last = text.lastIndexOf('*');
  if (last === -1) return undefined;
  if (last > 0 || !text.startsWith('*.')) return { problem: 'wildcard-position', detail: '*' };
  return rules.wildcard ? undefined : { problem: 'wildcard', detail: '*' };
}

/** The fault with the name that was probably meant, if that one is good. */
function withSuggestion(fault: DnsNameFault, candidate: string, rules: DnsNameRules): DnsNameFault {
  const parsed = candidate === '' ? undefined : parseDnsName(candidate, rules);
  return parsed && 'name' in parsed ? { ...fault, suggestion: parsed.name } : fault;
}

function asciiFault(name: string, prefix: string, fewestLabels: number): DnsNameFault | undefined {
  if (name.endsWith('.')) return trailingDot(name, prefix, fewestLabels);
  const labels = name.split('.');
  for (const label of labels) {
    const fault = labelFault(label);
    if (fault) return fault;
  }
  const length = prefix.length + name.length;
  if (length > 253) return { problem: 'name-too-long', detail: String(length) };
  const last = labels.at(-1)!;
  if (!/^[a-z]/i.test(last)) return { problem: 'last-label', detail: last };
  return labels.length < fewestLabels ? { problem: 'too-few-labels', detail: name } : undefined;
}

function trailingDot(name: string, prefix: string, fewestLabels: number): DnsNameFault {
  const without = name.slice(0, -1);
  const fault: DnsNameFault = { problem: 'trailing-dot', detail: '.' };
  return without === '' || without.endsWith('.') || asciiFault(without, prefix, fewestLabels)
    ? fault
    : { ...fault, suggestion: prefix + without };
}

function labelFault(label: string): DnsNameFault | undefined {
  if (label === '') return { problem: 'empty-label', detail: '.' };
  if (label.includes('_')) return { problem: 'underscore', detail: '_' };
  const other = /[^a-z0-9-]/i.exec(label);
  if (other) return { problem: 'character', detail: other[0] };
  if (label.startsWith('-') || label.endsWith('-')) return { problem: 'label-hyphen', detail: label };
  if (label.length > 63) return { problem: 'label-too-long', detail: String(label.length) };
  if (/^xn--/i.test(label) && !isALabel(label)) return { problem: 'a-label', detail: label };
  return undefined;
}

/** ß, capital ß, ς and the joiners: IDNA2003 and IDNA2008 make different domains of them (RFC 5894 section 7.2). */
const deviation = /[\u00df\u1e9e\u03c2\u200c\u200d]/;
/** Besides letters, marks and digits: dots of East Asian scripts, and the CONTEXTO characters of RFC 5892. */
const noLetter = /[^\p{L}\p{M}\p{Nd}\p{ASCII}\u3002\uff0e\uff61\u00b7\u30fb\u0375\u05f3\u05f4]/u;

function toALabels(host: string, rules: DnsNameRules): string | DnsNameFault {
  if (deviation.test(host)) return deviationFault(host);
  const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u.exec(host);
  if (invisible) return { problem: 'invisible-character', detail: codePoint(invisible[0]) };
  const strange = noLetter.exec(host);
  if (strange) return { problem: 'no-letter', detail: strange[0] };
  const result = mapped(host);
  if (result === undefined) return { problem: 'not-idn', detail: host };
  // Full-width digits.
  if (resemblesIpAddress(result)) return { problem: 'ip-address', detail: result };
  const before = host.split(/[.\u3002\uff0e\uff61]/);
  const isAlike = result.split('.').some((label, i) => !/^xn--/.test(label) && !isAscii(before[i] ?? ''));
  return isAlike ? withSuggestion({ problem: 'look-alike', detail: result }, result, rules) : result;
}

function deviationFault(host: string): DnsNameFault {
  const today = mapped(host.replace(/\u1e9e/g, '\u00df'));
  const formerly = mapped(
    host
      .replace(/[\u00df\u1e9e]/g, 'ss')
      .replace(/\u03c2/g, '\u03c3')
      .replace(/[\u200c\u200d]/g, ''),
  );
  if (today === undefined) return { problem: 'not-idn', detail: host };
  return { problem: 'deviation', detail: formerly ?? '', suggestion: today };
}

/** UTS 46, nontransitional; the callers have excluded everything the URL parser would take for another part. */
function mapped(host: string): string | undefined {
  const url = `http://${host}/`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/** The umlaut beside it makes the parser look into the label: newer ones (Node 24) pass an ASCII host unread. */
const isALabel = (label: string): boolean =>
  mapped(`${label}.\u00e4`)?.startsWith(`${label.toLowerCase()}.`) ?? false;

const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
