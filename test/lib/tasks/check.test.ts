import { describe, expect, it } from 'vitest';
import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import type { Deployment } from '../../../src/lib/deployment/model.ts';
import { check } from '../../../src/lib/tasks/check.ts';
import type { CheckOptions } from '../../../src/lib/tasks/check-options.ts';
import { failures } from '../../support/failures.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from '../../support/handover.ts';

interface Situation {
  readonly deployment?: Deployment;
  /** What is odd about single certificates, by peer. */
  readonly odd?: Readonly<Record<string, CertificateRecipe>>;
  /** The same for all. */
  readonly all?: CertificateRecipe;
  readonly folder?: (made: ReturnType<typeof issue>) => Folder;
  readonly options?: Partial<CheckOptions>;
}

function run({ deployment = corp(), odd, all, folder = () => ({}), options }: Situation = {}) {
  const made = issue(deployment, odd, all);
  const files = filesOf({ ...handover(deployment, made), ...folder(made) });
  return check(files, deployment, { at: judgedAt, ...options });
}

const codesOf = ({ findings }: { findings: readonly { code: string; severity: string }[] }): string[] =>
  findings.map(({ code }) => code).sort();

const ecdsa: Readonly<Record<string, CertificateRecipe>> = {
  'expc1.example.com': { key: 'ec-p-256', keyUsage: [0] },
  'expc2.example.com': { key: 'ec-p-384', keyUsage: [0] },
};

describe('a sound deployment of four peers has no findings but the documented notices', () => {
  it.each<[string, Situation, readonly string[]]>([
    ['under a private CA', {}, []],
    [
      'with a public CA on the edge, after the limit of 200 days came',
      { deployment: corp({ release: 'X14.2' }, [{}, { ca: 'public' }]) },
      [],
    ],
    ['with ECDSA keys on X14.3', { deployment: corp({ release: 'X14.3' }), odd: ecdsa }, []],
    [
      'with two stores on X15.5',
      {
        deployment: corp({ release: 'X15.5' }),
        all: { extendedKeyUsage: ['serverAuth'] },
        odd: clientCertificates(),
        folder: (made) =>
          Object.fromEntries(
            ['expc1', 'expc2', 'expe1', 'expe2'].map((peer) => [`issued/${peer}/client.pem`, made[`${peer}-client`]!.pem]),
          ),
      },
      [],
    ],
    [
      "with the peer's name as CN",
      {
        odd: Object.fromEntries(
          ['expc1', 'expc2', 'expe1', 'expe2'].map((peer) => [
            `${peer}.example.com`,
            { subject: [['commonName', `${peer}.example.com`]] as const },
          ]),
        ),
      },
      [],
    ],
  ])('%s', async (_, situation, notices) => {
    const report = await run(situation);
    expect(report.findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      ...notices,
      'fleet/restart-needed: after the upload restart expc1.example.com, expc2.example.com, expe1.example.com, expe2.example.com, one after the other',
    ]);
    expect(report.services.filter(({ verdict }) => verdict !== 'yes')).toEqual([]);
    expect(report.services).toHaveLength(16);
    expect(report.unread).toEqual([]);
    expect(new Set(report.notChecked.map(({ what }) => what))).toEqual(new Set(['revocation']));
  });
});

function clientCertificates(): Record<string, CertificateRecipe> {
  const keys = { expc1: 'rsa-2048', expc2: 'rsa-2048-d', expe1: 'rsa-2048-e', expe2: 'rsa-2048-f' } as const;
  return Object.fromEntries(
    Object.entries(keys).map(([peer, key]) => [
      `${peer}-client`,
      {
        issuer: 'issuing',
        key,
        subject: [['commonName', `${peer}.example.com`]] as const,
        names: [`DNS:${peer}.example.com`],
        extendedKeyUsage: ['clientAuth'] as const,
      },
    ]),
  );
}


describe('each failure that files can show', () => {
  it.each(failures.map((failure) => [`${failure.row}: ${failure.name}`, failure] as const))('%s', async (_, failure) => {
    const report = await run(failure);
    const found = codesOf(report).filter((code) => code !== 'fleet/restart-needed');
    expect(found).toEqual([...failure.expect].sort());
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report.unread).toEqual([]);
  });
});
