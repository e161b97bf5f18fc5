import { describe, expect, it } from 'vitest';
import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { buildRequest, keyText } from '../../../fixtures/recipes/requests.ts';
import { check } from '../../../src/lib/check/check.ts';
import type { CheckedItem } from '../../../src/lib/check/report.ts';
import { planDeployment } from '../../../src/lib/plan/plan.ts';
import { altNameText } from '../../../src/lib/san/required.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from '../../support/handover.ts';

const expe1 = 'expe1.example.com';
const expe2 = 'expe2.example.com';
const edgeAlone: CertificateRecipe = {
  subject: [['commonName', 'expe.example.com']],
  names: ['DNS:expe.example.com', 'DNS:example.com'],
};

async function run(
  odd: Readonly<Record<string, CertificateRecipe>>,
  folder: (pem: (name: string) => string) => Folder,
) {
  const made = issue(corp(), odd);
  const sound = handover(corp(), made);
  const files = { ...sound, ...folder((name) => made[name]!.pem) };
  return check(filesOf(files), corp(), { at: judgedAt });
}

const certificates = ({ items }: { items: readonly CheckedItem[] }): string[] =>
  items
    .filter(({ kind, file }) => kind === 'certificate' && !file.startsWith('issued/expc'))
    .map(({ file, peer = 'nobody', sharedWith = [], matchedBy = '', store = '' }) =>
      [file, [peer, ...sharedWith].join(' and '), matchedBy, store].join(' ').trim(),
    );

const expc1 = 'expc1.example.com';
const noExpc1 = { [`issued/${expc1}.pem`]: undefined };
/** All that is planned for these peers. */
const namesOf = (...peers: readonly string[]): string[] =>
  planDeployment(corp())
    .peers.filter(({ peer }) => peers.includes(peer))
    .flatMap(({ names }) => names.map(altNameText));
const notIssued = { [`issued/${expe1}.pem`]: undefined, [`issued/${expe2}.pem`]: undefined };
const request = (key: 'rsa-2048-e' | 'rsa-2048-f', peer: string) =>
  buildRequest({ key, subject: [['commonName', 'expe.example.com']], names: [`DNS:${peer}`] });

interface Row {
  readonly name: string;
  readonly odd?: Readonly<Record<string, CertificateRecipe>>;
  readonly folder: (pem: (name: string) => string) => Folder;
  /** File, peer, how it was matched, store. */
  readonly expect: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: 'the key of the request of a peer decides, whatever the names that the CA wrote',
    odd: { [expe1]: { subject: [['commonName', 'somebody']], names: ['DNS:somebody.example.net'] } },
    folder: (pem) => ({
      ...notIssued,
      'a.csr': request('rsa-2048-e', expe1),
      '1.crt': pem(expe1),
      '2.crt': pem(expe2),
    }),
    expect: [`1.crt ${expe1} key server`, `2.crt ${expe2} names server`],
  },
  {
    name: 'the keys of two requests tell two certificates with the same names apart',
    odd: { [expe1]: edgeAlone, [expe2]: edgeAlone },
    folder: (pem) => ({
      ...notIssued,
      'a.csr': request('rsa-2048-e', expe1),
      'b.csr': request('rsa-2048-f', expe2),
      '1.crt': pem(expe2),
      '2.crt': pem(expe1),
    }),
    expect: [`2.crt ${expe1} key server`, `1.crt ${expe2} key server`],
  },
  {
    name: 'names that fit nobody leave it to the name of the file, where its peer has no other',
    odd: { [expe1]: { subject: [['commonName', 'vcse.corp.local']], names: ['DNS:vcse.corp.local'] } },
    folder: (pem) => ({ ...notIssued, 'expe1.pem': pem(expe1), '2.crt': pem(expe2) }),
    expect: [`expe1.pem ${expe1} file server`, `2.crt ${expe2} names server`],
  },
  {
    name: 'a key with requests of two peers decides nothing',
    folder: (pem) => ({
      ...notIssued,
      'a.csr': request('rsa-2048-e', expe1),
      'b.csr': request('rsa-2048-e', expe2),
      '1.crt': pem(expe1),
      '2.crt': pem(expe2),
    }),
    expect: [`1.crt ${expe1} names server`, `2.crt ${expe2} names server`],
  },
  {
    name: 'one that fits two peers is judged for each',
    odd: { [expe1]: edgeAlone },
    folder: (pem) => ({ ...notIssued, '1.crt': pem(expe1) }),
    expect: [`1.crt ${expe1} and ${expe2} names server`],
  },
  {
    name: 'one that fits two peers is for the one after whom a copy of it is called',
    odd: { [expe1]: edgeAlone },
    folder: (pem) => ({ ...notIssued, '1.crt': pem(expe1), 'expe1/edge.crt': pem(expe1) }),
    expect: [`1.crt ${expe1} names server`],
  },
  {
    name: 'the name of the file of a key tells two certificates with the same names apart',
    odd: { [expe1]: edgeAlone, [expe2]: edgeAlone },
    folder: (pem) => ({
      ...notIssued,
      [`keys/${expe1}.key.pem`]: undefined,
      [`keys/${expe2}.key.pem`]: keyText('rsa-2048-e'),
      '1.crt': pem(expe1),
      '2.crt': pem(expe2),
    }),
    expect: [`2.crt ${expe1} names server`, `1.crt ${expe2} names server`],
  },
  {
    name: 'one made for a peer is judged for another too that it names and that has none',
    odd: { [expe1]: { ...edgeAlone, names: namesOf(expe1, expc1) } },
    folder: (pem) => ({ [`issued/${expe1}.pem`]: undefined, ...noExpc1, '1.crt': pem(expe1) }),
    expect: [`1.crt ${expc1} and ${expe1} names server`, `issued/${expe2}.pem ${expe2} names server`],
  },
  {
    name: 'it is not where the file is called after the one it was made for',
    odd: { [expe1]: { ...edgeAlone, names: namesOf(expe1, expc1) } },
    folder: () => noExpc1,
    expect: [`issued/${expe1}.pem ${expe1} names server`, `issued/${expe2}.pem ${expe2} names server`],
  },
  {
    name: 'it is not where the other has a request of its own',
    odd: { [expe1]: { ...edgeAlone, names: namesOf(expe1, expc1) } },
    folder: (pem) => ({
      [`issued/${expe1}.pem`]: undefined,
      ...noExpc1,
      '1.crt': pem(expe1),
      'c.csr': buildRequest({ key: 'rsa-2048', names: [`DNS:${expc1}`] }),
    }),
    expect: [`1.crt ${expe1} names server`, `issued/${expe2}.pem ${expe2} names server`],
  },
  {
    name: 'a file that is called like a list, and holds a certificate of a server, is none',
    folder: (pem) => ({ [`issued/${expe1}.pem`]: undefined, 'trust.pem': pem('root') + pem(expe1) }),
    expect: [`trust.pem ${expe1} names server`, `issued/${expe2}.pem ${expe2} names server`],
  },
  {
    name: 'one that fits two peers is for the one that has none of its own',
    odd: { shared: { ...edgeAlone, issuer: 'issuing', key: 'rsa-3072' } },
    folder: (pem) => ({ [`issued/${expe2}.pem`]: undefined, '1.crt': pem('shared') }),
    expect: [`issued/${expe1}.pem ${expe1} names server`, `1.crt ${expe2} names server`],
  },
  {
    name: 'a renewal that begins tomorrow comes next, and the one before it is the current one',
    odd: {
      renewal: {
        issuer: 'issuing',
        key: 'rsa-3072',
        subject: [['commonName', 'expe.example.com']],
        names: [`DNS:${expe1}`],
        notBefore: '2026-11-23',
        notAfter: '2027-11-01',
      },
    },
    folder: (pem) => ({ 'renewed.pem': pem('renewal') }),
    expect: [
      `issued/${expe1}.pem ${expe1} names server`,
      `issued/${expe2}.pem ${expe2} names server`,
      'renewed.pem nobody  next',
    ],
  },
  {
    name: 'one that has not begun is current where there is no other',
    odd: { [expe1]: { notBefore: '2026-11-23', names: [`DNS:${expe1}`] } },
    folder: () => ({}),
    expect: [`issued/${expe1}.pem ${expe1} names server`, `issued/${expe2}.pem ${expe2} names server`],
  },
];

