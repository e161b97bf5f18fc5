import { describe, expect, it } from 'vitest';
import type { CertificateStoreName, Requirement } from '../../../src/lib/findings/requirements.ts';
import { requirements } from '../../../src/lib/findings/requirements.ts';
import { nodeKinds } from '../../../src/lib/product/products.ts';
import { askedBy, storesOf, type AskContext } from '../../../src/lib/verdict/asked.ts';
import { verdictServices, type VerdictService } from '../../../src/lib/verdict/services.ts';

/** Everything that rows of the table wait for is there. */
const full: AskContext = {
  role: 'C',
  release: 'X14.2',
  named: new Set([...nodeKinds, 'meetingServer']),
  given: new Set(nodeKinds),
  hasRevocationEvidence: true,
  hasPhoneSecurityProfiles: true,
  hasOtherRole: true,
  isClientCopied: false,
  tlsVerify: {},
  areUsagesChecked: true,
};
const roles = ['C', 'E'] as const;
const signs = { required: '●', doubtful: '◐' } as const;

/** One sign for each requirement of one store. */
function cells(service: VerdictService, store: CertificateStoreName, rest: Partial<AskContext>): string[] {
  const asked = askedBy(service, { ...full, ...rest }).filter((each) => each.store === store);
  const known = new Map(asked.map(({ requirement, asking }) => [requirement, signs[asking]]));
  expect(known.size, 'asked once at most').toBe(asked.length);
  return requirements.map((requirement) => known.get(requirement) ?? '–');
}

/** One line for each requirement, one sign for each service in the order C, E. */
function matrix(
  store: CertificateStoreName,
  services: readonly VerdictService[],
  rest: Partial<AskContext>,
): string[] {
  const columns = services.map((service) => roles.map((role) => cells(service, store, { ...rest, role })));
  return requirements.map((requirement, at) =>
    [requirement, ...columns.map(([c, e]) => `${c![at]}${e![at]}`)].join(' '),
  );
}

const linesOf = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '));

