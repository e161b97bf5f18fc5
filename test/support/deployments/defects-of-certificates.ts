import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { extension } from '../../../fixtures/recipes/requests.ts';
import { octetString } from '../../../src/lib/asn1/der-writer.ts';
import type { Requirement } from '../../../src/lib/findings/requirements.ts';
import { services } from '../../../src/lib/deployment/model.ts';
import type { PeerPlan } from '../../../src/lib/plan/plan.ts';
import { isBefore } from '../../../src/lib/product/release.ts';
import { altNameText, type PlannedName } from '../../../src/lib/san/required.ts';
import {
  certificateFile,
  clientFile,
  clientOf,
  hasClientStore,
  revocationFile,
  revocationList,
  revocationLists,
  issuerOf,
  type Drawn,
} from './build.ts';
import type { Defect } from './defects.ts';
import { betweenRoles, byProduct, everywhere, hit, inOwnList, presented, type Hit } from './hits.ts';

type Recipe = (drawn: Drawn, peer: PeerPlan) => CertificateRecipe | undefined;

/** The certificate in the server store of one peer is otherwise. */
const serverCertificate = (
  name: string,
  recipe: Recipe,
  hits: (drawn: Drawn, peer: PeerPlan) => readonly Hit[],
): Defect => ({
  name,
  apply: (drawn, peer) => {
    const rest = recipe(drawn, peer);
    if (!rest) return undefined;
    return {
      odd: { [peer.peer]: { ...drawn.recipes[peer.peer]!, ...rest } },
      hits: hits(drawn, peer),
      carriers: [certificateFile(peer.peer)],
    };
  },
});

/** The same in the client store, from X15.5 on. */
const clientCertificate = (
  name: string,
  rest: CertificateRecipe | ((recipe: CertificateRecipe) => CertificateRecipe),
  requirement: Requirement,
  ...more: readonly Requirement[]
): Defect => ({
  name,
  apply: (drawn, peer) => {
    if (!hasClientStore(drawn.shape)) return undefined;
    const recipe = drawn.recipes[clientOf(peer.peer)]!;
    return {
      odd: { [clientOf(peer.peer)]: { ...recipe, ...(typeof rest === 'function' ? rest(recipe) : rest) } },
      hits: [requirement, ...more].map((each) => hit(each, 'fails', [peer.peer], { store: 'client' })),
      carriers: [clientFile(peer.peer)],
    };
  },
});

const fails =
  (requirement: Requirement, rest: Pick<Hit, 'services'> = {}) =>
  (_: Drawn, { peer }: PeerPlan): Hit[] => [hit(requirement, 'fails', [peer], { store: 'server', ...rest })];

const without = (names: readonly PlannedName[], isMeant: (name: PlannedName) => boolean): string[] =>
  names.filter((name) => !isMeant(name)).map(altNameText);

/** Names of one kind are missing. */
const missing = (name: string, kind: string): Defect =>
  serverCertificate(
    name,
    (_, { names }) => {
      const isMeant = ({ reasons }: PlannedName): boolean => reasons.some((reason) => reason.kind === kind);
      return names.some(isMeant) ? { names: without(names, isMeant) } : undefined;
    },
    (_, { peer, names }) => {
      const gone = names.filter(({ reasons }) => reasons.some((reason) => reason.kind === kind));
      const lost = services.filter((service) =>
        gone.some(({ reasons }) => reasons.some(({ neededFor }) => neededFor.includes(service))),
      );
      // Group chat goes over the federation.
      const more = lost.includes('xmppFederation') ? (['groupChatTls'] as const) : [];
      return [hit('names-present', 'fails', [peer], { store: 'server', services: [...lost, ...more] })];
    },
  );

const demandsClientAuth = ({ shape }: Drawn, { role }: PeerPlan): boolean =>
  isBefore(shape.release, role === 'E' ? 'X15.4' : 'X15.5');

const ofServerStore = (drawn: Drawn, { peer }: PeerPlan) =>
  presented(drawn).filter(({ plan, store }) => plan.peer === peer && store === 'server');

