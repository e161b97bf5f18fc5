import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import type { KeyName } from '../../../fixtures/recipes/requests.ts';
import type { Requirement } from '../../../src/lib/findings/requirements.ts';
import type { Service } from '../../../src/lib/deployment/model.ts';
import type { Shape } from './shape.ts';

/** For what an Expressway-C meets a certificate of another product. */
export interface Meeting {
  readonly requirement: Extract<Requirement, 'trusts-unified-cm' | 'trusts-imp' | 'trusts-unity'>;
  readonly services: readonly Service[];
  /** Without it the requirement is open at worst. */
  readonly isInDoubt?: boolean;
}

/** A certificate that was exported of another product. */
export interface ExportedNode {
  readonly path: string;
  readonly recipe: CertificateRecipe;
  readonly meetings: readonly Meeting[];
  readonly isMet: boolean;
}

const node = (path: string, recipe: CertificateRecipe, ...meetings: readonly Meeting[]): ExportedNode => ({
  path,
  recipe,
  meetings,
  isMet: meetings.length > 0,
});

const signed = (name: string, key: KeyName, rest: CertificateRecipe = {}): CertificateRecipe => ({
  issuer: 'issuing',
  key,
  subject: [['commonName', name]],
  names: [`DNS:${name}`],
  ...rest,
});

/** Self-signed by Unified CM: marked as a CA, for a host. */
const selfSigned = (name: string, key: KeyName, rest: CertificateRecipe = {}): CertificateRecipe => ({
  key,
  subject: [['commonName', name]],
  names: [`DNS:${name}`],
  keyUsage: [0, 2, 3, 5],
  ca: true,
  pathLength: 0,
  ...rest,
});

const chat = ['xmppFederation', 'groupChatTls'] as const;
const httpsOf = (requirement: Meeting['requirement']): Meeting => ({ requirement, services: ['mra'] });
const secureSip: Meeting = { requirement: 'trusts-unified-cm', services: ['mra', 'b2b'] };
const inDoubt = (meeting: Meeting): Meeting => ({ ...meeting, isInDoubt: true });

/** Everything that lies in the folders of the other products. */
export function exportedNodes({ unifiedCm, hasImp, hasUnity, hasMeetingServer }: Shape): ExportedNode[] {
  const https = httpsOf('trusts-unified-cm');
  const tomcat =
    unifiedCm === 'self-signed'
      ? selfSigned('cucm1.example.com', 'rsa-2048-o')
      : signed('cucm1.example.com', 'rsa-2048-o');
  return [
    node('cucm/tomcat.pem', tomcat, https),
    node('cucm/CallManager.pem', signed('cucm1.example.com', 'rsa-2048-p'), secureSip),
    ...(unifiedCm === 'everything' ? everythingElse(https) : []),
    ...(hasImp
      ? [
          node('imp/tomcat.pem', signed('imp1.example.com', 'rsa-2048-p'), httpsOf('trusts-imp')),
          node(
            'imp/cup-xmpp.pem',
            signed('imp1.example.com', 'rsa-2048-p', { names: ['DNS:imp1.example.com', 'DNS:example.com'] }),
            { requirement: 'trusts-imp', services: chat },
            inDoubt({ requirement: 'trusts-imp', services: ['mra'] }),
          ),
          node(
            'imp/cup-xmpp-s2s.pem',
            signed('imp1.example.com', 'rsa-2048-p', { names: ['DNS:imp1.example.com', 'DNS:example.com'] }),
          ),
          node('imp/cup.pem', signed('imp1.example.com', 'rsa-2048-p')),
        ]
      : []),
    ...(hasUnity
      ? [node('unity/tomcat.pem', signed('cuc1.example.com', 'rsa-2048-p'), httpsOf('trusts-unity'))]
      : []),
    ...(hasMeetingServer ? ofMeetingServer : []),
  ];
}

/** The rest of what an administrator exports when he is asked for "the certificates". */
const everythingElse = (https: Meeting): ExportedNode[] => [
  node(
    'cucm/tomcat-ECDSA.pem',
    signed('cucm1-EC.example.com', 'ec-p-521', { keyUsage: [0] }),
    inDoubt(https),
  ),
  node(
    'cucm/CallManager-ECDSA.pem',
    signed('cucm1-EC.example.com', 'ec-p-521', { keyUsage: [0] }),
    inDoubt(secureSip),
  ),
  node('cucm/CAPF.pem', selfSigned('CAPF-1a2b3c4d', 'rsa-2048-p', { names: [], keyUsage: [5] })),
  node('cucm/TVS.pem', selfSigned('cucm1.example.com', 'rsa-2048-p')),
  node('cucm/ipsec.pem', selfSigned('cucm1.example.com', 'rsa-2048-o')),
  node('cucm/ITLRecovery.pem', selfSigned('ITLRecovery_cucm1', 'rsa-2048-p', { names: [] })),
  node('cucm/authz.pem', selfSigned('AUTHZ_cucm1', 'rsa-2048-p', { names: [], keyUsage: [0] })),
];

/** Its database wants a client certificate for the user postgres, and its web bridge takes any name. */
const ofMeetingServer: readonly ExportedNode[] = [
  node('cms/database-client.pem', {
    issuer: 'issuing',
    key: 'rsa-2048-p',
    subject: [['commonName', 'postgres']],
    extendedKeyUsage: ['clientAuth'],
  }),
  node(
    'cms/webbridge.pem',
    signed('join.example.com', 'rsa-2048-p', { names: ['DNS:join.example.com', 'DNS:*.cms.example.com'] }),
  ),
];