describe('what each service asks of Expressway-C and Expressway-E', () => {
  it('from X14.2 to X15.3: an upload, MRA, XMPP federation, Jabber Guest, B2B calls', () =>
    expect(matrix('server', ['upload', 'mra', 'xmppFederation', 'jabberGuest', 'b2b'], {})).toEqual(
      linesOf(`
        certificate-known            ●● ●● ●● ●● ●●
        file-accepted                ●● –– –– –– ––
        key-held                     ●● ●● ●● ●● ●●
        names-well-formed            ●● ●● ●● ●● ●●
        upload-usage                 ●● ●● ●● ●● ●●
        own-list-verifies            ●● ●● ●● ●● ●●
        chain-complete               ●● ●● ●● ●● ●●
        in-date                      ◐◐ ●● ●● ●● ●●
        ca-signed                    –– ●● ●● ●● ◐●
        key-accepted                 ●● ●● ●● ●● ●●
        no-wildcard                  ◐◐ ●● ●● ●● ●●
        subject-accepted             –– ●● ●● ◐◐ ––
        common-name                  –– ●● –– ●● ––
        names-present                –– ●● ●● ●● ●●
        server-usage                 –– ●● ◐● ◐● ◐●
        client-usage                 –– ●● ●◐ ◐– ◐◐
        not-revoked                  –– ●● ●● ●● ●●
        trusted-by-other-expressway  –– ●● ●● ◐◐ ◐◐
        trusts-other-expressway      –– ●● ●● ◐◐ ◐◐
        trusted-by-unified-cm        –– ●– –– –– ◐–
        trusts-unified-cm            –– ●– –– –– ◐–
        trusted-by-imp               –– ◐– ◐– –– ––
        trusts-imp                   –– ●– ◐– –– ––
        trusts-unity                 –– ◐– –– –– ––
        trusts-meeting-server        –– –– –– –– ––
        trusts-webex                 –– –– –– –– ––
        trusted-from-outside         –– –● –● –● –●
      `),
    ));

  it('from X14.2 to X15.3: SIP federation, the web proxy for Meeting Server, Webex hybrid services', () =>
    expect(matrix('server', ['sipFederation', 'cmsWebProxy', 'webexHybrid'], {})).toEqual(
      linesOf(`
        certificate-known            ●● ●● ●●
        file-accepted                –– –– ––
        key-held                     ●● ●● ●●
        names-well-formed            ●● ●● ●●
        upload-usage                 ●● ●● ●●
        own-list-verifies            ●● ●● ●●
        chain-complete               ●● ●● ●●
        in-date                      ●● ●● ◐◐
        ca-signed                    –● ●● ––
        key-accepted                 ●● ●● ●●
        no-wildcard                  ●● ●● ◐◐
        subject-accepted             ◐◐ ●● ––
        common-name                  ◐– ●● ––
        names-present                ●● ●● ––
        server-usage                 ●● ◐● ––
        client-usage                 ●◐ ●– ––
        not-revoked                  ●● ●● ◐◐
        trusted-by-other-expressway  ●● ●● ◐◐
        trusts-other-expressway      ●● ●● ◐◐
        trusted-by-unified-cm        –– –– ––
        trusts-unified-cm            –– –– ––
        trusted-by-imp               ●– –– ––
        trusts-imp                   ●– –– ––
        trusts-unity                 –– –– ––
        trusts-meeting-server        –– ◐– ––
        trusts-webex                 –– –– –◐
        trusted-from-outside         –● –● –◐
      `),
    ));

  it('from X15.5 on of the client store for the same', () =>
    expect(matrix('client', ['sipFederation', 'cmsWebProxy', 'webexHybrid'], { release: 'X15.5' })).toEqual(
      linesOf(`
        certificate-known            ●● ●– ●●
        file-accepted                –– –– ––
        key-held                     ●● ●– ●●
        names-well-formed            ◐◐ ◐– ◐◐
        upload-usage                 ●● ●– ●●
        own-list-verifies            ●● ●– ●●
        chain-complete               ●● ●– ●●
        in-date                      ●● ●– ◐◐
        ca-signed                    –● ●– ––
        key-accepted                 ●● ●– ●●
        no-wildcard                  ●● ●– ◐◐
        subject-accepted             ◐◐ ●– ––
        common-name                  ◐– ●– ––
        names-present                ●● ●– ––
        server-usage                 –– –– ––
        client-usage                 ●◐ ●– ––
        not-revoked                  ●● ●– ◐◐
        trusted-by-other-expressway  ●– ●– ◐–
        trusts-other-expressway      –– –– ––
        trusted-by-unified-cm        –– –– ––
        trusts-unified-cm            –– –– ––
        trusted-by-imp               ●– –– ––
        trusts-imp                   –– –– ––
        trusts-unity                 –– –– ––
        trusts-meeting-server        –– –– ––
        trusts-webex                 –– –– ––
        trusted-from-outside         –● –– –◐
      `),
    ));

  const inTwoStores = ['upload', 'uploadClient', 'mra', 'xmppFederation', 'jabberGuest', 'b2b'] as const;
  it('from X15.5 on of the server store', () =>
    expect(matrix('server', inTwoStores, { release: 'X15.5' })).toEqual(
      linesOf(`
        certificate-known            ●● –– ●● ●● ●● ●●
        file-accepted                ●● –– –– –– –– ––
        key-held                     ●● –– ●● ●● ●● ●●
        names-well-formed            ●● –– ●● ●● ●● ●●
        upload-usage                 ●● –– ●● ●● ●● ●●
        own-list-verifies            ●● –– ●● ●● ●● ●●
        chain-complete               ●● –– ●● ●● ●● ●●
        in-date                      ◐◐ –– ●● ●● ●● ●●
        ca-signed                    –– –– ●● ●● ●● ◐●
        key-accepted                 ●● –– ●● ●● ●● ●●
        no-wildcard                  ◐◐ –– ●● ●● ●● ●●
        subject-accepted             –– –– ●● ●● ◐◐ ––
        common-name                  –– –– ●● –– ●● ––
        names-present                –– –– ●● ●● ●● ●●
        server-usage                 –– –– ●● ◐● ◐● ◐●
        client-usage                 –– –– –– –– –– ––
        not-revoked                  –– –– ●● ●● ●● ●●
        trusted-by-other-expressway  –– –– –● –● –◐ –◐
        trusts-other-expressway      –– –– ●● ●● ◐◐ ◐◐
        trusted-by-unified-cm        –– –– –– –– –– ––
        trusts-unified-cm            –– –– ●– –– –– ◐–
        trusted-by-imp               –– –– –– –– –– ––
        trusts-imp                   –– –– ●– ◐– –– ––
        trusts-unity                 –– –– ◐– –– –– ––
        trusts-meeting-server        –– –– –– –– –– ––
        trusts-webex                 –– –– –– –– –– ––
        trusted-from-outside         –– –– –● –● –● –●
      `),
    ));

  it('from X15.5 on of the client store, which the Expressway presents where it opens connections', () =>
    expect(matrix('client', inTwoStores, { release: 'X15.5' })).toEqual(
      linesOf(`
        certificate-known            –– ●● ●– ●● ●– ●●
        file-accepted                –– ●● –– –– –– ––
        key-held                     –– ●● ●– ●● ●– ●●
        names-well-formed            –– ◐◐ ◐– ◐◐ ◐– ◐◐
        upload-usage                 –– ●● ●– ●● ●– ●●
        own-list-verifies            –– ●● ●– ●● ●– ●●
        chain-complete               –– ●● ●– ●● ●– ●●
        in-date                      –– ◐◐ ●– ●● ●– ●●
        ca-signed                    –– –– ●– ●● ●– ◐●
        key-accepted                 –– ●● ●– ●● ●– ●●
        no-wildcard                  –– ◐◐ ●– ●● ●– ●●
        subject-accepted             –– –– ●– ●● ◐– ––
        common-name                  –– –– ●– –– ●– ––
        names-present                –– –– ●– ●● ●– ●●
        server-usage                 –– –– –– –– –– ––
        client-usage                 –– –– ●– ●◐ ◐– ◐◐
        not-revoked                  –– –– ●– ●● ●– ●●
        trusted-by-other-expressway  –– –– ●– ●– ◐– ◐–
        trusts-other-expressway      –– –– –– –– –– ––
        trusted-by-unified-cm        –– –– ●– –– –– ◐–
        trusts-unified-cm            –– –– –– –– –– ––
        trusted-by-imp               –– –– ◐– ◐– –– ––
        trusts-imp                   –– –– –– –– –– ––
        trusts-unity                 –– –– –– –– –– ––
        trusts-meeting-server        –– –– –– –– –– ––
        trusts-webex                 –– –– –– –– –– ––
        trusted-from-outside         –– –– –– –● –– –◐
      `),
    ));

  it.each(['X8.9', 'X14.2', 'X15.4', 'X15.5'])(
    'of group chat on %s what it asks of XMPP federation',
    (release) => {
      for (const role of roles) {
        const context = { ...full, role, release };
        expect(askedBy('groupChatTls', context)).toEqual(askedBy('xmppFederation', context));
      }
    },
  );
});

