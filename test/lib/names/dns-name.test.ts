import { describe, expect, it } from 'vitest';
import { dnsNameProblemText } from '../../../src/lib/names/dns-name-problem.ts';
import {
  parseDnsName,
  type DnsNameFault,
  type DnsNameProblem,
  type DnsNameRules,
} from '../../../src/lib/names/dns-name.ts';

const label63 = 'a'.repeat(63);

describe('names a certificate can carry', () => {
  const rows: readonly [title: string, written: string, name: string, rules?: DnsNameRules][] = [
    ['a plain name', 'expe1.example.com', 'expe1.example.com'],
    ['upper case stays as written', 'DX80TLSprofile.example.com', 'DX80TLSprofile.example.com'],
    ['digits and hyphens inside', 'exp-1.3com.x2-y', 'exp-1.3com.x2-y'],
    ['a label of 63 characters', `${label63}.example`, `${label63}.example`],
    [
      'a name of 253 characters',
      `${label63}.${label63}.${label63}.${'b'.repeat(61)}`,
      `${label63}.${label63}.${label63}.${'b'.repeat(61)}`,
    ],
    ['an internationalised name', 'bücher.example', 'xn--bcher-kva.example'],
    ['its upper case', 'BÜCHER.example', 'xn--bcher-kva.example'],
    ['its decomposed form', 'bu\u0308cher.example', 'xn--bcher-kva.example'],
    ['an ideographic full stop', 'bücher。example', 'xn--bcher-kva.example'],
    ['its A-label, the case kept', 'XN--BCHER-KVA.example', 'XN--BCHER-KVA.example'],
    ['an A-label of IDNA2008', 'xn--fa-hia.example', 'xn--fa-hia.example'],
    ['two hyphens that announce no A-label', 'ab--cd.example', 'ab--cd.example'],
    ['a wildcard where one may stand', '*.example.com', '*.example.com', { wildcard: true }],
    ['an internationalised wildcard', '*.bücher.example', '*.xn--bcher-kva.example', { wildcard: true }],
    ['a single label where one is enough', 'DX80TLSprofile', 'DX80TLSprofile', { labels: 1 }],
    ['a numeric label that is not the last', '10.example.com', '10.example.com'],
  ];
  it.each(rows)('%s', (_, written, name, rules) => {
    expect(parseDnsName(written, rules)).toEqual({ name });
  });
});

