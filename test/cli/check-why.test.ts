import { describe, expect, it } from 'vitest';
import { askedRows } from '../../src/lib/verdict/asked.ts';
import { requirementTexts } from '../../src/lib/verdict/requirement-texts.ts';
import { checksWith } from '../support/checks.ts';
import { expcertIn } from '../support/io.ts';

const files = checksWith(
  'mixed',
  (deployment) =>
    `${deployment}waivers: [{ rule: cert/differs-from-csr, until: 2027-03-31, reason: ticket }]\n`,
);
const why = (...argv: string[]) => expcertIn({ files }, 'check', '-d', 'corp.yaml', '--why', ...argv);

describe('check --why', () => {
  it('says requirement by requirement what a no rests on, what decides first', async () => {
    const { code, stdout } = await why('expe1', 'mra');
    expect(code).toBe(1);
    expect(stdout.split('\n').slice(0, 7)).toEqual([
      'mobile and remote access (MRA) on expe1.example.com (edge): no',
      '  ✗ fails    Every name by which others look for this service is in it.',
      '             cert/name-missing: DNS:collab-edge.example.com is missing',
      '             cert/differs-from-csr: the request has DNS:collab-edge.example.com, the certificate has not',
      '               (waived until 2027-03-31: ticket)',
      `  ✓ holds    ${requirementTexts['certificate-known']}`,
      '             one certificate is this peer’s: issued/expe1.pem',
    ]);
  });

  it('names the evidence of what holds, with its files', async () => {
    const { stdout } = await why('expc1', 'upload');
    expect(stdout).toContain('upload to the Expressway on expc1.example.com (core): yes\n');
    expect(stdout).toContain(
      `  ✓ holds    ${requirementTexts['key-held']}\n             the private key is here: issued/expc1.pem, keys/expc1.key.pem\n`,
    );
    expect(stdout).toContain('A yes says nothing about DNS and PTR records');
  });

  it('says how an open question is answered', async () => {
    const { stdout } = await why('expe2', 'xmpp');
    expect(stdout).toContain('XMPP federation on expe2.example.com (edge): not known');
    expect(stdout).toContain(
      'certificate (none given)\n             → give the certificate of expe2.example.com',
    );
  });

  it('prints every requirement that is asked about, each once', async () => {
    const { stdout } = await why('expe1.example.com', 'groupChatTls');
    const asked = [
      ...new Set(
        askedRows.filter(({ services }) => services.includes('groupChatTls')).map((row) => row.requirement),
      ),
    ];
    const times = (text: string): number => stdout.split(text).length - 1;
    const told = asked.filter((requirement) => times(requirementTexts[requirement]) === 1);
    expect(told).toEqual(
      expect.arrayContaining(['ca-signed', 'names-present', 'server-usage', 'trusted-from-outside']),
    );
    expect(asked.filter((requirement) => times(requirementTexts[requirement]) > 1)).toEqual([]);
  });

  it('takes what follows its two values for paths', async () => {
    const { stdout } = await why('expe1', 'mra', 'requests');
    expect(stdout).toContain('mobile and remote access (MRA) on expe1.example.com (edge): not known');
  });

  it.each<[string, string[], string, string]>([
    ['one value', ['expe1'], '--why takes two values: PEER SERVICE', '--why expe1.example.com mra'],
    ['an unknown peer', ['expf1', 'mra'], 'there is no peer "expf1"', 'expe1.example.com, expe2.example.com'],
    [
      'the beginning of several peers',
      ['expe', 'mra'],
      'several peers begin with "expe"',
      'one of expe1.example.com, expe2.example.com',
    ],
    [
      'an unknown service',
      ['expe1', 'b2b'],
      'there is no service "b2b"',
      'mra (mobile and remote access (MRA))',
    ],
    [
      'the empty beginning of all',
      ['expe1', ''],
      'several services begin with ""',
      'upload (upload to the Expressway)',
    ],
  ])('with %s says what there is', async (_, argv, message, rest) => {
    const { code, stdout, stderr } = await why(...argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain(rest);
  });

  it('needs a deployment file', async () => {
    const { code, stderr } = await expcertIn({ files }, 'check', 'issued', '--why', 'expe1', 'mra');
    expect(code).toBe(2);
    expect(stderr).toContain('--why needs a deployment file');
  });

  it('tells the two stores apart, and upload from the upload to the client store', async () => {
    const twoStores = { ...files, 'corp.yaml': String(files['corp.yaml']).replace('X14.0', 'X15.5') };
    const call = (service: string) =>
      expcertIn({ files: twoStores }, 'check', '-d', 'corp.yaml', '--why', 'expc1', service);
    expect((await call('upload')).stdout).toContain('upload to the Expressway on expc1');
    expect((await call('uploadc')).stdout).toContain('upload to the client store on expc1');
    expect((await call('mra')).stdout).toContain(`${requirementTexts['in-date']} (client certificate)`);
  });
});