/** Cells of two contexts that are not the same: `common-name upload C: ◐ –`; the sign of the client store stands second. */
const difference = (before: Partial<AskContext>, after: Partial<AskContext>): string[] =>
  verdictServices.flatMap((service) =>
    roles.flatMap((role) => {
      const [a, b] = [before, after].map((rest) => bothStores(service, { ...rest, role }));
      return requirements.flatMap((requirement, at) =>
        a![at] === b![at] ? [] : [`${requirement} ${service} ${role}: ${a![at]} ${b![at]}`],
      );
    }),
  );

function bothStores(service: VerdictService, rest: Partial<AskContext>): string[] {
  const client = cells(service, 'client', rest);
  return cells(service, 'server', rest).map((sign, at) =>
    client[at] === '–' ? sign : `${sign}${client[at]}`,
  );
}

const eachRow = (requirement: Requirement, services: readonly VerdictService[], change: string): string[] =>
  services.flatMap((service) => roles.map((role) => `${requirement} ${service} ${role}: ${change}`));
const allServices = verdictServices.filter((service) => service !== 'upload' && service !== 'uploadClient');

describe('from one release to the next', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['nothing changes in the old ones', 'X8.1', 'X8.9.2', []],
    [
      'that a subject without CN only makes the page warn is told from X8.10 on',
      'X8.9.2',
      'X8.10',
      [
        ...eachRow('common-name', ['upload'], '◐ –'),
        ...eachRow('common-name', ['xmppFederation', 'groupChatTls', 'b2b', 'webexHybrid'], '◐ –'),
        'common-name sipFederation E: ◐ –',
      ],
    ],
    ['nothing changes up to X14.0.1', 'X8.10', 'X14.0.1', []],
    [
      'the page refuses names that are no FQDN for sure from X14.0.2 on',
      'X14.0.1',
      'X14.0.2',
      [
        ...eachRow('names-well-formed', ['upload'], '◐ ●'),
        ...eachRow('names-well-formed', allServices, '◐ ●'),
      ],
    ],
    ['nothing changes up to X14.1', 'X14.0.2', 'X14.1', []],
    [
      'the traffic server verifies Unified CM with every request from X14.2 on',
      'X14.1',
      'X14.2',
      ['trusts-unified-cm mra C: ◐ ●', 'trusts-imp mra C: ◐ ●'],
    ],
    ['nothing changes up to X15.3', 'X14.2', 'X15.3', []],
    [
      'an Expressway-E needs no clientAuth for MRA from X15.4 on',
      'X15.3',
      'X15.4',
      ['client-usage mra E: ● –'],
    ],
    ['nothing changes from X15.5 on', 'X15.5', 'X16.0', []],
  ])('%s', (_, before, after, expected) => {
    expect(difference({ release: before }, { release: after }).sort()).toEqual([...expected].sort());
  });
});

