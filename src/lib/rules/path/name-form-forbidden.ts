import { rule } from '../../findings/rule.ts';
import { namesOfForbiddenForm } from '../../path/web-pki.ts';
import { printGeneralName } from '../../x509/general-name.ts';
import { at, named, some, textOf, type CertificateDetail, type JudgedPath, type Some } from './facts.ts';

export const nameFormForbidden = rule({
  code: 'path/name-form-forbidden',
  severity: 'error',
  what: 'The certificate has an alternative name that is neither a host name nor an address.',
  why: 'A public CA must not issue such a TLS certificate.',
  typical: 'XMPPAddress or SRVName in a certificate of a public CA.',
  fix: ['Have it reissued with dNSName and iPAddress only, or use a private CA.'],
  notHitBy: 'the profile rfc5280',
  citations: [{ source: 'baseline-requirements', ref: 'section 7.1.2.7.12' }],
  message: (d: CertificateDetail & { names: Some }) => `${named(d)} has the names ${textOf(d.names)}`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'webpki') return;
    const leaf = facts.certificates[0]!;
    const forbidden = leaf.facts.once(namesOfForbiddenForm);
    if (forbidden.length > 0) yield at(leaf, { names: some(forbidden, printGeneralName) });
  },
});
