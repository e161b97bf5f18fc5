import { describe, expect, it } from 'vitest';
import { presentsIdentity } from '../../../src/lib/path/name-match.ts';
import type { ReferenceIdentity } from '../../../src/lib/path/reference-identity.ts';
import { findExtension } from '../../../src/lib/x509/extensions.ts';
import { buildPki } from '../../support/pki.ts';

function names(san: readonly string[]) {
  const { leaf } = buildPki({ root: {}, leaf: { issuedBy: 'root', san } });
  return findExtension(leaf.extensions, 'subjectAltName')!.value;
}

const dns = (name: string): ReferenceIdentity => ({ kind: 'dns', name });
const ip = (address: string): ReferenceIdentity => ({ kind: 'ip', address });
const email = (address: string): ReferenceIdentity => ({ kind: 'email', address });
const srv = (service: string, name: string): ReferenceIdentity => ({ kind: 'srv', service, name });
const xmpp = (domain: string): ReferenceIdentity => ({ kind: 'xmpp', domain });

describe('a certificate is for the expected name', () => {
  it.each([
    ['with a dot at the end', ['dns:a.example.com'], dns('a.example.com.')],
    [
      'by the last of its names',
      ['dns:b.example', 'ip:192.0.2.1', 'dns:a.example.com'],
      dns('a.example.com'),
    ],
    ['by a wildcard', ['dns:*.example.com'], dns('a.example.com')],
    ['by its IPv4 address', ['ip:192.0.2.1'], ip('192.0.2.1')],
    ['by its IPv6 address in other words', ['ip:2001:db8::1'], ip('2001:0DB8:0:0::1')],
    ['by its mail address, the host in other letters', ['email:A.b@Example.com'], email('A.b@example.COM')],
    ['by its service name', ['srv:_xmpp-server.example.com'], srv('_XMPP-server', 'example.com')],
    [
      "by Expressway's service name",
      ['srv:_collab-edge._tls.example.com'],
      srv('_collab-edge._tls', 'example.com'),
    ],
    ['by its XMPP domain in U-labels', ['xmpp:Bücher.example'], xmpp('xn--bcher-kva.example')],
    ['by its XMPP domain, asked for in U-labels', ['xmpp:xn--bcher-kva.example'], xmpp('bücher.example')],
    ['by its XMPP domain', ['xmpp:Conference.example.com'], xmpp('conference.example.com')],
  ])('%s', (_, san, reference) => expect(presentsIdentity(names(san), reference)).toBe(true));
});

describe('a certificate is not for the expected name', () => {
  it.each([
    ['where an address stands as a host name', ['dns:192.0.2.1'], ip('192.0.2.1')],
    ['where an address is asked for as a host name', ['ip:192.0.2.1', 'dns:192.0.2.1'], dns('192.0.2.1')],
    ['where the name has an underscore', ['dns:a_b.example.com'], dns('a_b.example.com')],
    ['where the wildcard is only a part of the label', ['dns:a*.example.com'], dns('ab.example.com')],
    ['where the wildcard is asked for', ['dns:*.example.com'], dns('*.example.com')],
    ['where an IPv4 address stands as IPv6', ['ip:::ffff:192.0.2.1'], ip('192.0.2.1')],
    ['where the local part has other letters', ['email:A@example.com'], email('a@example.com')],
    ['where the service is another', ['srv:_xmpp-client.example.com'], srv('_xmpp-server', 'example.com')],
    [
      'where the domain of the service is longer',
      ['srv:_xmpp-server.a.example.com'],
      srv('_xmpp-server', 'example.com'),
    ],
    ['where an XMPP address is that of a user', ['xmpp:a@bücher.example'], xmpp('xn--bcher-kva.example')],
    ['where an XMPP domain has two readings', ['xmpp:faß.example'], xmpp('xn--fa-hia.example')],
    ['where an XMPP domain has a wildcard', ['xmpp:*.example.com'], xmpp('a.example.com')],
    [
      'where a host name is wanted and only an XMPP domain is there',
      ['xmpp:example.com'],
      dns('example.com'),
    ],
    [
      'where the text is hidden in another form',
      ['uri:https://a.example.com', 'email:a@a.example.com'],
      dns('a.example.com'),
    ],
  ])('%s', (_, san, reference) => expect(presentsIdentity(names(san), reference)).toBe(false));
});
