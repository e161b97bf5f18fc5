import { describe, expect, it } from 'vitest';
import { ca, makeHierarchy, type CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { holderOf, issuersAmong, type CertificateHolder } from '../../../src/lib/x509/ca-or-server.ts';

const cn = (name: string): NonNullable<CertificateRecipe['subject']> => [['commonName', name]];

interface Row {
  readonly name: string;
  readonly certificate: CertificateRecipe;
  readonly hasIssued?: boolean;
  readonly expect: CertificateHolder;
}

const signed = { issuer: 'root' } as const;
const bothUsages = { extendedKeyUsage: ['serverAuth', 'clientAuth'] } as const satisfies CertificateRecipe;
const endEntity = {
  names: [],
  extendedKeyUsage: [],
  keyUsage: [],
  ca: 'none',
} as const satisfies CertificateRecipe;
/** As Unified CM signs for itself. */
const unifiedCm = { ca: true, pathLength: 0, subject: cn('cucm1.example.com') } as const;

const rows: readonly Row[] = [
  {
    name: 'an intermediate of a public CA, with both usages and no names',
    certificate: ca({ ...signed, ...bothUsages, pathLength: 0, subject: cn('R11') }),
    expect: 'CA',
  },
  {
    name: 'an enterprise CA whose common name is the name of its host',
    certificate: ca({ ...signed, subject: cn('issuing1.example.net') }),
    expect: 'CA',
  },
  {
    name: 'such a CA with a host among its names and a usage',
    certificate: ca({
      ...signed,
      ...bothUsages,
      subject: cn('pki.example.net'),
      names: ['DNS:pki.example.net'],
    }),
    expect: 'CA',
  },
  { name: 'an intermediate without keyUsage', certificate: ca({ ...signed, keyUsage: [] }), expect: 'CA' },
  { name: 'a root', certificate: ca(), expect: 'CA' },
  { name: 'a root with both usages', certificate: ca(bothUsages), expect: 'CA' },
  {
    name: 'a root whose common name is the name of its host',
    certificate: ca({ subject: cn('pki.example.net') }),
    expect: 'CA',
  },
  {
    name: 'an old root without any extension',
    certificate: ca({ ...endEntity, subject: cn('Old Root CA') }),
    expect: 'CA',
  },
  {
    name: 'an intermediate without basicConstraints that may sign certificates',
    certificate: ca({ ...signed, ca: 'none' }),
    expect: 'CA',
  },
  {
    name: 'a root with both usages and the name of a host as common name, which issued something',
    certificate: ca({ ...bothUsages, subject: cn('pki.example.net') }),
    hasIssued: true,
    expect: 'CA',
  },
  {
    name: 'the same where nothing of it is at hand',
    certificate: ca({ ...bothUsages, subject: cn('pki.example.net') }),
    expect: 'server',
  },
  {
    name: 'tomcat of Unified CM, self-signed and marked as a CA, with a host among its names',
    certificate: { ...unifiedCm, names: ['DNS:cucm1.example.com'], keyUsage: [0, 2, 3, 5] },
    expect: 'server',
  },
  {
    name: 'CallManager of an older release, with the host as common name alone and both usages',
    certificate: { ...unifiedCm, ...bothUsages, keyUsage: [0, 2, 3, 5] },
    expect: 'server',
  },
  ...(['serverAuth', 'clientAuth'] as const).map((usage) => ({
    name: `the same with ${usage} alone`,
    certificate: { ...unifiedCm, extendedKeyUsage: [usage], keyUsage: [0, 5] },
    expect: 'server' as const,
  })),
  ...Object.entries({ keyEncipherment: 2, dataEncipherment: 3, keyAgreement: 4 }).map(([usage, bit]) => ({
    name: `the same without usages, whose key has ${usage}`,
    certificate: { ...unifiedCm, extendedKeyUsage: [], keyUsage: [0, bit, 5] },
    expect: 'server' as const,
  })),
  {
    name: 'the same with another name as common name too',
    certificate: {
      ...unifiedCm,
      subject: [...cn('Unified CM'), ...unifiedCm.subject],
      keyUsage: [0, 2, 5],
    },
    expect: 'server',
  },
  {
    name: 'the same without usages, whose key signs alone',
    certificate: { ...unifiedCm, extendedKeyUsage: [], keyUsage: [0, 5] },
    expect: 'CA',
  },
  {
    name: 'a self-signed server that is marked as none',
    certificate: { names: ['DNS:imp1.example.com'] },
    expect: 'server',
  },
  { name: 'a server', certificate: { ...signed, names: ['DNS:expe1.example.com'] }, expect: 'server' },
  {
    name: 'a certificate that is marked as no CA and has the subject of one that issued something',
    certificate: { ...signed, names: [] },
    hasIssued: true,
    expect: 'server',
  },
  {
    name: 'a certificate of a CA without any extension',
    certificate: { ...signed, ...endEntity },
    expect: 'server',
  },
];

describe('whom a certificate identifies', () => {
  it.each(rows)('$name: $expect', ({ certificate, hasIssued, expect: expected }) => {
    const { leaf } = makeHierarchy({ root: ca({ subject: cn('Corp Root CA') }), leaf: certificate });
    expect(holderOf(leaf.certificate, hasIssued)).toBe(expected);
  });
});

describe('who has issued something', () => {
  const made = makeHierarchy({
    root: ca(),
    issuing: ca({ issuer: 'root' }),
    leaf: { issuer: 'issuing' },
    alone: ca(),
  });
  const all = Object.values(made).map(({ certificate }) => certificate);

  it.each([
    ['root', true],
    ['issuing', true],
    ['leaf', false],
    ['alone', false],
  ] as const)('%s: %s; what is self-signed says nothing of itself', (name, expected) => {
    expect(issuersAmong(all)(made[name].certificate)).toBe(expected);
  });
});
