import { describe, expect, it } from 'vitest';
import {
  certificateRoles,
  guessRole,
  isMetByNobody,
  productsWith,
  serviceLostWith,
  usesOf,
  type CertificateRole,
} from '../../../src/lib/product/certificate-role.ts';
import type { NodeKind } from '../../../src/lib/product/products.ts';

describe('the role of a certificate of another product', () => {
  it.each<[string, CertificateRole | undefined]>([
    ['cucm/tomcat.pem', 'tomcat'],
    ['cucm/tomcat-ECDSA.pem', 'tomcat-ECDSA'],
    ['cucm/cucm1_tomcat_EC.pem', 'tomcat-ECDSA'],
    ['cucm/CallManager.pem', 'CallManager'],
    ['cucm/callmanager-ec.cer', 'CallManager-ECDSA'],
    ['imp/cup-xmpp-s2s.pem', 'cup-xmpp-s2s'],
    ['imp/cup-xmpp-ECDSA.pem', 'cup-xmpp-ECDSA'],
    ['imp/cup.pem', 'cup'],
    ['cucm/CAPF.pem', 'CAPF'],
    ['cucm/TVS.pem', 'TVS'],
    ['cucm/ipsec.pem', 'ipsec'],
    ['cucm/ITLRecovery.pem', 'ITLRecovery'],
    ['cucm/authz.pem', 'authz'],
    ['cucm/Phone-SAST-trust.pem', 'phone-sast'],
    ['cups/server.pem', undefined],
    ['hiccup.pem', undefined],
  ])('in %s is %s', (file, role) => {
    expect(guessRole(undefined, file)?.role).toBe(role);
  });

  it('is taken from the comment before the file', () => {
    expect(guessRole('# CallManager', 'tomcat.pem')).toEqual({ role: 'CallManager', from: 'comment' });
  });

  it.each<[string, CertificateRole]>([
    ['CAPF-1a2b3c4d', 'CAPF'],
    ['ITLRECOVERY_cucm1.example.com', 'ITLRecovery'],
    ['AUTHZ_cucm1.example.com', 'authz'],
  ])('that no other has is taken from CN=%s before all', (commonName, role) => {
    expect(guessRole(undefined, 'tomcat.pem', [commonName])).toEqual({ role, from: 'common name' });
  });
});

describe('what an Expressway meets it for', () => {
  interface Row {
    readonly name: string;
    readonly role: CertificateRole | undefined;
    readonly product?: NodeKind;
    readonly profiles?: boolean;
    readonly uses: readonly string[];
  }
  it.each<Row>([
    {
      name: 'tomcat of Unified CM',
      role: 'tomcat',
      product: 'unifiedCm',
      uses: ['trusts-unified-cm fails mra'],
    },
    { name: 'tomcat of IM and Presence', role: 'tomcat', product: 'imp', uses: ['trusts-imp fails mra'] },
    {
      name: 'tomcat of Unity Connection',
      role: 'tomcat',
      product: 'unityConnection',
      uses: ['trusts-unity fails mra'],
    },
    {
      name: 'tomcat of nobody knows which product',
      role: 'tomcat',
      uses: ['trusts-unified-cm fails mra', 'trusts-imp fails mra', 'trusts-unity fails mra'],
    },
    {
      name: 'tomcat with an elliptic-curve key',
      role: 'tomcat-ECDSA',
      product: 'unifiedCm',
      uses: ['trusts-unified-cm not known mra'],
    },
    { name: 'CallManager where no phone security profile is planned', role: 'CallManager', uses: [] },
    {
      name: 'CallManager where one is',
      role: 'CallManager',
      profiles: true,
      uses: ['trusts-unified-cm fails mra,b2b'],
    },
    {
      name: 'cup-xmpp',
      role: 'cup-xmpp',
      uses: ['trusts-imp fails xmppFederation,groupChatTls', 'trusts-imp not known mra'],
    },
    { name: 'cup', role: 'cup', uses: ['trusts-imp fails sipFederation'] },
    { name: 'cup-xmpp-s2s', role: 'cup-xmpp-s2s', uses: [] },
    { name: 'CAPF', role: 'CAPF', product: 'unifiedCm', uses: [] },
    {
      name: 'a certificate of Unified CM whose role nobody said',
      role: undefined,
      product: 'unifiedCm',
      uses: ['trusts-unified-cm not known mra'],
    },
  ])('$name: $uses', ({ role, product, profiles = false, uses }) => {
    expect(
      usesOf(role, product, profiles).map(
        ({ requirement, effect, services }) => `${requirement} ${effect} ${services.join()}`,
      ),
    ).toEqual(uses);
  });

  it.each<[CertificateRole, readonly NodeKind[]]>([
    ['CallManager', ['unifiedCm']],
    ['tomcat', ['unifiedCm', 'imp', 'unityConnection']],
    ['tomcat-ECDSA', ['unifiedCm', 'imp', 'unityConnection']],
    ['cup-xmpp-s2s', ['imp']],
    ['cup-xmpp', ['imp']],
    ['cup', ['imp']],
    ['CAPF', ['unifiedCm']],
    ['TVS', ['unifiedCm']],
    ['ITLRecovery', ['unifiedCm']],
    ['authz', ['unifiedCm']],
    ['ipsec', ['unifiedCm', 'imp', 'unityConnection']],
    ['phone-vpn', ['unifiedCm']],
    ['phone-sast', ['unifiedCm']],
    ['phone-ctl', ['unifiedCm']],
    ['phone-trust', ['unifiedCm']],
  ])('%s is a certificate of %j', (role, products) => expect(productsWith(role)).toEqual(products));

  it.each<[CertificateRole, string | undefined]>([
    ['CallManager', 'secure SIP between Expressway-C and Unified CM'],
    ['tomcat', 'secure HTTP between Expressway-C and Unified CM or IM and Presence'],
    ['cup-xmpp', 'TLS between Expressway-C and the XCP router of IM and Presence'],
    ['cup', 'TLS between Expressway-C and the SIP proxy of IM and Presence'],
    ['CAPF', undefined],
  ])('without %s the Expressway loses %s', (role, lost) => expect(serviceLostWith(role)).toBe(lost));

  it('is nothing for exactly these', () => {
    expect(certificateRoles.filter(isMetByNobody)).toEqual([
      ...['cup-xmpp-s2s-ECDSA', 'cup-xmpp-s2s', 'CAPF', 'TVS', 'ITLRecovery', 'authz', 'ipsec'],
      ...['phone-vpn', 'phone-sast', 'phone-ctl', 'phone-trust'],
    ]);
  });
});
