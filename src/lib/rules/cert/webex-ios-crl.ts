import { rule } from '../../findings/rule.ts';
import { about, isForClientStore, type PeerCertificateFacts } from './facts.ts';

export const webexIosCrl = rule({
  code: 'cert/webex-ios-crl',
  severity: 'warning',
  what: 'The certificate of an Expressway-E names its revocation list with an LDAP address alone.',
  why: 'The Webex App on iOS cannot fetch the list from outside, and so cannot register.',
  typical: 'A Windows CA whose distribution points were left at the default, the Active Directory.',
  fix: [
    'Publish the list over HTTP, add the address to the distribution points of the CA, and have the certificate issued again.',
  ],
  notHitBy: 'an LDAP address beside an HTTP one; an Expressway-C; a certificate without any address',
  citations: [{ source: 'mra-guide', ref: 'Webex App on iOS, private CA certificates' }],
  bears: [{ requirement: 'trusted-from-outside', effect: 'remark' }],
  message: ({ address }: { address: string }) => `the revocation list is at ${address} alone`,
  *check(facts: PeerCertificateFacts) {
    const { issued, peer, plan } = facts;
    const [first] = issued.crlAddresses;
    if (first === undefined || peer?.role !== 'E' || !plan?.services.includes('mra')) return;
    const isLdap = (address: string) => /^ldaps?:/i.test(address);
    if (!isForClientStore(facts) && issued.crlAddresses.every(isLdap)) yield about(facts, { address: first });
  },
});
