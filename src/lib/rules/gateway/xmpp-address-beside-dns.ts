import { rule } from '../../findings/rule.ts';
import { findExtension } from '../../x509/extensions.ts';
import { aboutOwn, type OwnCertificateFacts } from './facts.ts';

export const xmppAddressBesideDns = rule({
  code: 'gateway/xmpp-address-beside-dns',
  severity: 'warning',
  what: 'A certificate that the gateway presents has XmppAddr names beside DNS names.',
  why: 'Servers of ejabberd 23.01 fail over such a certificate: no stream between them and the gateway comes up.',
  fix: ['Get a certificate with DNS names alone: every server takes them.'],
  citations: [{ source: 'field-experience', ref: 'ejabberd 23.01' }],
  message: ({ name }: { name: string }) => `the certificate has the XmppAddr ${name} beside DNS names`,
  *check(facts: OwnCertificateFacts) {
    const names = findExtension(facts.leaf.extensions, 'subjectAltName')?.value ?? [];
    const address = names.find(({ kind }) => kind === 'xmppAddr');
    if (address?.kind === 'xmppAddr' && names.some(({ kind }) => kind === 'dNSName'))
      yield aboutOwn(facts, { name: address.value });
  },
});
