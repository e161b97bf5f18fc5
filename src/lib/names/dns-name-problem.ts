import type { DnsNameFault, DnsNameProblem } from './dns-name.ts';

/** What is wrong with the name, as the end of a sentence that begins with the name. */
const sentences: Readonly<Record<DnsNameProblem, (detail: string) => string>> = {
  empty: () => 'is empty',
  'leading-hyphen': () => 'starts with a hyphen and would be taken for an option',
  'several-names': (separator) => `has a "${separator}"; write each name as an entry of its own`,
  blank: () => 'contains a blank',
  'ip-address': () => 'is an IP address; the Expressway takes only fully qualified domain names',
  url: () => 'is a URL; a certificate holds the host name alone',
  'at-sign': () => 'has an "@"; a certificate holds the domain alone',
  port: (port) => `has the port ${port}; names in a certificate have none`,
  character: (character) => `contains "${character}"; names are made of letters, digits, hyphens and dots`,
  'trailing-dot': () => 'ends in a dot; names in a certificate do not',
  wildcard: () => 'is a wildcard; here one exact name is needed',
  'wildcard-position': () => 'has a "*" that is not the whole first label',
  'empty-label': () => 'has an empty label: it starts with a dot, or has two dots in a row',
  underscore: () => 'contains an underscore; names are made of letters, digits, hyphens and dots',
  'label-hyphen': (label) => `has the label "${label}"; a label neither starts nor ends with a hyphen`,
  'label-too-long': (length) => `has a label of ${length} characters; 63 are allowed`,
  'name-too-long': (length) => `has ${length} characters; 253 are allowed`,
  'last-label': (label) => `ends in "${label}"; the last label of a name starts with a letter`,
  'too-few-labels': () => 'is a single label; a fully qualified name, with its domain, is needed',
  'a-label': (label) => `has the label "${label}", which stands for no internationalised name`,
  deviation: (other) =>
    `is read in two ways by older and newer software${other === '' ? '' : `; older software takes it for ${other}`}`,
  'invisible-character': (codePoint) => `contains the invisible character ${codePoint}`,
  'no-letter': (character) => `contains "${character}", which is neither letter nor digit`,
  'look-alike': (ascii) => `has other characters than ${ascii}, though it looks the same`,
  'not-idn': () => 'cannot be turned into a DNS name (IDNA)',
};

/** `has the port 8443; names in a certificate have none`: to be put behind the name. */
export const dnsNameProblemText = ({ problem, detail }: DnsNameFault): string => sentences[problem](detail);
