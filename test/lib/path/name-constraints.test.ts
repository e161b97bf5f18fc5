import { describe, expect, it } from 'vitest';
import { CertificateFacts } from '../../../src/lib/path/facts.ts';
import {
  constrainedNames,
  findBreach,
  type ConstraintBreach,
} from '../../../src/lib/path/name-constraints.ts';
import { otherNameId } from '../../../src/lib/asn1/oids.ts';
import { integer, sequence, tlv } from '../../../src/lib/asn1/der-writer.ts';
import { explicit, implicit } from '../../../src/lib/asn1/tags.ts';
import { extensionDer } from '../../support/certificate-der.ts';
import { generalName } from '../../support/general-names.ts';
import { codesFor } from '../../support/paths.ts';
import { buildPki, type CertificateRecipe } from '../../support/pki.ts';

/** What the first name that breaks the constraints of `ca` does; undefined: none does. */
function breach(ca: CertificateRecipe, leaf: CertificateRecipe): ConstraintBreach | undefined {
  const made = buildPki({ ca, leaf: { issuedBy: 'ca', subject: 'CN=leaf', ...leaf } });
  const issuer = new CertificateFacts(made.ca);
  const subject = new CertificateFacts(made.leaf);
  const names = constrainedNames(made.leaf, subject.extensions.subjectAltName?.value);
  return findBreach(names, issuer.constraints!)?.breach;
}

interface Row {
  readonly name: string;
  readonly permitted?: readonly string[];
  readonly excluded?: readonly string[];
  readonly san?: readonly string[] | null;
  readonly subject?: string;
  readonly expect: ConstraintBreach | undefined;
}

const ok = undefined;
const utf8Mailbox = (text: string): string => `other:${otherNameId.smtpUTF8Mailbox}=${text}`;