describe('whose a certificate is', () => {
  it.each(rows)('$name', async ({ odd = {}, folder, expect: expected }) => {
    expect(certificates(await run(odd, folder))).toEqual(expected);
  });
});

it('what comes next is judged by its first second, and bears on no verdict', async () => {
  const { findings } = await run(
    {
      renewal: {
        issuer: 'issuing',
        key: 'rsa-3072',
        subject: [['commonName', 'expe.example.com']],
        names: [`DNS:${expe1}`],
        notBefore: '2026-11-23',
      },
    },
    (pem) => ({ 'renewed.pem': pem('renewal') }),
  );
  const said = findings.filter(({ subject }) => subject.file === 'renewed.pem');
  expect(said.map(({ code }) => code)).toContain('cert/name-missing');
  expect(said.map(({ code }) => code)).not.toContain('cert/not-yet-valid');
  expect(said.flatMap(({ bears = [] }) => bears)).toEqual([]);
});

it.each<[name: string, folder: (pem: (name: string) => string) => Folder, message: string]>([
  [
    'the CA was saved under the name of the peer',
    (pem) => ({ [`issued/${expe1}.pem`]: pem('issuing') }),
    `issued/${expe1}.pem is the CA certificate CN=Corp Issuing CA 2, not the certificate of ${expe1}`,
  ],
  [
    'the certificate of its neighbour was saved under its name too',
    (pem) => ({ [`issued/${expe1}.pem`]: pem(expe2) }),
    `issued/${expe1}.pem is the certificate of ${expe2}, not that of ${expe1}`,
  ],
  [
    'the certificate of its neighbour lies under its name alone',
    (pem) => ({ [`issued/${expe1}.pem`]: pem(expe2), [`issued/${expe2}.pem`]: undefined }),
    `issued/${expe1}.pem is the certificate of ${expe2}, not that of ${expe1}`,
  ],
  [
    'the request came back as the answer',
    () => ({ [`issued/${expe1}.pem`]: undefined, 'expe1.cer': request('rsa-2048-e', expe1) }),
    `expe1.cer is the request CN=expe.example.com, not the certificate of ${expe1}`,
  ],
])('says what is there in the place of a certificate: %s', async (_, folder, message) => {
  const { findings } = await run({}, folder);
  expect(findings.find(({ code }) => code === 'fleet/other-file-in-place')?.message).toBe(message);
});
