import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { isBefore } from '../../../src/lib/product/release.ts';
import { revocationFile, revocationList, revocationLists, type Drawn } from './build.ts';
import type { Defect } from './defects.ts';
import { ofNodes, type Hit } from './hits.ts';

/** Certificates of other products that an Expressway-C meets are otherwise, one after the other. */
const node = (
  name: string,
  path: string,
  rest: CertificateRecipe,
  hits: (drawn: Drawn) => readonly Hit[] = (drawn) => ofNodes(drawn, (each) => each === path, 'fails'),
): Defect => ({
  name: `${path}: ${name}`,
  apply: (drawn) => {
    const exported = drawn.nodes.find((each) => each.path === path);
    if (!exported) return undefined;
    return { odd: { [path]: { ...exported.recipe, ...rest } }, hits: hits(drawn), carriers: [path] };
  },
});

/** A fault of the certificate itself fails it in every release in which it is asked about. */
const endedHits = (drawn: Drawn, path: string): Hit[] =>
  ofNodes({ ...drawn, shape: { ...drawn.shape, release: 'X15.5' } }, (each) => each === path, 'fails');

const ended = { notBefore: '2026-09-01', notAfter: '2026-11-01' };
const untrusted = { issuer: 'otherRoot', ca: false, keyUsage: [0, 2] };
const met = [
  'cucm/tomcat.pem',
  'cucm/CallManager.pem',
  'cucm/tomcat-ECDSA.pem',
  'imp/tomcat.pem',
  'imp/cup-xmpp.pem',
  'unity/tomcat.pem',
];
const notMet = [
  'cucm/CAPF.pem',
  'cucm/TVS.pem',
  'cucm/ipsec.pem',
  'imp/cup.pem',
  'imp/cup-xmpp-s2s.pem',
  'cms/webbridge.pem',
];

export const defectsOfNodes: readonly Defect[] = [
  ...met.map((path) => node('its CA is in no list', path, untrusted)),
  // That it has ended is so before X14.2, too.
  ...met.map((path) => node('it has ended', path, ended, (drawn) => endedHits(drawn, path))),
  ...met.map((path) =>
    node('it has not begun', path, { notBefore: '2026-12-01' }, (drawn) => endedHits(drawn, path)),
  ),
  ...notMet.map((path) => node('it has ended, and no Expressway meets it', path, ended, () => [])),
  ...notMet.map((path) =>
    node('its CA is in no list, and no Expressway meets it', path, untrusted, () => []),
  ),
  {
    name: 'no certificate of Unified CM is there',
    apply: (drawn) => {
      const paths = drawn.nodes.filter(({ path }) => path.startsWith('cucm/')).map(({ path }) => path);
      const isAsked = !isBefore(drawn.shape.release, 'X14.2');
      return {
        folder: () => Object.fromEntries(paths.map((path) => [path, undefined])),
        hits: isAsked ? ofNodes(drawn, (path) => path === 'cucm/tomcat.pem', 'not known') : [],
        carriers: [],
      };
    },
  },
  {
    name: 'the certificate of Unified CM is revoked',
    apply: (drawn) =>
      drawn.shape.unifiedCm === 'self-signed'
        ? undefined
        : {
            besides: revocationLists,
            folder: (made) => ({
              ...revocationLists(),
              [revocationFile('issuing')]: revocationList('issuing', [made['cucm/tomcat.pem']!]),
            }),
            hits: endedHits(drawn, 'cucm/tomcat.pem'),
            carriers: [revocationFile('issuing')],
          },
  },
];