describe('texts that are no such name', () => {
  const rows: readonly [
    title: string,
    written: string,
    problem: DnsNameProblem,
    detail: string,
    suggestion?: string | undefined,
    rules?: DnsNameRules,
  ][] = [
    ['nothing', '', 'empty', ''],
    ['an option of a command', '-subj.example.com', 'leading-hyphen', '-'],
    ['two names in one text', 'a.example.com,b.example.com', 'several-names', ','],
    ['a blank inside', 'expe 1.example.com', 'blank', ' '],
    ['a blank behind', 'expe1.example.com ', 'blank', ' ', 'expe1.example.com'],
    ['an IPv4 address', '192.0.2.1', 'ip-address', '192.0.2.1'],
    ['an IPv4 address with port', '192.0.2.1:8443', 'ip-address', '192.0.2.1:8443'],
    ['an IPv4 prefix', '192.0.2.0/24', 'ip-address', '192.0.2.0/24'],
    ['a short IPv4 address', '1.2.3', 'ip-address', '1.2.3'],
    ['a hexadecimal IPv4 address', '0x7f.1', 'ip-address', '0x7f.1'],
    ['a number', '2130706433', 'ip-address', '2130706433'],
    ['an IPv6 address', '2001:db8::1', 'ip-address', '2001:db8::1'],
    ['an IPv6 address in brackets', '[2001:db8::1]:443', 'ip-address', '[2001:db8::1]:443'],
    ['an IPv6 address with zone', 'fe80::1%eth0', 'ip-address', 'fe80::1%eth0'],
    ['full-width digits', '１２７．０．０．１', 'ip-address', '127.0.0.1'],
    ['a URL', 'https://expe.example.com:8443/x', 'url', 'https://expe.example.com', 'expe.example.com'],
    ['an email address', 'pki@example.com', 'at-sign', '@', 'example.com'],
    ['a port', 'expe1.example.com:8443', 'port', '8443', 'expe1.example.com'],
    ['a path', 'example.com/x', 'character', '/'],
    ['a query', 'example.com?x', 'character', '?'],
    ['a fragment', 'example.com#x', 'character', '#'],
    ['a percent sign', 'ex%41mple.com', 'character', '%'],
    ['a backslash', 'example.com\\x', 'character', '\\'],
    ['a bracket', 'example[1].com', 'character', '['],
    ['a colon without port', 'dns:example.com', 'character', ':'],
    ['another sign', 'ex!ample.com', 'character', '!'],
    ['a trailing dot', 'example.com.', 'trailing-dot', '.', 'example.com'],
    ['only a dot', '.', 'trailing-dot', '.'],
    ['a wildcard where none may stand', '*.example.com', 'wildcard', '*'],
    ['a star inside a label', 'exp*.example.com', 'wildcard-position', '*', undefined, { wildcard: true }],
    [
      'a star in the second label',
      'a.*.example.com',
      'wildcard-position',
      '*',
      undefined,
      { wildcard: true },
    ],
    ['two stars', '*.*.example.com', 'wildcard-position', '*', undefined, { wildcard: true }],
    ['a star alone', '*', 'wildcard-position', '*', undefined, { wildcard: true }],
    ['a wildcard of nothing', '*.', 'empty-label', '.', undefined, { wildcard: true }],
    ['a wildcard of a top-level domain', '*.com', 'too-few-labels', 'com', undefined, { wildcard: true }],
    ['two dots', 'expe..example.com', 'empty-label', '.'],
    ['a leading dot', '.example.com', 'empty-label', '.'],
    ['an underscore', '_collab-edge.example.com', 'underscore', '_'],
    ['a label that ends with a hyphen', 'expe-.example.com', 'label-hyphen', 'expe-'],
    ['a label that starts with a hyphen', 'expe.-x.com', 'label-hyphen', '-x'],
    ['a label of 64 characters', `${label63}a.example`, 'label-too-long', '64'],
    [
      'a name of 254 characters',
      `${label63}.${label63}.${label63}.${'b'.repeat(62)}`,
      'name-too-long',
      '254',
    ],
    ['more dots than a stack has frames', '.'.repeat(100_000), 'name-too-long', '100000'],
    ['more letters with accents than IDNA reads in a second', 'é.'.repeat(60_000), 'name-too-long', '120000'],
    ['a numeric top-level domain', 'example.123', 'last-label', '123'],
    ['a top-level domain that starts with a digit', 'example.3com', 'last-label', '3com'],
    ['a host name alone', 'expe1', 'too-few-labels', 'expe1'],
    ['an A-label that stands for nothing', 'xn--a.example', 'a-label', 'xn--a'],
    ['an A-label of plain letters', 'xn--example-.com', 'label-hyphen', 'xn--example-'],
    ['an A-label in no normal form', 'xn--e-xbb.example', 'a-label', 'xn--e-xbb'],
    ['sharp s', 'faß.example', 'deviation', 'fass.example', 'xn--fa-hia.example'],
    ['capital sharp s', 'FAẞ.example', 'deviation', 'fass.example', 'xn--fa-hia.example'],
    ['final sigma', 'aς.example', 'deviation', 'xn--a-0mb.example', 'xn--a-ymb.example'],
    ['a joiner', 'क्\u200dष.example', 'deviation', 'xn--11b2ezc.example', 'xn--11b2ezcw70k.example'],
    ['a joiner where none may stand', 'a\u200db.example', 'not-idn', 'a\u200db.example'],
    ['a soft hyphen', 'exam\u00adple.com', 'invisible-character', 'U+00AD'],
    ['a zero-width space', 'example\u200b.com', 'invisible-character', 'U+200B'],
    ['a direction override', 'abc\u202e.example', 'invisible-character', 'U+202E'],
    ['an emoji', '💩.example', 'no-letter', '💩'],
    ['a symbol', '☃.example', 'no-letter', '☃'],
    ['full-width letters', 'ｅｘａｍｐｌｅ.com', 'look-alike', 'example.com', 'example.com'],
    ['the Kelvin sign', '\u212aelvin.example', 'look-alike', 'kelvin.example', 'kelvin.example'],
    ['letters of two directions', 'أa.example', 'not-idn', 'أa.example'],
  ];
  it.each(rows)('%s', (_, written, problem, detail, suggestion, rules) => {
    const expected = { problem, detail, ...(suggestion !== undefined && { suggestion }) };
    expect(parseDnsName(written, rules)).toEqual(expected);
  });

  it('are explained, each problem by its own sentence', () => {
    const faults = rows.map(([, written, , , , rules]) => parseDnsName(written, rules) as DnsNameFault);
    const problems = new Set(faults.map(({ problem }) => problem));
    const sentences = new Set([...problems].map((problem) => dnsNameProblemText({ problem, detail: 'x' })));
    expect(problems.size).toBe(25);
    expect(sentences.size).toBe(25);
  });
});