export const defectsOfCertificates: readonly Defect[] = [
  serverCertificate(
    'it has ended',
    () => ({ notBefore: '2026-09-01', notAfter: '2026-11-01' }),
    fails('in-date'),
  ),
  serverCertificate(
    'it has not begun',
    () => ({ notBefore: '2026-12-01', notAfter: '2027-05-01' }),
    fails('in-date'),
  ),
  missing('the registration domain is missing', 'registrationDomain'),
  missing('the federation domain is missing', 'federationDomain'),
  missing('a phone security profile is missing', 'phoneSecurityProfile'),
  missing('its own name is missing', 'peer'),
  serverCertificate(
    'it has a wildcard',
    (_, { names }) => ({ names: [...names.map(altNameText), 'DNS:*.example.com'] }),
    fails('no-wildcard'),
  ),
  serverCertificate(
    'it has a host name without domain',
    (_, { names }) => ({ names: [...names.map(altNameText), 'DNS:expressway'] }),
    fails('names-well-formed'),
  ),
  serverCertificate(
    'its subject has no CN',
    () => ({ subject: [['organizationName', 'Example Corp']] }),
    fails('common-name'),
  ),
  serverCertificate(
    'its subject has an attribute known by number alone',
    (_, { commonName }) => ({
      subject: [
        ['1.3.6.1.4.1.6449.1.2.1.5.1', 'x'],
        ['commonName', commonName],
      ],
    }),
    fails('subject-accepted'),
  ),
  serverCertificate(
    'it is signed with SHA-1',
    () => ({ hash: 'sha1' }),
    (_, { peer }) => [
      hit('key-accepted', 'fails', [peer], { store: 'server', services }),
      hit('key-accepted', 'not known', [peer], { store: 'server', services: ['upload'] }),
    ],
  ),
  serverCertificate(
    'it may serve alone, where both usages are asked for',
    (drawn, peer) => (demandsClientAuth(drawn, peer) ? { extendedKeyUsage: ['serverAuth'] } : undefined),
    (_, { peer }) => [hit('upload-usage', 'fails', [peer]), hit('client-usage', 'fails', [peer])],
  ),
  serverCertificate(
    'it may serve alone, where a switch decides whether the page takes that',
    (drawn, { role }) =>
      role === 'E' && drawn.shape.release === 'X15.4' ? { extendedKeyUsage: ['serverAuth'] } : undefined,
    (_, { peer }) => [hit('upload-usage', 'not known', [peer]), hit('client-usage', 'not known', [peer])],
  ),
  serverCertificate(
    'it may not serve',
    (drawn) => (hasClientStore(drawn.shape) ? undefined : { extendedKeyUsage: ['clientAuth'] }),
    (_, { peer }) => [hit('server-usage', 'fails', [peer]), hit('upload-usage', 'not known', [peer])],
  ),
  serverCertificate(
    'it names no usage',
    () => ({ extendedKeyUsage: [] }),
    (_, { peer }) => [hit('upload-usage', 'not known', [peer], { store: 'server' })],
  ),
  serverCertificate(
    'its key usage is for a CA',
    () => ({ keyUsage: [6] }),
    (_, { peer }) => [
      hit('server-usage', 'fails', [peer], { store: 'server' }),
      hit('client-usage', 'fails', [peer], { store: 'server' }),
    ],
  ),
  serverCertificate(
    'it has signed itself',
    (_, { commonName }) => ({
      issuer: undefined as never,
      // Nobody else has this name.
      subject: [['commonName', commonName]],
      extensions: [],
    }),
    (drawn, peer) => {
      const those = ofServerStore(drawn, peer);
      return [
        ...fails('ca-signed')(drawn, peer),
        ...inOwnList(those, 'not known'),
        ...betweenRoles(drawn, those, 'fails'),
        ...byProduct(drawn, those, 'fails', 'trusted-by-unified-cm'),
        ...byProduct(drawn, those, 'fails', 'trusted-by-imp'),
        hit('server-usage', 'not known', [peer.peer], { store: 'server' }),
        hit('client-usage', 'not known', [peer.peer], { store: 'server' }),
        hit('not-revoked', 'not known', [peer.peer], { store: 'server' }),
        ...(peer.ca === 'public' ? [hit('trusted-from-outside', 'not known', [peer.peer])] : []),
      ];
    },
  ),
  serverCertificate(
    'it has a critical extension that nobody knows',
    (drawn, { peer }) => ({
      extensions: [
        ...(drawn.recipes[peer]!.extensions ?? []),
        extension('1.2.3.4.5', octetString(new Uint8Array([5, 0])), true),
      ],
    }),
    (drawn, peer) => everywhere(drawn, ofServerStore(drawn, peer), 'fails'),
  ),
  serverCertificate(
    'its signature is wrong',
    () => ({ signatureBit: true }),
    (drawn, peer) => [
      ...everywhere(drawn, ofServerStore(drawn, peer), 'fails'),
      hit('not-revoked', 'not known', [peer.peer], { store: 'server' }),
    ],
  ),
  {
    name: 'its CA has revoked it',
    apply: (_, peer) => {
      const by = issuerOf(peer);
      return {
        besides: revocationLists,
        folder: (made) => ({
          ...revocationLists(),
          [revocationFile(by)]: revocationList(by, [made[peer.peer]!]),
        }),
        hits: [hit('not-revoked', 'fails', [peer.peer], { store: 'server' })],
        carriers: [revocationFile(by)],
      };
    },
  },
  clientCertificate(
    'the client certificate has ended',
    { notBefore: '2026-09-01', notAfter: '2026-11-01' },
    'in-date',
  ),
  clientCertificate(
    'a certificate for servers alone in the client store',
    { extendedKeyUsage: ['serverAuth'] },
    'upload-usage',
    'client-usage',
  ),
  clientCertificate(
    'the client certificate has a wildcard',
    ({ names = [] }) => ({ names: [...names, 'DNS:*.example.com'] }),
    'no-wildcard',
  ),
];
