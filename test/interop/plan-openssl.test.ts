import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KeySpec, SubjectAttribute } from '../../src/lib/deployment/model.ts';
import { opensslRequest } from '../../src/lib/plan/openssl.ts';
import { planDeployment } from '../../src/lib/plan/plan.ts';
import { edge, named, requesting, sound } from '../support/deployment.ts';
import { describeWith, runProgram } from '../support/programs.ts';

interface Row {
  readonly title: string;
  readonly key: KeySpec;
  readonly subject: readonly SubjectAttribute[];
  /** Lines of openssl's own text that must be there. */
  readonly shows: readonly string[];
}

const rows: readonly Row[] = [
  {
    title: 'RSA with a plain subject',
    key: { type: 'rsa', bits: 2048 },
    subject: [
      { type: 'C', value: 'GB' },
      { type: 'O', value: 'Example Corp' },
    ],
    shows: [
      'Subject: C = GB, O = Example Corp, CN = expe.example.com',
      'Digital Signature, Key Encipherment',
    ],
  },
  {
    title: 'ECDSA with characters that mean something to openssl, and repeated types',
    key: { type: 'ec', curve: 'P-384' },
    subject: [
      { type: 'O', value: 'Größe & "Söhne" $HOME #1 \\ \'x\' `y`' },
      { type: 'OU', value: 'UC' },
      { type: 'OU', value: 'PKI, Team' },
    ],
    shows: [
      'O = Größe & \\"Söhne\\" $HOME #1 \\\\ \'x\' `y`',
      'OU = UC, OU = "PKI, Team"',
      'NIST CURVE: P-384',
    ],
  },
  {
    title: 'blanks at both ends of a value',
    key: { type: 'ec', curve: 'P-256' },
    subject: [
      { type: 'O', value: ' Example "Corp" ' },
      { type: 'OU', value: 'UC ' },
    ],
    shows: ['O = " Example \\"Corp\\" ", OU = "UC "'],
  },
  {
    title: 'a numeric attribute and an e-mail address',
    key: { type: 'ec', curve: 'P-256' },
    subject: [
      { type: '1.3.6.1.4.1.311.60.2.1.3', value: 'GB' },
      { type: 'emailAddress', value: 'pki@example.com' },
    ],
    shows: ['jurisdictionC = GB, emailAddress = pki@example.com, CN = expe.example.com'],
  },
];

describeWith('openssl', 'the printed openssl configuration and command', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'expcert openssl '));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(rows)('make the planned request: $title', ({ key, subject, shows }) => {
    const [peer] = planDeployment({
      ...sound,
      registrationDomains: [{ ...named('example.com'), format: 'SRVName' }],
      federationDomains: [{ ...named('example.com'), format: 'XMPPAddress' }],
      clusters: [requesting(edge, { key, subject, hash: 'sha384' })],
    }).peers;
    const { config, configFile, command } = opensslRequest(peer!);
    writeFileSync(join(folder, configFile), config);
    expect(runProgram('sh', ['-ec', `cd "$1"; umask 077; ${command}`, 'sh', folder])).toMatchObject({
      status: 0,
    });

    const request = join(folder, 'expe1.example.com.csr.pem');
    expect(readFileSync(request, 'utf8')).toContain('BEGIN CERTIFICATE REQUEST');
    const { stdout, stderr } = runProgram('openssl', [
      ...['req', '-in', request, '-noout', '-verify', '-text'],
      ...['-nameopt', 'oneline,utf8,-esc_msb'],
    ]);
    expect(stderr + stdout).toContain('verify OK');
    for (const line of shows) expect(stdout).toContain(line);
    expect(stdout).toContain('TLS Web Server Authentication, TLS Web Client Authentication');
    expect(stdout).toContain(
      'DNS:expe1.example.com, DNS:expe.example.com, othername: SRVName::_collab-edge._tls.example.com, ' +
        'othername: XmppAddr::example.com, DNS:chatnode1.example.com, DNS:chatnode2.example.com',
    );
  });
});
