import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writePem } from '../../src/lib/formats/pem.ts';
import type { Certificate } from '../../src/lib/x509/certificate.ts';
import { reportFor } from '../support/paths.ts';
import { buildPki, judgedAt, type Hierarchy } from '../support/pki.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';

interface Row {
  readonly name: string;
  readonly pki: Hierarchy;
  readonly valid: boolean;
  /** openssl says otherwise, for this reason. */
  readonly opensslDiffers?: string;
}

const chain = (
  sub: Hierarchy[string] = {},
  leaf: Hierarchy[string] = {},
  root: Hierarchy[string] = {},
): Hierarchy => ({
  root,
  sub: { issuedBy: 'root', ...sub },
  leaf: { issuedBy: 'sub', ...leaf },
});
const policy = '1.3.6.1.4.1.99999.1';

const rows: readonly Row[] = [
  { name: 'a good path', pki: chain(), valid: true },
  { name: 'a damaged signature', pki: chain({}, { damaged: true }), valid: false },
  { name: 'an expired CA', pki: chain({ notAfter: '2026-01-02' }), valid: false },
  { name: 'no CA', pki: chain({ ca: false, keyUsage: null }), valid: false },
  { name: 'no keyCertSign', pki: chain({ keyUsage: ['cRLSign'] }), valid: false },
  { name: 'the path length exceeded', pki: chain({}, {}, { pathLength: 0 }), valid: false },
  { name: 'the path length just enough', pki: chain({ pathLength: 0 }, {}, { pathLength: 1 }), valid: true },
  { name: 'a host that is permitted', pki: chain({ permitted: ['dns:example.com'] }), valid: true },
  { name: 'a host that is not permitted', pki: chain({ permitted: ['dns:example.org'] }), valid: false },
  {
    name: 'an address that is excluded',
    pki: chain({ excluded: ['ip:192.0.2.0/24'] }, { san: ['ip:192.0.2.7'] }),
    valid: false,
  },
  { name: 'a subject that is not permitted', pki: chain({ permitted: ['dirname:O=Example'] }), valid: false },
  {
    name: 'mail that is excluded',
    pki: chain({ excluded: ['email:.example.com'] }, { san: ['email:a@b.example.com'] }),
    valid: false,
  },
  { name: 'a client certificate', pki: chain({}, { eku: ['clientAuth'] }), valid: false },
  { name: 'a CA for clients', pki: chain({ eku: ['clientAuth'] }), valid: false },
  { name: 'a policy that is required and missing', pki: chain({ requireExplicitPolicy: 0 }), valid: false },
  {
    name: 'a policy that is required and there',
    pki: chain({ policies: [policy], requireExplicitPolicy: 0 }, { policies: [policy] }),
    valid: true,
  },
  {
    name: 'no authority key identifier',
    pki: chain({}, { without: ['authorityKeyIdentifier'] }),
    valid: false,
  },
  {
    name: 'basic constraints that are not critical',
    pki: chain({ critical: { basicConstraints: false } }),
    valid: false,
  },
  {
    name: 'a wildcard that could be excluded',
    pki: chain({ excluded: ['dns:a.example.com'] }, { san: ['dns:*.example.com'] }),
    valid: false,
    opensslDiffers: 'it takes the asterisk for a label',
  },
  {
    name: 'an SRVName outside the permitted domain',
    pki: chain({ permitted: ['dns:example.com'] }, { san: ['srv:_x.example.org'] }),
    valid: false,
    opensslDiffers: 'it has no constraints for SRVNames',
  },
  {
    name: 'serial number 0',
    pki: chain({}, { serial: 0 }),
    valid: false,
    opensslDiffers: 'it does not look at serial numbers',
  },
];

describeWith('openssl', 'openssl verify -x509_strict over the same hierarchies', () => {
  const folder = scratchFolder();
  it.each(rows)('$name', ({ pki, valid, opensslDiffers }) => {
    expect(reportFor({ pki }).valid).toBe(valid);
    expect(opensslAccepts(pki, folder)).toBe(opensslDiffers === undefined ? valid : !valid);
  });
});

function opensslAccepts(pki: Hierarchy, folder: string): boolean {
  const made = buildPki(pki);
  const file = (name: string, certificates: readonly Certificate[]) => {
    const path = join(folder, name);
    writeFileSync(path, certificates.map(({ der }) => writePem('CERTIFICATE', der)).join(''));
    return path;
  };
  const { status } = runProgram('openssl', [
    ...[
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-policy',
      '2.5.29.32.0',
      '-attime',
      `${judgedAt / 1000}`,
    ],
    ...['-CAfile', file('root.pem', [made['root']!]), '-untrusted', file('sub.pem', [made['sub']!])],
    file('leaf.pem', [made['leaf']!]),
  ]);
  return status === 0;
}
