import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { extension, generalName } from '../../../fixtures/recipes/requests.ts';
import { sequence, tlv } from '../../../src/lib/asn1/der-writer.ts';
import { extensionId } from '../../../src/lib/asn1/oids.ts';
import { explicit } from '../../../src/lib/asn1/tags.ts';
import { revocationFile, revocationList, revocationLists, type Drawn } from './build.ts';
import type { Defect } from './defects.ts';
import { everywhere, hit, ofNodes, presented, type Hit, type Presented } from './hits.ts';

const isSignedBy =
  (issuer: string, { recipes }: Drawn) =>
  (name: string): boolean =>
    recipes[name]!.issuer === issuer;
const under = (issuer: string, drawn: Drawn): Presented[] =>
  presented(drawn).filter(({ name }) => isSignedBy(issuer, drawn)(name));

/** The issuing CA of the company is otherwise, wherever it is. */
const issuing = (
  name: string,
  rest: CertificateRecipe,
  hits: (drawn: Drawn, those: readonly Presented[]) => readonly Hit[],
  of: 'issuing' | 'root' = 'issuing',
): Defect => ({
  name,
  apply: (drawn) => ({
    odd: { [of]: { ...drawn.recipes[of]!, ...rest } },
    hits: hits(drawn, under('issuing', drawn)),
    carriers: [
      'ca/issuing.pem',
      'ca/root.pem',
      ...drawn.deployment.clusters.map(({ trustList }) => trustList!),
      ...drawn.trustLists.map(({ file }) => file),
    ],
  }),
});

const brokenEverywhere = (drawn: Drawn, those: readonly Presented[]): Hit[] => [
  ...everywhere(drawn, those, 'fails'),
  ...ofNodes(drawn, isSignedBy('issuing', drawn), 'fails'),
];

const constraints = extension(
  extensionId.nameConstraints,
  sequence(tlv(explicit(0), sequence(generalName('DNS:example.org')))),
  true,
);

export const defectsOfAuthorities: readonly Defect[] = [
  issuing('the issuing CA has ended', { notAfter: '2026-11-01' }, brokenEverywhere),
  issuing('the issuing CA may not issue for these names', { extensions: [constraints] }, brokenEverywhere),
  issuing('the root allows no CA below it', { pathLength: 0 }, brokenEverywhere, 'root'),
  issuing('the issuing CA is none', { ca: false }, brokenEverywhere),
  issuing('the issuing CA is for TLS servers alone', { extendedKeyUsage: ['serverAuth'] }, (_, those) =>
    those.map(({ plan, store }) => hit('client-usage', 'fails', [plan.peer], { store })),
  ),
  issuing('the issuing CA is for TLS clients alone', { extendedKeyUsage: ['clientAuth'] }, (drawn, those) => [
    ...those.map(({ plan, store }) => hit('server-usage', 'fails', [plan.peer], { store })),
    ...ofNodes(drawn, isSignedBy('issuing', drawn), 'fails'),
  ]),
  {
    name: 'the root has revoked the issuing CA',
    apply: (drawn) => ({
      besides: revocationLists,
      folder: (made) => ({
        ...revocationLists(),
        [revocationFile('root')]: revocationList('root', [made['issuing']!]),
      }),
      hits: [
        ...under('issuing', drawn).map(({ plan, store }) =>
          hit('not-revoked', 'fails', [plan.peer], { store }),
        ),
        ...ofNodes(drawn, isSignedBy('issuing', drawn), 'fails'),
      ],
      carriers: [revocationFile('root')],
    }),
  },
];