const rows: readonly Row[] = [
  // dNSName
  { name: 'the base itself', permitted: ['dns:example.com'], san: ['dns:Example.com'], expect: ok },
  {
    name: 'labels added on the left',
    permitted: ['dns:example.com'],
    san: ['dns:a.b.example.com'],
    expect: ok,
  },
  {
    name: 'letters added on the left',
    permitted: ['dns:example.com'],
    san: ['dns:badexample.com'],
    expect: 'not-permitted',
  },
  { name: 'the empty base', permitted: ['dns:'], san: ['dns:a.example'], expect: ok },
  { name: 'the empty base, excluded', excluded: ['dns:'], san: ['dns:a.example'], expect: 'excluded' },
  {
    name: 'permitted and excluded',
    permitted: ['dns:example.com'],
    excluded: ['dns:a.example.com'],
    san: ['dns:b.a.example.com'],
    expect: 'excluded',
  },
  {
    name: 'one of several bases',
    permitted: ['dns:a.example', 'dns:b.example'],
    san: ['dns:x.b.example'],
    expect: ok,
  },
  {
    name: 'the second name breaks it',
    permitted: ['dns:a.example'],
    san: ['dns:a.example', 'dns:b.example'],
    expect: 'not-permitted',
  },
  {
    name: 'a malformed name',
    permitted: ['dns:example.com'],
    san: ['dns:.example.com'],
    expect: 'malformed',
  },
  {
    name: 'a wildcard inside the base',
    permitted: ['dns:example.com'],
    san: ['dns:*.example.com'],
    expect: ok,
  },
  {
    name: 'a wildcard above the base',
    permitted: ['dns:a.example.com'],
    san: ['dns:*.example.com'],
    expect: 'not-permitted',
  },
  {
    name: 'a wildcard that could be the excluded host',
    excluded: ['dns:a.example.com'],
    san: ['dns:*.example.com'],
    expect: 'excluded',
  },
  {
    name: 'a wildcard that can only be above the excluded host',
    excluded: ['dns:b.a.example.com'],
    san: ['dns:*.example.com'],
    expect: ok,
  },
  {
    name: 'a form that is not constrained',
    permitted: ['dns:example.com'],
    san: ['ip:192.0.2.1'],
    expect: ok,
  },
  {
    name: 'a CN is no host name',
    permitted: ['dns:example.com'],
    san: null,
    subject: 'CN=evil.example',
    expect: ok,
  },
  // iPAddress
  { name: 'an address in the network', permitted: ['ip:192.0.2.0/24'], san: ['ip:192.0.2.255'], expect: ok },
  {
    name: 'an address outside',
    permitted: ['ip:192.0.2.0/24'],
    san: ['ip:192.0.3.0'],
    expect: 'not-permitted',
  },
  { name: 'host bits in the base', permitted: ['ip:192.0.2.77/24'], san: ['ip:192.0.2.1'], expect: ok },
  { name: 'every address', excluded: ['ip:0.0.0.0/0'], san: ['ip:203.0.113.9'], expect: 'excluded' },
  {
    name: 'an IPv6 address, IPv4 constrained',
    permitted: ['ip:192.0.2.0/24'],
    san: ['ip:2001:db8::1'],
    expect: 'not-permitted',
  },
  {
    name: 'an IPv6 address in the network',
    permitted: ['ip:2001:db8::/33'],
    san: ['ip:2001:db8:7fff::1'],
    expect: ok,
  },
  {
    name: 'an IPv6 address outside',
    permitted: ['ip:2001:db8::/33'],
    san: ['ip:2001:db8:8000::1'],
    expect: 'not-permitted',
  },
  // rfc822Name
  { name: 'the mailbox', permitted: ['email:a@Example.com'], san: ['email:a@example.COM'], expect: ok },
  {
    name: 'the mailbox in other letters',
    permitted: ['email:a@example.com'],
    san: ['email:A@example.com'],
    expect: 'not-permitted',
  },
  {
    name: 'an asterisk is a letter like others',
    permitted: ['email:*@example.com'],
    san: ['email:a@example.com'],
    expect: 'not-permitted',
  },
  {
    name: 'every mailbox of the host',
    permitted: ['email:example.com'],
    san: ['email:x@example.com'],
    expect: ok,
  },
  {
    name: 'a mailbox below the host',
    permitted: ['email:example.com'],
    san: ['email:x@a.example.com'],
    expect: 'not-permitted',
  },
  {
    name: 'a mailbox below the domain',
    permitted: ['email:.example.com'],
    san: ['email:x@b.a.example.com'],
    expect: ok,
  },
  {
    name: 'a mailbox at the domain',
    permitted: ['email:.example.com'],
    san: ['email:x@example.com'],
    expect: 'not-permitted',
  },
  {
    name: 'a malformed mailbox',
    permitted: ['email:example.com'],
    san: ['email:a@b@example.com'],
    expect: 'malformed',
  },
  {
    name: 'mail in the subject, no alternative names',
    permitted: ['email:example.com'],
    san: null,
    subject: 'CN=x, emailAddress=a@example.org',
    expect: 'not-permitted',
  },
  {
    name: 'mail in the subject beside alternative names',
    permitted: ['email:example.com'],
    san: ['dns:a.example'],
    subject: 'CN=x, emailAddress=a@example.org',
    expect: ok,
  },
  // uniformResourceIdentifier
  {
    name: 'a URI at the host',
    permitted: ['uri:host.example.com'],
    san: ['uri:https://HOST.example.com:1/x'],
    expect: ok,
  },
  {
    name: 'a URI below the host',
    permitted: ['uri:example.com'],
    san: ['uri:https://a.example.com/'],
    expect: 'not-permitted',
  },
  {
    name: 'a URI below the domain',
    permitted: ['uri:.example.com'],
    san: ['uri:https://b.a.example.com/'],
    expect: ok,
  },
  {
    name: 'a URI at the domain',
    excluded: ['uri:.example.com'],
    san: ['uri:https://example.com/'],
    expect: ok,
  },
  {
    name: 'a URI without host',
    permitted: ['uri:.example.com'],
    san: ['uri:urn:x:y'],
    expect: 'not-comparable',
  },
  {
    name: 'a URI with an address',
    excluded: ['uri:.example.com'],
    san: ['uri:http://192.0.2.1/'],
    expect: 'not-comparable',
  },
  // directoryName
  {
    name: 'a subject in the subtree',
    permitted: ['dirname:O=Example'],
    subject: 'O=EXAMPLE, CN=x',
    san: null,
    expect: ok,
  },
  {
    name: 'a subject of another organisation',
    permitted: ['dirname:O=Example'],
    subject: 'O=Other, CN=x',
    san: null,
    expect: 'not-permitted',
  },
  {
    name: 'a subject with the attributes in another order',
    permitted: ['dirname:O=Example'],
    subject: 'CN=x, O=Example',
    san: null,
    expect: 'not-permitted',
  },
  {
    name: 'a subject that is a part of the base',
    permitted: ['dirname:O=Example, OU=a'],
    subject: 'O=Example',
    san: null,
    expect: 'not-permitted',
  },
  {
    name: 'blanks and width do not count',
    permitted: ['dirname:O=Example  Ltd'],
    subject: 'O= example ltd , CN=x',
    san: null,
    expect: ok,
  },
  {
    name: 'an alternative directory name',
    excluded: ['dirname:O=Example'],
    subject: 'O=Other',
    san: ['dirname:O=Example, CN=x'],
    expect: 'excluded',
  },
  {
    name: 'the empty base excludes all',
    excluded: ['dirname:'],
    subject: 'CN=x',
    san: null,
    expect: 'excluded',
  },
  { name: 'no subject', permitted: ['dirname:O=Example'], subject: '', san: ['dns:a.example'], expect: ok },
  // service names, JIDs, others
  {
    name: 'an SRVName outside the permitted domain',
    permitted: ['dns:example.com'],
    san: ['srv:_xmpp-server.example.org'],
    expect: 'not-permitted',
  },
  {
    name: "Expressway's SRVName inside",
    permitted: ['dns:example.com'],
    san: ['srv:_collab-edge._tls.example.com'],
    expect: ok,
  },
  {
    name: 'an XMPP domain in an excluded one',
    excluded: ['dns:example.com'],
    san: ['xmpp:conference.example.com'],
    expect: 'excluded',
  },
  {
    name: 'a JID with user and resource',
    permitted: ['dns:example.com'],
    san: ['xmpp:a@example.com/b@evil.example'],
    expect: ok,
  },
  {
    name: 'an XMPP domain in U-labels inside the permitted one',
    permitted: ['dns:xn--bcher-kva.example'],
    san: ['xmpp:conference.Bücher.example'],
    expect: ok,
  },
  {
    name: 'an XMPP domain in U-labels in an excluded one',
    excluded: ['dns:xn--bcher-kva.example'],
    san: ['xmpp:bücher.example'],
    expect: 'excluded',
  },
  {
    name: 'an XMPP domain with two readings',
    permitted: ['dns:example'],
    san: ['xmpp:faß.example'],
    expect: 'malformed',
  },
  // SRVName constraints (RFC 4985 section 4, with its examples)
  ...(['_mail.example.com', '_ntp.example.com', '_mail.1.example.com'] as const).map((san) => ({
    name: `${san} under a domain`,
    permitted: ['srv:example.com'],
    san: [`srv:${san}`],
    expect: ok,
  })),
  {
    name: 'a service of another domain',
    permitted: ['srv:example.com'],
    san: ['srv:_mail.1example.com'],
    expect: 'not-permitted',
  },
  ...(['_mail.example.com', '_MAIL.1example.com'] as const).map((san) => ({
    name: `${san} under a service`,
    permitted: ['srv:_mail'],
    san: [`srv:${san}`],
    expect: ok,
  })),
  {
    name: 'another service',
    permitted: ['srv:_mail'],
    san: ['srv:_ntp.example.com'],
    expect: 'not-permitted',
  },
  {
    name: 'the service and below its domain',
    permitted: ['srv:_mail.example.com'],
    san: ['srv:_mail.1.example.com'],
    expect: ok,
  },
  {
    name: 'another service of the domain',
    permitted: ['srv:_mail.example.com'],
    san: ['srv:_ntp.example.com'],
    expect: 'not-permitted',
  },
  {
    name: 'an excluded service',
    excluded: ['srv:_mail'],
    san: ['srv:_mail.example.com'],
    expect: 'excluded',
  },
  {
    name: "Expressway's service by both its labels",
    permitted: ['srv:_collab-edge._tls.example.com'],
    san: ['srv:_collab-edge._tls.example.com'],
    expect: ok,
  },
  {
    name: "Expressway's service by the first label alone",
    permitted: ['srv:_collab-edge.example.com'],
    san: ['srv:_collab-edge._tls.example.com'],
    expect: 'not-permitted',
  },
  {
    name: "Expressway's service, its first label excluded",
    excluded: ['srv:_collab-edge'],
    san: ['srv:_collab-edge._tls.example.com'],
    expect: 'excluded',
  },
  {
    name: 'an SRVName without service where SRVNames are constrained',
    permitted: ['srv:example.com'],
    san: ['srv:example.com'],
    expect: 'malformed',
  },
  {
    name: 'an SRVName in another string where SRVNames are constrained',
    permitted: ['srv:example.com'],
    san: [`other:${otherNameId.dnsSRV}=_mail.example.com`],
    expect: 'not-comparable',
  },
  {
    name: 'no SRVName where SRVNames are constrained',
    permitted: ['srv:example.com'],
    san: ['dns:example.org'],
    expect: ok,
  },
  // SmtpUTF8Mailbox (RFC 9598 section 6)
  {
    name: 'a mailbox beyond ASCII in the permitted domain',
    permitted: ['email:example.com'],
    san: [utf8Mailbox('用户@Example.com')],
    expect: ok,
  },
  {
    name: 'a mailbox beyond ASCII in another domain',
    permitted: ['email:example.com'],
    san: [utf8Mailbox('用户@example.org')],
    expect: 'not-permitted',
  },
  {
    name: 'a mailbox beyond ASCII below an excluded domain, in U-labels',
    excluded: ['email:.xn--bcher-kva.example'],
    san: [utf8Mailbox('用户@a.bücher.example')],
    expect: 'excluded',
  },
  {
    name: 'a mailbox beyond ASCII where one mailbox is permitted',
    permitted: ['email:user@example.com'],
    san: [utf8Mailbox('用户@example.com')],
    expect: 'not-permitted',
  },
  {
    name: 'a mailbox beyond ASCII that is none',
    permitted: ['email:example.com'],
    san: [utf8Mailbox('用户')],
    expect: 'malformed',
  },
  {
    name: 'a mailbox beyond ASCII where hosts are constrained',
    permitted: ['dns:example.com'],
    san: [utf8Mailbox('用户@example.org')],
    expect: ok,
  },
  {
    name: 'a URI whose host ends in a backslash for some',
    permitted: ['uri:www.example.com'],
    san: ['uri:https://evil.example\\@www.example.com/'],
    expect: 'not-comparable',
  },
  {
    name: 'a URI with two users',
    excluded: ['uri:www.example.com'],
    san: ['uri:https://a@b@example.org/'],
    expect: 'not-comparable',
  },
  {
    name: 'an otherName of the constrained type',
    excluded: ['other:1.2.3.4=a'],
    san: ['other:1.2.3.4=b'],
    expect: 'not-comparable',
  },
  {
    name: 'an otherName of another type',
    excluded: ['other:1.2.3.4=a'],
    san: ['other:1.2.3.5=a'],
    expect: ok,
  },
  { name: 'a registered identifier', permitted: ['rid:1.2.3'], san: ['rid:1.2.3'], expect: 'not-comparable' },
];

