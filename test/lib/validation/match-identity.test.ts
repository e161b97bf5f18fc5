import { expect, it } from 'vitest';
import { matchIdentity } from '../../../src/lib/validation/match-identity.ts';
import { buildPki } from '../../support/pki.ts';

const { named, unnamed } = buildPki({
  named: { san: ['dns:*.example.com', 'ip:192.0.2.1'] },
  unnamed: { subject: 'CN=host.example.com', san: null },
});

it.each([
  ['a wildcard', named, 'host.example.com', true],
  ['one label too many', named, 'a.host.example.com', false],
  ['an address asked for as a host', named, '192.0.2.1', false],
  ['a CN only', unnamed, 'host.example.com', false],
])('a certificate with %s', (_, certificate, name, expected) => {
  expect(matchIdentity(certificate, { kind: 'dns', name })).toBe(expected);
});
