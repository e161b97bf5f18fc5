import { describe, expect, it } from 'vitest';
import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { buildRequest } from '../../../fixtures/recipes/requests.ts';
import { check } from '../../../src/lib/check/check.ts';
import type { Cluster } from '../../../src/lib/deployment/model.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from '../../support/handover.ts';

const talksTo: Partial<Cluster> = { talksTo: { unifiedCm: ['cucm/*.pem'] } };
const cucm = {
  key: 'rsa-3072',
  subject: [['commonName', 'cucm1.example.com']],
  names: ['DNS:cucm1.example.com'],
} as const;
const selfSigned = (rest: CertificateRecipe): CertificateRecipe => ({
  ...cucm,
  keyUsage: [0, 2, 3],
  ...rest,
});

/** Notices that the sound folder has by itself. */
const isOfSoundFolder: ReadonlySet<string> = new Set(['fleet/restart-needed', 'cert/private-ca-at-edge']);

interface Row {
  readonly name: string;
  readonly odd?: Readonly<Record<string, CertificateRecipe>>;
  readonly cluster?: Partial<Cluster>;
  readonly folder: (pem: (name: string) => string) => Folder;
  /** What is found beyond the notices of the sound folder. */
  readonly codes: readonly string[];
  /** Kind, product and role of what the folder has besides. */
  readonly items: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: 'all certificates of a Unified CM node: only tomcat is looked at',
    cluster: talksTo,
    odd: {
      tomcat: { ...cucm, issuer: 'issuing' },
      capf: selfSigned({
        subject: [['commonName', 'CAPF-1a2b3c4d']],
        names: ['DNS:CAPF-1a2b3c4d'],
        ca: true,
        keyUsage: [0, 5],
      }),
      tvs: selfSigned({}),
      ipsec: selfSigned({ key: 'rsa-2056' }),
      recovery: selfSigned({ subject: [['commonName', 'ITLRECOVERY_cucm1.example.com']], names: [] }),
      authz: selfSigned({ subject: [['commonName', 'AUTHZ_cucm1.example.com']], notAfter: '2026-11-01' }),
    },
    folder: (pem) => ({
      'cucm/tomcat.pem': pem('tomcat'),
      'cucm/CAPF.pem': pem('capf'),
      'cucm/TVS.pem': pem('tvs'),
      'cucm/ipsec.pem': pem('ipsec'),
      'cucm/recovery.pem': pem('recovery'),
      'cucm/authz.pem': pem('authz'),
    }),
    codes: [],
    items: [
      'node-certificate unifiedCm CAPF',
      'node-certificate unifiedCm TVS',
      'node-certificate unifiedCm authz',
      'node-certificate unifiedCm ipsec',
      'node-certificate unifiedCm ITLRecovery',
      'node-certificate unifiedCm tomcat',
    ],
  },
  {
    name: 'the CA of Unified CM beside its certificates is a CA',
    cluster: talksTo,
    odd: {
      hostCa: {
        issuer: 'root',
        key: 'rsa-3072',
        subject: [['commonName', 'ca1.example.com']],
        ca: true,
        keyUsage: [5],
        extendedKeyUsage: [],
      },
    },
    folder: (pem) => ({ 'cucm/ca.pem': pem('hostCa') }),
    codes: [],
    items: ['ca-certificate'],
  },
  {
    name: 'certificates of Meeting Server, told by their folder and names',
    odd: {
      database: {
        issuer: 'issuing',
        key: 'rsa-3072',
        subject: [['commonName', 'postgres']],
        names: [],
        extendedKeyUsage: ['clientAuth'],
      },
      bridge: {
        issuer: 'issuing',
        key: 'rsa-2056',
        names: ['DNS:join.example.com', 'DNS:*.cms.example.com'],
      },
    },
    folder: (pem) => ({
      'cms/client.pem': pem('database'),
      'webbridge-chain.pem': pem('bridge') + pem('issuing'),
    }),
    codes: [],
    items: ['other-certificate meetingServer', 'other-certificate meetingServer', 'repeated-certificate'],
  },
  {
    name: 'a certificate that fits no peer while each peer has its own',
    odd: { stranger: { issuer: 'issuing', key: 'rsa-3072', names: ['DNS:*.example.net'] } },
    folder: (pem) => ({ 'a.pem': pem('stranger') }),
    codes: [],
    items: ['other-certificate other'],
  },
  {
    name: 'a certificate that fits no peer while one waits for its own',
    odd: {
      stranger: {
        issuer: 'issuing',
        key: 'rsa-3072',
        subject: [['commonName', 'www.example.net']],
        names: ['DNS:www.example.net'],
      },
    },
    folder: (pem) => ({ 'a.pem': pem('stranger'), 'issued/expe2.example.com.pem': undefined }),
    codes: ['cert/not-in-plan', 'fleet/peer-without-certificate', 'key/unmatched'],
    items: ['certificate'],
  },
  {
    name: 'requests of Unified CM: by the pattern of talksTo, and by the name that no host has',
    cluster: talksTo,
    folder: () => ({
      'cucm/x.pem': buildRequest({ key: 'rsa-3072', subject: [['commonName', 'cucm1']], names: [] }),
      'tomcat.csr': buildRequest({
        key: 'rsa-2056',
        subject: [['commonName', 'cucm1-ms.example.com']],
        names: ['DNS:cucm1.example.com'],
      }),
    }),
    codes: [],
    items: ['certificate-request unifiedCm', 'certificate-request unifiedCm'],
  },
];

describe('of other products', () => {
  it.each(rows)('$name', async ({ odd = {}, cluster = {}, folder, codes, items }) => {
    const deployment = corp({}, [cluster]);
    const made = issue(deployment, odd);
    const sound = handover(deployment, made);
    const added = folder((name) => made[name]!.pem);
    const report = await check(filesOf({ ...sound, ...added }), deployment, { at: judgedAt });
    const found = report.findings.map(({ code }) => code).filter((code) => !isOfSoundFolder.has(code));
    expect(found.sort()).toEqual(codes);
    const listed = report.items
      .filter(({ file }) => added[file] !== undefined)
      .map(({ kind, product = '', role = '' }) => [kind, product, role].join(' ').trim());
    expect(listed.sort()).toEqual([...items].sort());
  });
});
