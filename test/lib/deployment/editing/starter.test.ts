import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { starterDeployment, type StarterAnswers } from '../../../../src/lib/deployment/editing/starter.ts';
import type { Deployment } from '../../../../src/lib/deployment/model.ts';
import { readDeployment } from '../../../../src/lib/check/read-deployment.ts';

function readBack(answers?: StarterAnswers): Deployment {
  const { deployment, findings } = readDeployment(starterDeployment(answers));
  expect(findings.map(({ message }) => message)).toEqual([]);
  return deployment!;
}

const names = (list: readonly { readonly name?: string }[]) => list.map(({ name }) => name);

describe('without answers', () => {
  const text = starterDeployment();

  it('is valid as it stands', () => {
    const { services, clusters } = readBack();
    expect(services.mra).toBe(true);
    expect(clusters.map(({ id, role, peers }) => [id, role, peers.length])).toEqual([
      ['core', 'C', 2],
      ['edge', 'E', 2],
    ]);
  });

  it('marks every example', () => {
    const lines = text.split('\n').filter((line) => line.includes('example.com') && !line.startsWith('#'));
    expect(lines.length).toBeGreaterThan(6);
    for (const line of lines) expect(line).toMatch(/ # REPLACE$/);
    expect(text).toContain('# Lines marked REPLACE hold examples.');
  });

  it('starts with the line that editors look for, and has no empty lists', () => {
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/expcert\.schema\.json\n/);
    expect(text).not.toContain('[]');
    expect(text).toMatch(/[^\n]\n$/);
  });

  it('what is commented out is valid too', () => {
    const uncommented = text.replace(/^( *)# ( {2}- .*|\w+: .*)$/gm, '$1$2');
    expect(uncommented).not.toBe(text);
    const { deployment, findings } = readDeployment(uncommented);
    expect(findings).toEqual([]);
    expect(names(deployment!.federationDomains)).toEqual(['example.com']);
    expect(names(deployment!.chatNodeAliases)).toEqual(['chatnode1.example.com']);
    expect(names(deployment!.phoneSecurityProfiles)).toEqual(['DX80TLSprofile.example.com']);
    expect(deployment!.clusters).toMatchObject([
      {
        trustList: 'trust/core.pem',
        talksTo: { unifiedCm: ['cucm/*.pem'] },
        peers: [{ client: { copyOfServer: true } }, {}],
      },
      { trustList: 'trust/edge.pem', talksTo: {}, peers: [{ client: { copyOfServer: true } }, {}] },
    ]);
    expect(deployment!.waivers).toMatchObject([{ rule: 'trust/duplicate-ca-cn' }]);
  });
});

describe('with answers', () => {
  it('all of them come back', () => {
    const answers: StarterAnswers = {
      name: 'Müller & Söhne: "Produktion" #1',
      release: 'X14.0.2',
      ca: 'public',
      core: { name: 'expc.corp.example', peers: ['expc1.corp.example', 'expc2.corp.example'] },
      edge: { name: 'expe.corp.example', peers: ['expe1.corp.example'] },
      registrationDomains: [{ name: 'corp.example' }, { name: '*.corp.example', format: 'DNS' }],
      federationDomains: ['corp.example', 'bücher.example'],
      chatNodeAliases: ['chat.corp.example'],
      phoneSecurityProfiles: ['Cisco 8845 - Secure', 'P.corp.example'],
    };
    const deployment = readBack(answers);
    expect(deployment).toMatchObject({ name: answers.name, release: 'X14.0.2' });
    expect(
      deployment.clusters.map(({ ca, name, peers }) => [ca, name?.name, ...peers.map((p) => p.name.name)]),
    ).toEqual([
      ['public', 'expc.corp.example', 'expc1.corp.example', 'expc2.corp.example'],
      ['public', 'expe.corp.example', 'expe1.corp.example'],
    ]);
    expect(deployment.registrationDomains.map(({ name, format }) => [name, format])).toEqual([
      ['corp.example', 'CollabEdgeDNS'],
      ['*.corp.example', 'DNS'],
    ]);
    expect(names(deployment.federationDomains)).toEqual(['corp.example', 'xn--bcher-kva.example']);
    expect(names(deployment.chatNodeAliases)).toEqual(['chat.corp.example']);
    expect(deployment.phoneSecurityProfiles.map(({ written }) => written)).toEqual(
      answers.phoneSecurityProfiles,
    );
    expect(starterDeployment(answers)).not.toContain('REPLACE');
  });

  it.each<[string, StarterAnswers, readonly string[]]>([
    ['no names', {}, ['mra']],
    ['registration domains', { registrationDomains: [{ name: 'a.example' }] }, ['mra']],
    ['federation domains', { federationDomains: ['a.example'] }, ['xmppFederation']],
    ['chat node aliases', { chatNodeAliases: ['c.a.example'] }, ['groupChatTls']],
    [
      'profiles and federation',
      { phoneSecurityProfiles: ['p.a.example'], federationDomains: ['a.example'] },
      ['mra', 'xmppFederation'],
    ],
    ['an answer', { services: ['b2b'], federationDomains: ['a.example'] }, ['b2b']],
  ])('services follow from %s', (_, answers, wanted) => {
    const { services } = readBack(answers);
    expect(Object.entries(services).flatMap(([service, isOn]) => (isOn ? [service] : []))).toEqual(wanted);
  });

  it('a service that was asked for gets an example of the names it needs', () => {
    const text = starterDeployment({ services: ['xmppFederation', 'groupChatTls'] });
    expect(text).toMatch(/^federationDomains:.*\n {2}- example\.com +# REPLACE$/m);
    expect(text).toMatch(/^chatNodeAliases:.*\n {2}- chatnode1\.example\.com +# REPLACE$/m);
    expect(text).toMatch(/^# registrationDomains:/m);
  });

  it('a name without peers is a single Expressway; a cluster that was not named is left out', () => {
    const { clusters } = readBack({ edge: { name: 'expe.corp.example', peers: [] } });
    expect(clusters).toMatchObject([{ id: 'edge', peers: [{ name: { name: 'expe.corp.example' } }] }]);
    expect(clusters[0]).not.toHaveProperty('name');
  });

  it('several peers without a cluster name get an example in their domain', () => {
    const text = starterDeployment({ core: { peers: ['c1.corp.example', 'c2.corp.example'] } });
    expect(text).toMatch(/^ {4}name: expc\.corp\.example +# REPLACE$/m);
    readBack({ core: { peers: ['c1.corp.example', 'c2.corp.example'] } });
  });
});

it('no answer, however odd, becomes anything but a value', () => {
  const oddText = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom(
      'true',
      'null',
      '~',
      '1.5',
      '0x10',
      '.inf',
      'a: b',
      '- a',
      '# a',
      "it's",
      '"',
      '{a}',
      '*a',
      '&a',
      '!a',
      'a\nb: c',
      '\\',
    ),
  );
  fc.assert(
    fc.property(oddText, oddText, oddText, (name, domain, peer) => {
      const text = starterDeployment({ name, federationDomains: [domain], edge: { peers: [peer] } });
      const codes = readDeployment(text).findings.map(({ code }) => code);
      const allowed = ['deployment/value-invalid', 'deployment/name-invalid'];
      expect(codes.filter((code) => !allowed.includes(code))).toEqual([]);
    }),
    { seed: 20261122, numRuns: 500 },
  );
});
