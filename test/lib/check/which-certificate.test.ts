import { describe, expect, it } from 'vitest';
import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { buildRequest, keyText, type KeyName } from '../../../fixtures/recipes/requests.ts';
import type { Cluster, Deployment } from '../../../src/lib/deployment/model.ts';
import { check } from '../../../src/lib/check/check.ts';
import { core, edge, named, noFurtherServices, peer } from '../../support/deployment.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from '../../support/handover.ts';

const expe = 'expe.example.com';
const expc = 'expc.example.com';

const alone = (cluster: Cluster, name: string, trustList: string): Cluster => {
  const { name: _, ...rest } = cluster;
  return { ...rest, trustList, peers: [peer(name)] };
};

const one: Deployment = corp({
  release: 'X14.3',
  services: {
    mra: true,
    xmppFederation: false,
    groupChatTls: false,
    jabberGuest: false,
    b2b: false,
    ...noFurtherServices,
  },
  registrationDomains: [{ ...named('example.com'), format: 'DNS' }],
  federationDomains: [],
  chatNodeAliases: [],
  phoneSecurityProfiles: [],
  clusters: [alone(core, expc, 'trust/core.pem'), alone(edge, expe, 'trust/edge.pem')],
});

const rightNames = [`DNS:${expe}`, 'DNS:example.com'];
const key: KeyName = 'rsa-2048-e';
const otherKey: KeyName = 'rsa-2048-f';
const of = (
  commonName: string,
  names: readonly string[],
  rest: CertificateRecipe = {},
): CertificateRecipe => ({
  issuer: 'issuing',
  key: otherKey,
  subject: [['commonName', commonName]],
  names,
  notBefore: '2026-11-20',
  notAfter: '2027-05-19',
  ...rest,
});
const right: CertificateRecipe = of(expe, rightNames, { key, notBefore: '2026-10-01' });
const web = of('www.example.com', ['DNS:www.example.com', 'DNS:example.com']);
const renewal = of(expe, rightNames);

const request = (of: KeyName, commonName: string, names: readonly string[]) =>
  buildRequest({ key: of, subject: [['commonName', commonName]], names });
const itsRequest = request(key, expe, rightNames);
const itsKey = keyText(key);

interface Row {
  readonly name: string;
  readonly other: CertificateRecipe;
  readonly beside?: Folder;
  /** The file of the other certificate. */
  readonly file?: string;
  readonly expect: {
    /** undefined: nobody can say. */
    readonly judged: 'right.pem' | 'other' | undefined;
    readonly said: 'older-certificate' | 'certificate-passed-over' | 'certificates-begin-together';
    readonly upload: string;
  };
}

const byRight = { judged: 'right.pem', said: 'certificate-passed-over', upload: 'yes' } as const;
const byNewer = { judged: 'other', said: 'older-certificate' } as const;
const tied = { judged: undefined, said: 'certificates-begin-together', upload: 'not known' } as const;