describe('what is asked depends on what is there', () => {
  const without = (kind: (typeof nodeKinds)[number]) => new Set(nodeKinds.filter((each) => each !== kind));
  const namedWithout = (kind: (typeof nodeKinds)[number]) =>
    new Set([...without(kind), 'meetingServer'] as const);
  it.each<[string, Partial<AskContext>, Partial<AskContext>, readonly string[]]>([
    [
      'without a revocation list nobody asks whether it is revoked',
      {},
      { hasRevocationEvidence: false },
      [
        ...eachRow(
          'not-revoked',
          allServices.filter((service) => service !== 'webexHybrid'),
          '● –',
        ),
        ...eachRow('not-revoked', ['webexHybrid'], '◐ –'),
      ],
    ],
    [
      'without the other role only what goes through the traversal zone asks for its trust',
      {},
      { hasOtherRole: false },
      [
        ...eachRow('trusted-by-other-expressway', ['jabberGuest', 'b2b', 'webexHybrid'], '◐ –'),
        ...eachRow('trusts-other-expressway', ['jabberGuest', 'b2b', 'webexHybrid'], '◐ –'),
      ],
    ],
    [
      'where Unified CM is not named, nobody asks whether it trusts the Expressway-C',
      {},
      { named: namedWithout('unifiedCm') },
      ['trusted-by-unified-cm mra C: ● –', 'trusted-by-unified-cm b2b C: ◐ –'],
    ],
    [
      'where no certificate of Unified CM was given, MRA asks for it all the same',
      {},
      { given: without('unifiedCm') },
      ['trusts-unified-cm b2b C: ◐ –'],
    ],
    [
      'before X14.2 where no certificate of Unified CM was given, nobody asks for it',
      { release: 'X14.1' },
      { release: 'X14.1', given: without('unifiedCm') },
      ['trusts-unified-cm mra C: ◐ –', 'trusts-unified-cm b2b C: ◐ –'],
    ],
    [
      'where IM and Presence is not named, nobody asks for its trust, and for trust in it only where its certificates are there',
      {},
      { named: namedWithout('imp') },
      [
        'trusted-by-imp sipFederation C: ● –',
        'trusts-imp sipFederation C: ● –',
        'trusted-by-imp mra C: ◐ –',
        'trusted-by-imp xmppFederation C: ◐ –',
        'trusted-by-imp groupChatTls C: ◐ –',
        'trusts-imp mra C: ● ◐',
        'trusts-imp xmppFederation C: ◐ –',
        'trusts-imp groupChatTls C: ◐ –',
      ],
    ],
    [
      'where IM and Presence is not named and nothing of it given, nobody asks for trust in it',
      { named: namedWithout('imp') },
      { named: namedWithout('imp'), given: without('imp') },
      ['trusts-imp mra C: ◐ –'],
    ],
    ['where IM and Presence is named, it is asked for whatever was given', {}, { given: without('imp') }, []],
    [
      'before X14.2 where no certificate of IM and Presence was given, MRA does not ask for it',
      { release: 'X14.1' },
      { release: 'X14.1', given: without('imp') },
      ['trusts-imp mra C: ◐ –'],
    ],
    [
      'where Unity Connection is named, or its certificate given, it is asked for',
      {},
      { named: namedWithout('unityConnection') },
      [],
    ],
    [
      'a certificate of Unity Connection is asked for where it is named',
      {},
      { given: without('unityConnection') },
      [],
    ],
    [
      'where Unity Connection is not named and nothing of it given, nobody asks for it',
      {},
      { named: namedWithout('unityConnection'), given: without('unityConnection') },
      ['trusts-unity mra C: ◐ –'],
    ],
    [
      'where Meeting Server is not named and nothing of it given, nobody asks for it',
      {},
      { named: new Set(nodeKinds) },
      ['trusts-meeting-server cmsWebProxy C: ◐ –'],
    ],
    [
      'before X14.2 naming Unity Connection alone asks for nothing',
      { release: 'X14.1' },
      { release: 'X14.1', given: without('unityConnection') },
      ['trusts-unity mra C: ◐ –'],
    ],
    [
      'before X14.2 TLS verify mode On asks for Unified CM, whatever was given',
      { release: 'X14.0', given: without('unifiedCm') },
      { release: 'X14.0', given: without('unifiedCm'), tlsVerify: { unifiedCm: true } },
      ['trusts-unified-cm mra C: – ●'],
    ],
    [
      'before X14.0.8 TLS verify mode Off asks for nothing of Unified CM',
      { release: 'X14.0.7' },
      { release: 'X14.0.7', tlsVerify: { unifiedCm: false } },
      ['trusts-unified-cm mra C: ◐ –'],
    ],
    [
      'from X14.0.8 on nobody knows whether Off is heeded',
      { release: 'X14.0.8' },
      { release: 'X14.0.8', tlsVerify: { unifiedCm: false, imp: false, unityConnection: false } },
      [],
    ],
    [
      'from X14.2 on TLS verify mode Off changes nothing',
      {},
      { tlsVerify: { unifiedCm: false, imp: false, unityConnection: false } },
      [],
    ],
    [
      'from X14.2 on TLS verify mode On changes nothing',
      {},
      { tlsVerify: { unifiedCm: true, imp: true, unityConnection: true } },
      [],
    ],
    [
      'TLS verify mode On asks for IM and Presence and Unity Connection too',
      { release: 'X14.1' },
      { release: 'X14.1', tlsVerify: { imp: true, unityConnection: true } },
      ['trusts-imp mra C: ◐ ●', 'trusts-unity mra C: ◐ ●'],
    ],
    [
      'where the zones of the Expressway-E do not check usages, the SSH tunnels do all the same',
      { release: 'X15.5' },
      { release: 'X15.5', areUsagesChecked: false },
      ['client-usage jabberGuest C: –◐ –', 'client-usage b2b C: –◐ –', 'client-usage sipFederation C: –● –◐'],
    ],
    [
      'of a copy in the client store no page was asked',
      { release: 'X15.5' },
      { release: 'X15.5', isClientCopied: true },
      [
        ...['uploadClient C: –● –', 'uploadClient E: –● –'].map((cell) => `upload-usage ${cell}`),
        ...allServices
          .flatMap((service) => [`${service} C`, `${service} E`])
          .filter((cell) => !['mra E', 'jabberGuest E', 'cmsWebProxy E'].includes(cell))
          .map((cell) => `upload-usage ${cell}: ●● ●`),
      ],
    ],
    [
      'from X14.0.2 on Unified CM must trust the Expressway-C, secure SIP or not',
      { release: 'X14.0.2' },
      { release: 'X14.0.2', hasPhoneSecurityProfiles: false },
      [],
    ],
    [
      'before it only where phones use secure SIP',
      { release: 'X14.0.1' },
      { release: 'X14.0.1', hasPhoneSecurityProfiles: false },
      ['trusted-by-unified-cm mra C: ● –'],
    ],
    [
      'before it and without Unified CM, phone security profiles ask for nothing',
      { release: 'X14.0.1', named: namedWithout('unifiedCm') },
      { release: 'X14.0.1', named: namedWithout('unifiedCm'), hasPhoneSecurityProfiles: false },
      [],
    ],
  ])('%s', (_, before, after, expected) =>
    expect(difference(before, after).sort()).toEqual([...expected].sort()),
  );
});