describe('a name under constraints (RFC 5280 4.2.1.10)', () => {
  it.each(rows)('$name: $expect', ({ permitted, excluded, expect: expected, ...leaf }) => {
    const ca = { ...(permitted ? { permitted } : {}), ...(excluded ? { excluded } : {}) };
    expect(breach(ca, leaf)).toBe(expected);
  });

  const withDistance = (tagNumber: number) =>
    extensionDer(
      '2.5.29.30',
      sequence(
        tlv(
          explicit(0),
          sequence(generalName('dns:example.com'), tlv(implicit(tagNumber), integer(1).subarray(2))),
        ),
      ),
      true,
    );
  it.each([
    ['minimum', 0],
    ['maximum', 1],
  ])('a %s cannot be applied where the form occurs, and does no harm where not', (_, tagNumber) => {
    const ca = { more: [withDistance(tagNumber)] };
    expect(breach(ca, { san: ['dns:example.com'] })).toBe('not-comparable');
    expect(breach(ca, { san: ['ip:192.0.2.1'] })).toBeUndefined();
  });
});

describe('constraints of several CAs', () => {
  const pki = (a: CertificateRecipe, b: CertificateRecipe, leaf: CertificateRecipe) => ({
    root: {},
    a: { issuedBy: 'root', ...a },
    b: { issuedBy: 'a', ...b },
    leaf: { issuedBy: 'b', ...leaf },
  });
  it.each([
    [
      'a lower one cannot widen',
      { permitted: ['dns:b.example'] },
      { permitted: ['dns:a.example', 'dns:b.example'] },
      ['dns:a.example'],
      ['path/name-constraint-violated'],
    ],
    ['both hold', { permitted: ['dns:example'] }, { permitted: ['dns:a.example'] }, ['dns:a.example'], []],
    [
      'an excluded name stays excluded',
      { excluded: ['dns:a.example'] },
      { permitted: ['dns:a.example'] },
      ['dns:a.example'],
      ['path/name-constraint-violated'],
    ],
    [
      'different forms add up',
      { permitted: ['dns:a.example'] },
      { permitted: ['ip:192.0.2.0/24'] },
      ['dns:a.example', 'ip:192.0.2.1'],
      [],
    ],
  ])('%s', (_, a, b, san, codes) => expect(codesFor({ pki: pki(a, b, { san }) })).toEqual(codes));

  it('bind the intermediate CAs too', () => {
    const question = {
      pki: pki({ permitted: ['dirname:O=Good'] }, { subject: 'O=Bad, CN=b' }, { subject: 'O=Good, CN=x' }),
    };
    expect(codesFor(question)).toEqual(['path/name-constraint-violated']);
  });

  it("count from the caller's own", () => {
    const { ca } = buildPki({ ca: { permitted: ['dns:example.org'] } });
    const value = new CertificateFacts(ca).extensions.nameConstraints!.value;
    expect(codesFor({ pki: pki({}, {}, {}), settings: { nameConstraints: [value] } })).toEqual([
      'path/name-constraint-violated',
    ]);
  });

  it('of an anchor do not count where it is a name and a key', () => {
    const question = { pki: { root: { permitted: ['dns:example.org'] }, leaf: { issuedBy: 'root' } } };
    expect(codesFor(question)).toEqual(['path/name-constraint-violated']);
    expect(codesFor({ ...question, settings: { anchors: 'name-and-key' } })).toEqual([]);
  });
});