const rows: readonly Row[] = [
  { name: 'a newer one of a web server that shares the domain is passed over', other: web, expect: byRight },
  {
    name: 'so it is where the request of the peer has the key',
    other: web,
    beside: { 'expe.csr': itsRequest, 'expe.key': undefined },
    expect: byRight,
  },
  {
    name: 'so it is with its own request and key beside it',
    other: web,
    beside: {
      'web.csr': request(otherKey, 'www.example.com', ['DNS:www.example.com', 'DNS:example.com']),
      'web.key': keyText(otherKey),
    },
    expect: byRight,
  },
  {
    name: 'and where no key is at hand at all',
    other: web,
    beside: { 'expe.key': undefined },
    expect: { ...byRight, upload: 'not known' },
  },
  {
    name: 'a newer wildcard is passed over',
    other: of('*.example.com', ['DNS:*.example.com', 'DNS:example.com']),
    expect: byRight,
  },
  {
    name: 'a newer one of the IM and Presence Service that no folder tells apart is passed over',
    other: of('imp1.example.com', ['DNS:imp1.example.com', 'DNS:example.com']),
    expect: byRight,
  },
  {
    name: 'a newer one of an Expressway that the file does not name is passed over',
    other: of('vcse.example.com', ['DNS:vcse.example.com', 'DNS:example.com']),
    expect: byRight,
  },
  {
    name: 'a newer one of a mail server that has the name of the peer too is passed over',
    other: of('mail.example.com', ['DNS:mail.example.com', `DNS:${expe}`]),
    expect: byRight,
  },
  {
    name: 'with a key at hand that one is taken for the renewal',
    other: of('mail.example.com', ['DNS:mail.example.com', `DNS:${expe}`]),
    beside: { 'other.key': keyText(otherKey) },
    expect: { ...byNewer, upload: 'yes' },
  },
  {
    name: 'a foreign one that is called after the peer was put in its place, and is judged',
    other: web,
    file: 'expe.pem',
    expect: { ...byNewer, upload: 'no' },
  },
  {
    name: 'a renewal with a key of its own is judged, and the one before it is the older',
    other: renewal,
    beside: { 'other.key': keyText(otherKey) },
    expect: { ...byNewer, upload: 'yes' },
  },
  {
    name: 'so is a renewal whose key is not here',
    other: renewal,
    expect: { ...byNewer, upload: 'not known' },
  },
  {
    name: 'so is a renewal that lacks a domain',
    other: of(expe, [`DNS:${expe}`]),
    beside: { 'other.key': keyText(otherKey) },
    expect: { ...byNewer, upload: 'yes' },
  },
  {
    name: 'so is one from a request of the peer, whatever the CA wrote',
    other: web,
    beside: { 'new.csr': request(otherKey, expe, rightNames), 'other.key': keyText(otherKey) },
    expect: { ...byNewer, upload: 'yes' },
  },
  {
    name: 'two that begin the same day, of which one may not be a client, with both keys, are open',
    other: { ...renewal, notBefore: '2026-10-01', extendedKeyUsage: ['serverAuth'] },
    beside: { 'other.key': keyText(otherKey) },
    expect: tied,
  },
  {
    name: 'so are two with one key, of which one lacks a domain',
    other: of(expe, [`DNS:${expe}`], { key, notBefore: '2026-10-01' }),
    expect: tied,
  },
  {
    name: 'and two without any key',
    other: of(expe, [`DNS:${expe}`], { notBefore: '2026-10-01' }),
    beside: { 'expe.key': undefined },
    expect: tied,
  },
  {
    name: 'where one alone has its key here, that is judged',
    other: of(expe, [`DNS:${expe}`], { notBefore: '2026-10-01' }),
    expect: byRight,
  },
  {
    name: 'where one alone has its request here, that is judged',
    other: of(expe, [`DNS:${expe}`], { notBefore: '2026-10-01' }),
    beside: { 'expe.csr': itsRequest, 'expe.key': undefined },
    expect: byRight,
  },
  {
    name: 'of two of which the same is found, either is judged',
    other: { ...right, serialNumber: 77 },
    expect: { judged: 'other', said: 'certificate-passed-over', upload: 'yes' },
  },
];

async function run({ other, beside = {}, file = 'other.pem' }: Row) {
  const made = issue(one, { [expe]: right, other });
  const files: Folder = {
    ...handover(one, made),
    [`issued/${expe}.pem`]: undefined,
    [`keys/${expe}.key.pem`]: undefined,
    'expe.key': itsKey,
    'right.pem': made[expe]!.pem,
    [file]: made['other']!.pem,
    ...beside,
  };
  return check(filesOf(files), one, { at: judgedAt });
}

describe('which of several certificates of a peer is judged', () => {
  it.each(rows)('$name', async (row) => {
    const { items, findings, services } = await run(row);
    const judged = items.filter(({ store, peer }) => store === 'server' && peer === expe);
    const { judged: wanted, said, upload } = row.expect;
    const expected = { 'right.pem': ['right.pem'], other: [row.file ?? 'other.pem'] };
    expect({
      judged: judged.map((each) => each.file).sort(),
      said: findings.flatMap(({ code }) =>
        /older-certificate|passed-over|begin-together/.test(code) ? [code.replace('fleet/', '')] : [],
      ),
      upload: services.find(({ service, peer }) => service === 'upload' && peer === expe)?.verdict,
    }).toEqual({
      judged: wanted ? expected[wanted] : ['other.pem', 'right.pem'],
      said: [said],
      upload,
    });
  });
});

it('says of each of those that begin together what is found, and what one alone has bears on no verdict', async () => {
  const { findings, services } = await run({
    name: '',
    other: of(expe, [`DNS:${expe}`], { key, notBefore: '2026-10-01' }),
    expect: tied,
  });
  expect(findings.find(({ code }) => code === 'fleet/certificates-begin-together')?.message).toBe(
    `${expe} has certificates that begin at the same time and come to different answers: ` +
      'other.pem (cert/name-missing) and right.pem (no error or warning)',
  );
  const ofTied = findings.filter(({ subject }) => subject.file === 'other.pem');
  expect(ofTied.flatMap(({ bears = [] }) => bears).filter(({ effect }) => effect !== 'remark')).toEqual([]);
  expect(services.filter(({ peer }) => peer === expe).map(({ verdict }) => verdict)).toEqual([
    'not known',
    'not known',
  ]);
});
