import { describe, expect, it } from 'vitest';
import type { ClientStore, Deployment } from '../../../src/lib/deployment/model.ts';
import { csrForm } from '../../../src/lib/plan/form.ts';
import { planDeployment } from '../../../src/lib/plan/plan.ts';
import { core, edge, named, peer, plainRequest, requesting, sound } from '../../support/deployment.ts';

function formOf(peerName: string, changes: Partial<Deployment> = {}) {
  return csrForm(planDeployment({ ...sound, ...changes }).peers.find(({ peer: fqdn }) => fqdn === peerName)!);
}

function typed(peerName: string, changes: Partial<Deployment> = {}): string[] {
  return formOf(peerName, changes).alternativeName.map(
    ({ label, value, format }) => `${label} = ${value}${format ? ` [${format}]` : ''}`,
  );
}

describe('the Generate CSR page', () => {
  it('of a core has the fields of figure 2', () => {
    expect(typed('expc1.example.com')).toEqual([
      'Subject alternative names = FQDN of Expressway cluster plus FQDN of this peer',
      'Additional alternative names = ',
      'IM and Presence chat node aliases = chatnode1.example.com,chatnode2.example.com [DNS]',
      'Unified CM phone security profile names = DX80TLSprofile.example.com',
    ]);
  });

  it('of an edge has the fields of figure 3 and the preview of its names', () => {
    expect(typed('expe1.example.com')).toEqual([
      'Subject alternative names = FQDN of Expressway cluster plus FQDN of this peer',
      'Additional alternative names = ',
      'Unified CM registrations domains = example.com [CollabEdgeDNS]',
      'XMPP federation domains = example.com [DNS]',
      'IM and Presence chat node aliases = chatnode1.example.com,chatnode2.example.com [DNS]',
    ]);
    expect(formOf('expe1.example.com').preview).toEqual([
      'DNS:expe1.example.com',
      'DNS:expe.example.com',
      'DNS:collab-edge.example.com',
      'DNS:example.com',
      'DNS:chatnode1.example.com',
      'DNS:chatnode2.example.com',
    ]);
    expect(formOf('expe1.example.com').notes).toEqual([]);
  });

  it.each<[string, Partial<Deployment>, string[]]>([
    [
      'a DNS domain beside a CollabEdgeDNS one goes to the additional names',
      {
        registrationDomains: [
          { ...named('example.com'), format: 'CollabEdgeDNS' },
          { ...named('example.org'), format: 'DNS' },
        ],
      },
      [
        'Additional alternative names = example.org',
        'Unified CM registrations domains = example.com [CollabEdgeDNS]',
      ],
    ],
    [
      'a CollabEdgeDNS domain beside an SRVName one is written out',
      {
        registrationDomains: [
          { ...named('example.com'), format: 'CollabEdgeDNS' },
          { ...named('example.org'), format: 'SRVName' },
        ],
      },
      [
        'Additional alternative names = collab-edge.example.com',
        'Unified CM registrations domains = example.org [SRVName]',
      ],
    ],
    [
      'an XMPPAddress alias keeps the field, a DNS one gives way',
      {
        chatNodeAliases: [
          { ...named('chat1.example.com'), format: 'DNS' },
          { ...named('chat2.example.com'), format: 'XMPPAddress' },
        ],
      },
      [
        'Additional alternative names = chat1.example.com',
        'IM and Presence chat node aliases = chat2.example.com [XMPPAddress]',
      ],
    ],
    [
      'profile names on an edge, whose page has no field for them',
      { phoneSecurityProfilesOn: ['C', 'E'] },
      ['Additional alternative names = DX80TLSprofile.example.com'],
    ],
    [
      "names of the cluster and of the peer stand together, before what other fields can't take",
      {
        phoneSecurityProfilesOn: ['C', 'E'],
        clusters: [
          {
            ...edge,
            additionalNames: [named('sip.example.com')],
            peers: [peer('expe1.example.com', { additionalNames: [named('meet.example.com')] })],
          },
        ],
      },
      ['Additional alternative names = sip.example.com,meet.example.com,DX80TLSprofile.example.com'],
    ],
    [
      'the name of the cluster stands behind the choice above, whatever asks for it besides',
      {
        clusters: [
          {
            ...edge,
            additionalNames: [named('EXPE.example.com'), named('sip.example.com')],
            zones: [{ peerAddress: named('expe.example.com') }],
          },
        ],
      },
      ['Additional alternative names = sip.example.com'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(typed('expe1.example.com', changes)).toEqual(expect.arrayContaining(expected));
  });

  it('makes, typed in as printed, exactly the planned names', () => {
    const form = formOf('expe1.example.com', {
      registrationDomains: [
        { ...named('example.com'), format: 'CollabEdgeDNS' },
        { ...named('example.org'), format: 'DNS' },
      ],
    });
    const made = form.alternativeName.slice(1).flatMap(({ value, format }) =>
      value
        .split(',')
        .filter(Boolean)
        .map((name) => `DNS:${format === 'CollabEdgeDNS' ? 'collab-edge.' : ''}${name}`),
    );
    expect(new Set(['DNS:expe1.example.com', 'DNS:expe.example.com', ...made])).toEqual(
      new Set(form.preview),
    );
  });

  it('shows key and digest in the words of the page, and the algorithm only where the page has it', () => {
    const request = (release: string) =>
      formOf('expe1.example.com', {
        release,
        clusters: [requesting(edge, { key: { type: 'ec', curve: 'P-384' }, hash: 'sha384' })],
      }).request.map(({ label, value }) => `${label} = ${value}`);
    expect(request('X14.3')).toEqual(
      expect.arrayContaining([
        'Public key algorithm = ECDSA',
        'Key length (in bits) = 384',
        'Digest algorithm = SHA-384',
        'Country = GB',
      ]),
    );
    expect(request('X14.2').join()).not.toContain('Public key algorithm');
  });
});

describe('the client certificate page of X15.5', () => {
  const own: ClientStore = {
    ...{ copyOfServer: false, ca: 'private', issuedBy: 'files', custody: 'tool' },
    additionalNames: [named('zone.example.com')],
    request: { ...plainRequest, key: { type: 'ec', curve: 'P-384' }, hash: 'sha384' },
  };
  const planOf = (client: ClientStore, release = 'X15.5') =>
    planDeployment({
      ...sound,
      release,
      clusters: [{ ...core, peers: [peer('expc1.example.com', { client })] }, edge],
    });

  it('has fields of its own, no lists, and says that nobody has tried it', () => {
    const { menu, alternativeName, request, notes, preview } = csrForm(planOf(own).requests[1]!);
    expect(menu).toBe('Maintenance > Security > Client certificate');
    expect([...alternativeName, ...request].map(({ label, value }) => `${label} = ${value}`)).toEqual([
      'Copy server certificate file as client certificate = No',
      'Subject alternative name = DNS:expc1.example.com,DNS:expc.example.com,DNS:zone.example.com',
      'Common name = FQDN of Expressway',
      'Public key algorithm = ECDSA',
      'Key length (in bits) = 384',
      'Digest algorithm = SHA-384',
      'Country = GB',
      'Organization (company name) = Example Corp',
    ]);
    expect(preview).toHaveLength(3);
    expect(notes).toEqual([
      expect.stringContaining('the page was not tried'),
      expect.stringContaining('DNS:expc.example.com, DNS:zone.example.com'),
    ]);
  });

  it.each<[string, ClientStore, string, boolean]>([
    ['is told of with the server certificate that is to be copied', { copyOfServer: true }, 'X15.5', true],
    ['is not told of before there is such a page', { copyOfServer: true }, 'X15.4', false],
    ['is not told of with a server certificate that is not copied', own, 'X15.5', false],
  ])('%s', (_, client, release, isTold) => {
    const { notes } = csrForm(planOf(client, release).peers[0]!);
    expect(notes.some((note) => note.includes('Copy server certificate file'))).toBe(isTold);
  });
});
