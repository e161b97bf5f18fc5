import { describe, expect, it } from 'vitest';
import { pastedNames } from '../../../src/web/state/pasted-names.ts';

const names = (...list: string[]) => list.map((name) => ({ name }));

describe('names are read out of', () => {
  it.each([
    ['one name', 'a.example.com', names('a.example.com')],
    [
      'a field with commas',
      'a.example.com, b.example.com,c.example.com',
      names('a.example.com', 'b.example.com', 'c.example.com'),
    ],
    ['lines', 'a.example.com\r\nb.example.com\n', names('a.example.com', 'b.example.com')],
    ['blanks', '  a.example.com   b.example.com ', names('a.example.com', 'b.example.com')],
    ['columns of a table', 'a.example.com\t10\nb.example.com\t20', names('a.example.com', 'b.example.com')],
    ['a table in text', '| a.example.com | b.example.com |', names('a.example.com', 'b.example.com')],
    ['a list with bullets', '• a.example.com\n- b.example.com', names('a.example.com', 'b.example.com')],
    ['quotes', '"a.example.com"; \'b.example.com\'', names('a.example.com', 'b.example.com')],
    ['a full stop at the end', 'a.example.com.', names('a.example.com')],
    [
      'the preview of the page',
      'DNS:a.example.com\nDNS:b.example.com',
      names('a.example.com', 'b.example.com'),
    ],
    [
      'the output of openssl',
      'X509v3 Subject Alternative Name:\n    DNS:a.example.com, DNS:b.example.com',
      names('a.example.com', 'b.example.com'),
    ],
    [
      'a configuration of openssl',
      'DNS.1 = a.example.com\nDNS.2 = b.example.com',
      names('a.example.com', 'b.example.com'),
    ],
    ['what is no name: it is told beside its field', 'exa_mple', names('exa_mple')],
    ['a name given twice', 'a.example.com, A.example.com', names('A.example.com')],
    ['a name with a hyphen too many: it stays one', '-x.example.com', names('-x.example.com')],
    ['an address as openssl has it', 'IP Address:192.0.2.1', names('192.0.2.1')],
    ['a wildcard', '*.example.com', names('*.example.com')],
    ['nothing', ' , ;\n', []],
  ])('%s', (_, text, found) => expect(pastedNames(text)).toEqual(found));
});

describe('the format is read out of', () => {
  it.each([
    ['the collab-edge prefix', 'DNS:collab-edge.example.com', 'CollabEdgeDNS'],
    ['the preview of an SRVName', 'SRV:_collab-edge._tls.example.com', 'SRVName'],
    ['the preview of an XMPPAddress', 'XMPP:example.com', 'XMPPAddress'],
    ['an SRVName as openssl has it', 'othername: SRVName::_collab-edge._tls.example.com', 'SRVName'],
    ['an XMPPAddress as openssl has it', 'othername: XmppAddr::example.com', 'XMPPAddress'],
  ])('%s', (_, text, format) => expect(pastedNames(text)).toEqual([{ name: 'example.com', format }]));
});

describe('a format beside a name', () => {
  it.each<[string, string, readonly (readonly [string, string?])[]]>([
    ['behind a semicolon', 'conf.example.com;XMPPAddress', [['conf.example.com', 'XMPPAddress']]],
    [
      'in the column behind',
      'example.com\tCollabEdgeDNS\nexample.org\tDNS',
      [
        ['example.com', 'CollabEdgeDNS'],
        ['example.org', 'DNS'],
      ],
    ],
    ['in the column before: it is never that of the next', 'DNS a.b\nXMPPAddress c.d', [['a.b'], ['c.d']]],
    [
      'of one alone',
      'a.example.com, b.example.com;SRVName, c.example.com',
      [['a.example.com'], ['b.example.com', 'SRVName'], ['c.example.com']],
    ],
    [
      'that its prefix says as well',
      'collab-edge.example.com CollabEdgeDNS',
      [['example.com', 'CollabEdgeDNS']],
    ],
    ['of a name in quotes', '"a.example.com";DNS', [['a.example.com', 'DNS']]],
    ['without any name', 'XMPPAddress', []],
  ])('%s', (_, text, found) =>
    expect(pastedNames(text).map(({ name, format }) => (format ? [name, format] : [name]))).toEqual(found),
  );

  it('that the list does not have leaves the name as it is', () => {
    expect(pastedNames('collab-edge.example.com', [])).toEqual(names('collab-edge.example.com'));
    expect(pastedNames('DNS:collab-edge.example.com', ['DNS', 'XMPPAddress'])).toEqual(
      names('collab-edge.example.com'),
    );
  });
});