describe('the stores whose certificates a service presents', () => {
  it.each<[string, VerdictService, Partial<AskContext>, readonly CertificateStoreName[]]>([
    ['an upload to the server store asks of that alone', 'upload', { release: 'X15.5' }, ['server']],
    ['an upload to the client store asks of that alone', 'uploadClient', { release: 'X15.5' }, ['client']],
    ['before X15.5 there is one store', 'mra', { release: 'X15.4' }, ['server']],
    [
      'an Expressway-C opens and accepts connections for MRA',
      'mra',
      { release: 'X15.5' },
      ['server', 'client'],
    ],
    ['an Expressway-E opens none for MRA', 'mra', { release: 'X15.5', role: 'E' }, ['server']],
    [
      'an Expressway-E opens none for Jabber Guest',
      'jabberGuest',
      { release: 'X15.5', role: 'E' },
      ['server'],
    ],
    [
      'an Expressway-E opens streams to partners',
      'xmppFederation',
      { release: 'X15.5', role: 'E' },
      ['server', 'client'],
    ],
    [
      'an Expressway-E opens none for guests of Meeting Server',
      'cmsWebProxy',
      { release: 'X15.5', role: 'E' },
      ['server'],
    ],
    [
      'an Expressway-E opens SIP connections to federated partners',
      'sipFederation',
      { release: 'X15.5', role: 'E' },
      ['server', 'client'],
    ],
    ['an Expressway-E opens calls to partners', 'b2b', { release: 'X15.5', role: 'E' }, ['server', 'client']],
  ])('%s', (_, service, rest, expected) => expect(storesOf(service, { ...full, ...rest })).toEqual(expected));
});
