import {
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  tlv,
  utf8String,
} from '../../../src/lib/asn1/der-writer.ts';
import { extensionId } from '../../../src/lib/asn1/oids.ts';
import { explicit, implicit } from '../../../src/lib/asn1/tags.ts';
import type { ExtensionName } from '../../../src/lib/x509/extensions.ts';
import { extensionDer } from '../certificate-der.ts';
import { generalName } from '../general-names.ts';
import { keyIdentifier } from '../pki.ts';
import { caName, hostOf, subjectOfRoot, type ChainDraft, type MutableRecipe } from './draft.ts';

/** One way in which a chain can be, and what it does to the draft of a sound one. */
export interface ChainValue {
  readonly name: string;
  /** Does OpenSSL refuse every chain that has it, for a server and for a client? Then the reason. */
  readonly refused?: string;
  /** Values of other features without which OpenSSL hardly ever takes it. */
  readonly goesWith?: Readonly<Record<string, string>>;
  apply(draft: ChainDraft): void;
}

export interface ChainFeature {
  readonly name: string;
  /** It would contradict what is said of the issuing CA where the root is that CA. */
  readonly isOfRootAlone?: boolean;
  /** The first is what a sound chain has. */
  readonly values: readonly [ChainValue, ...ChainValue[]];
}

const nothing = (): void => undefined;
const sound = (name: string): ChainValue => ({ name, apply: nothing });
const takes = (name: string, apply: ChainValue['apply']): ChainValue => ({ name, apply });
const refuses = (name: string, refused: string, apply: ChainValue['apply']): ChainValue => ({
  name,
  refused,
  apply,
});

const leaf =
  (more: Partial<MutableRecipe>) =>
  (draft: ChainDraft): void =>
    void Object.assign(draft.leaf, more);
const root =
  (more: Partial<MutableRecipe>) =>
  (draft: ChainDraft): void =>
    void Object.assign(draft.root, more);
/** The CA that issues the certificate: without an intermediate the root. */
const issuingCa = ({ cas, root: top }: ChainDraft): MutableRecipe => cas[0] ?? top;
const ca =
  (more: Partial<MutableRecipe>) =>
  (draft: ChainDraft): void =>
    void Object.assign(issuingCa(draft), more);
const intermediate =
  (more: Partial<MutableRecipe>) =>
  ({ cas: [first] }: ChainDraft): void =>
    void (first && Object.assign(first, more));

const add = (recipe: MutableRecipe, ...extensions: readonly Uint8Array[]): void => {
  recipe.more = [...(recipe.more ?? []), ...extensions];
};
const critical = (recipe: MutableRecipe, flags: { readonly [Name in ExtensionName]?: boolean }): void => {
  recipe.critical = { ...recipe.critical, ...flags };
};
const leaveOut = (recipe: MutableRecipe, ...names: readonly ExtensionName[]): void => {
  recipe.without = [...(recipe.without ?? []), ...names];
};

const unknown = (isCritical: boolean): Uint8Array =>
  extensionDer('1.3.6.1.4.1.99999.7', utf8String('?'), isCritical);
const accessInfo = extensionDer(
  extensionId.authorityInfoAccess,
  sequence(sequence(oid('1.3.6.1.5.5.7.48.1'), generalName('uri:http://ocsp.example.com'))),
  true,
);
/** Bits of the Netscape certificate type: 0 client, 1 server, 5 CA. */
const netscape = (...bits: number[]): Uint8Array =>
  extensionDer(extensionId.netscapeCertType, namedBits(bits));
const otherKeyIdentifier = sequence(tlv(implicit(0), Uint8Array.of(1, 2, 3, 4)));
const namedIssuer = (issuer: string, serial: number): Uint8Array =>
  sequence(tlv(explicit(1), generalName(`dirname:${issuer}`)), tlv(implicit(2), integer(serial).subarray(2)));
/** Of the same kind: OpenSSL passes over an issuer whose key cannot have made such a signature. */
const otherKeyFor = ({ key }: MutableRecipe): string => (key?.startsWith('rsa') ? 'rsa-2048-d' : 'p256-twin');
const always = 'it is of no use to anybody';

const names = 'names of the certificate';
const subject = 'subject of the certificate';
const constraints = 'name constraints of the issuing CA';

const leafFeatures: readonly ChainFeature[] = [
  {
    name: 'extended key usage of the certificate',
    values: [
      sound('both'),
      takes('server', leaf({ eku: ['serverAuth'] })),
      takes('client', leaf({ eku: ['clientAuth'] })),
      takes('none', leaf({ eku: null })),
      takes('server and any', leaf({ eku: ['serverAuth', 'anyExtendedKeyUsage'] })),
      takes('Microsoft server gated', leaf({ eku: ['microsoftServerGatedCrypto'] })),
      refuses(
        'any alone',
        'anyExtendedKeyUsage is no purpose for OpenSSL',
        leaf({ eku: ['anyExtendedKeyUsage'] }),
      ),
      refuses('e-mail', 'neither purpose is named', leaf({ eku: ['emailProtection'] })),
    ],
  },
  {
    name: 'key usage of the certificate',
    values: [
      sound('digitalSignature and keyEncipherment'),
      takes('digitalSignature', leaf({ keyUsage: ['digitalSignature'] })),
      takes('keyEncipherment', leaf({ keyUsage: ['keyEncipherment'] })),
      takes('keyAgreement', leaf({ keyUsage: ['keyAgreement'] })),
      takes('none', leaf({ keyUsage: null })),
      takes('keyCertSign too', leaf({ keyUsage: ['digitalSignature', 'keyCertSign'] })),
      refuses('nonRepudiation', 'TLS needs another bit', leaf({ keyUsage: ['nonRepudiation'] })),
      refuses('cRLSign', 'TLS needs another bit', leaf({ keyUsage: ['cRLSign'] })),
      refuses('empty', 'an extension without a bit makes the certificate invalid', leaf({ keyUsage: [] })),
    ],
  },
  {
    name: 'basic constraints of the certificate',
    values: [
      sound('no CA'),
      takes('none', leaf({ ca: null })),
      takes('CA', leaf({ ca: true })),
      takes('no CA, with a path length', leaf({ pathLength: 0 })),
    ],
  },
  {
    name: names,
    values: [
      sound('host'),
      takes('wildcard', leaf({ san: ['dns:*.example.com'] })),
      takes('none', leaf({ san: null })),
      takes('host and address', ({ leaf: it, id }) => {
        it.san = [`dns:${hostOf(id)}`, 'ip:192.0.2.7'];
      }),
      takes('mail', leaf({ san: ['email:admin@example.com'] })),
      takes('uri', leaf({ san: ['uri:https://www.example.com/path'] })),
      takes('underscore', leaf({ san: ['dns:_sip.example.com'] })),
      takes('another domain', leaf({ san: ['dns:www.example.net'] })),
      takes('service and XMPP name', ({ leaf: it, id }) => {
        it.san = [`dns:${hostOf(id)}`, 'srv:_xmpp-server.example.com', 'xmpp:example.com'];
      }),
    ],
  },
  {
    name: subject,
    values: [
      sound('organisation and host'),
      takes('none', leaf({ subject: '' })),
      {
        ...takes('with a mail address', ({ leaf: it, id }) => {
          it.subject = `CN=${hostOf(id)}, emailAddress=admin@example.com`;
        }),
        goesWith: { [constraints]: 'none' },
      },
      takes('no host', leaf({ subject: 'O=Example, CN=Expressway' })),
    ],
  },
  {
    name: 'critical extensions of the certificate',
    values: [
      sound('key usage alone'),
      takes('subjectAltName and extKeyUsage', ({ leaf: it }) =>
        critical(it, { subjectAltName: true, extKeyUsage: true }),
      ),
      takes('policies', ({ leaf: it }) => {
        it.policies = ['1.3.6.1.4.1.99999.1'];
        critical(it, { certificatePolicies: true });
      }),
      takes('an unknown one, not critical', ({ leaf: it }) => add(it, unknown(false))),
      refuses('an unknown one', 'critical and not known', ({ leaf: it }) => add(it, unknown(true))),
      refuses('access information', 'critical and not known as such', ({ leaf: it }) => add(it, accessInfo)),
      refuses('another name of the issuer', 'critical and not known as such', ({ leaf: it }) =>
        add(it, extensionDer(extensionId.issuerAltName, sequence(generalName('dns:ca.example.com')), true)),
      ),
    ],
  },
  {
    name: 'Netscape certificate type of the certificate',
    values: [
      sound('none'),
      takes('server', ({ leaf: it }) => add(it, netscape(1))),
      takes('client', ({ leaf: it }) => add(it, netscape(0))),
      takes('both', ({ leaf: it }) => add(it, netscape(0, 1))),
      refuses('CA', 'it is neither purpose', ({ leaf: it }) => add(it, netscape(5))),
    ],
  },
  {
    name: 'dates of the certificate',
    values: [
      sound('current'),
      takes('since 1950 and for ever', leaf({ notBefore: '1950-01-01', notAfter: '9999-12-31T23:59:59Z' })),
      refuses('ended', always, leaf({ notBefore: '2025-01-01', notAfter: '2026-01-01' })),
      refuses('to come', always, leaf({ notBefore: '2026-12-01' })),
    ],
  },
  {
    name: 'serial number of the certificate',
    values: [
      sound('small'),
      takes('zero', leaf({ serial: 0 })),
      takes('negative', leaf({ serial: -5 })),
      takes('21 octets', leaf({ serial: 1n << 166n })),
    ],
  },
  {
    name: 'signature of the certificate',
    values: [
      sound('good'),
      refuses('damaged', 'it does not verify', leaf({ damaged: true })),
      refuses('of another key', 'it does not verify', leaf({ signedWith: 'p256-nobody' })),
    ],
  },
];

const caFeatures: readonly ChainFeature[] = [
  {
    name: 'basic constraints of the issuing CA',
    values: [
      sound('CA'),
      takes('not critical', (draft) => critical(issuingCa(draft), { basicConstraints: false })),
      takes('none below the root', intermediate({ ca: null })),
      refuses('no CA', 'it says so', ca({ ca: false })),
    ],
  },
  {
    name: 'key usage of the issuing CA',
    values: [
      sound('keyCertSign and cRLSign'),
      takes('none', ca({ keyUsage: null })),
      takes('with digitalSignature', ca({ keyUsage: ['digitalSignature', 'keyCertSign'] })),
      refuses('cRLSign', 'it may not sign certificates', ca({ keyUsage: ['cRLSign'] })),
    ],
  },
  {
    name: 'extended key usage of the issuing CA',
    values: [
      sound('none'),
      takes('both', ca({ eku: ['serverAuth', 'clientAuth'] })),
      takes('server', ca({ eku: ['serverAuth'] })),
      takes('client', ca({ eku: ['clientAuth'] })),
      takes('server, client and any', ca({ eku: ['serverAuth', 'clientAuth', 'anyExtendedKeyUsage'] })),
      refuses(
        'any alone',
        'anyExtendedKeyUsage is no purpose for OpenSSL',
        ca({ eku: ['anyExtendedKeyUsage'] }),
      ),
      refuses('e-mail', 'its usages bind what is below it', ca({ eku: ['emailProtection'] })),
    ],
  },
  {
    name: 'path length',
    values: [
      sound('none'),
      takes('0 in the issuing CA', ca({ pathLength: 0 })),
      takes('0 in the root', root({ pathLength: 0 })),
      takes('1 in the root', root({ pathLength: 1 })),
    ],
  },
  {
    name: constraints,
    values: [
      sound('none'),
      takes('its domain', ca({ permitted: ['dns:example.com'] })),
      takes('its domain with a leading dot', ca({ permitted: ['dns:.example.com'] })),
      takes('both forms of its domain', ca({ permitted: ['dns:.example.com', 'dns:example.com'] })),
      takes('not critical', (draft) => {
        issuingCa(draft).permitted = ['dns:example.com'];
        critical(issuingCa(draft), { nameConstraints: false });
      }),
      {
        ...takes('another domain', ca({ permitted: ['dns:example.org'] })),
        goesWith: { [names]: 'mail', [subject]: 'no host' },
      },
      {
        ...takes('its domain excluded', ca({ excluded: ['dns:example.com'] })),
        goesWith: { [names]: 'another domain' },
      },
      takes('a host excluded', ca({ excluded: ['dns:www.example.com'] })),
      takes('addresses', ca({ permitted: ['ip:192.0.2.0/24'] })),
      takes('other addresses', ca({ permitted: ['ip:198.51.100.0/24'] })),
      takes('a mask with holes', ca({ permitted: ['ip:c0000200ff00ff00'] })),
      takes('its organisation', ca({ permitted: ['dirname:O=Example'] })),
      {
        ...takes('another organisation', ca({ permitted: ['dirname:O=Other'] })),
        goesWith: { [subject]: 'none' },
      },
      takes('mail', ca({ permitted: ['email:example.com'] })),
      takes('mail below', ca({ permitted: ['email:.example.com'] })),
      takes('URIs below', ca({ permitted: ['uri:.example.com'] })),
      takes('everything', ca({ permitted: ['dns:'] })),
      takes('service names', ca({ permitted: ['srv:example.com'] })),
      takes('an empty extension', (draft) =>
        add(issuingCa(draft), extensionDer(extensionId.nameConstraints, sequence(), true)),
      ),
    ],
  },
  {
    name: 'policies of the issuing CA',
    values: [
      sound('none'),
      takes('one that is required and missing', ca({ requireExplicitPolicy: 0 })),
      takes('any', ca({ policies: ['2.5.29.32.0'] })),
      takes('no any policy', ca({ inhibitAnyPolicy: 0 })),
    ],
  },
  {
    name: 'critical extensions of the issuing CA',
    values: [
      sound('those of the standard'),
      takes('an unknown one, not critical', (draft) => add(issuingCa(draft), unknown(false))),
      refuses('an unknown one', 'critical and not known', (draft) => add(issuingCa(draft), unknown(true))),
      refuses('access information', 'critical and not known as such', (draft) =>
        add(issuingCa(draft), accessInfo),
      ),
    ],
  },
  {
    name: 'dates of the issuing CA',
    values: [
      sound('current'),
      takes('for ever', ca({ notBefore: '1990-01-01', notAfter: '9999-12-31T23:59:59Z' })),
      takes('until tomorrow', ca({ notAfter: '2026-11-23T12:00:00Z' })),
      refuses('ended', always, ca({ notBefore: '2025-01-01', notAfter: '2026-01-01' })),
      refuses('to come', always, ca({ notBefore: '2026-12-01' })),
    ],
  },
  {
    name: 'key identifiers',
    values: [
      sound('all'),
      takes('none in the certificate', ({ leaf: it }) => leaveOut(it, 'authorityKeyIdentifier')),
      takes('none in the issuing CA', (draft) => leaveOut(issuingCa(draft), 'subjectKeyIdentifier')),
      takes('none at all', (draft) => {
        for (const each of [draft.leaf, ...draft.cas, draft.root])
          leaveOut(each, 'authorityKeyIdentifier', 'subjectKeyIdentifier');
      }),
      takes('issuer and serial number', (draft) => {
        issuingCa(draft).serial = 77;
        leaveOut(draft.leaf, 'authorityKeyIdentifier');
        // The issuer of the issuer is named (RFC 5280 4.2.1.1).
        const above = draft.cas.length > 1 ? draft.cas[1]!.subject! : subjectOfRoot(draft.id);
        add(draft.leaf, extensionDer(extensionId.authorityKeyIdentifier, namedIssuer(above, 77)));
      }),
      refuses('another key', 'no issuer has it', (draft) => {
        leaveOut(draft.leaf, 'authorityKeyIdentifier');
        leaveOut(issuingCa(draft), 'subjectKeyIdentifier');
        add(draft.leaf, extensionDer(extensionId.authorityKeyIdentifier, otherKeyIdentifier));
        add(
          issuingCa(draft),
          extensionDer(extensionId.subjectKeyIdentifier, octetString(keyIdentifier('p256-x'))),
        );
      }),
      refuses('another serial number', 'no issuer has it', (draft) => {
        leaveOut(draft.leaf, 'authorityKeyIdentifier');
        const { id } = draft;
        add(
          draft.leaf,
          extensionDer(extensionId.authorityKeyIdentifier, namedIssuer(subjectOfRoot(id), 12345)),
        );
      }),
    ],
  },
  {
    name: 'signatures of the CAs',
    values: [
      sound('good'),
      takes('of the root damaged', root({ damaged: true })),
      takes('of the issuing CA damaged', ca({ damaged: true })),
      takes('with SHA-1', (draft) => {
        issuingCa(draft).hash = 'sha1';
        draft.leaf.hash = 'sha1';
      }),
    ],
  },
];

const rootFeatures: readonly ChainFeature[] = [
  {
    name: 'form of the root',
    isOfRootAlone: true,
    values: [
      sound('version 3'),
      takes('version 1', ({ root: top, cas, leaf: it }) => {
        top.version = 1;
        leaveOut(cas.at(-1) ?? it, 'authorityKeyIdentifier');
      }),
      takes('known by its key usage alone', root({ ca: null, keyUsage: ['keyCertSign'] })),
      takes('with usages of servers and clients', root({ eku: ['serverAuth', 'clientAuth'] })),
      takes('with its own key identifier', ({ root: top }) =>
        add(
          top,
          extensionDer(
            extensionId.authorityKeyIdentifier,
            sequence(tlv(implicit(0), keyIdentifier(top.key!))),
          ),
        ),
      ),
      refuses(
        'neither constraints nor usage',
        'nothing says that it is a CA',
        root({ ca: null, keyUsage: null }),
      ),
      refuses('with the key identifier of another', 'it does not look self-signed', ({ root: top }) => {
        top.without = [];
        add(top, extensionDer(extensionId.authorityKeyIdentifier, otherKeyIdentifier));
      }),
    ],
  },
  {
    name: 'dates of the root',
    values: [
      sound('current'),
      refuses('ended', always, root({ notBefore: '2025-01-01', notAfter: '2026-01-01' })),
    ],
  },
  {
    name: 'keys',
    values: [
      sound('P-256'),
      takes('RSA', (draft) => {
        draft.leaf.key = 'rsa-2048';
        draft.root.key = 'rsa-3072';
        for (const [i, each] of draft.cas.entries()) each.key = i === 0 ? 'rsa-2048-b' : 'rsa-2048-c';
      }),
      takes('RSA 1024', leaf({ key: 'rsa-1024' })),
      takes('RSA 512 in the issuing CA', ca({ key: 'rsa-512' })),
      takes('P-384 and P-521', (draft) => {
        draft.leaf.key = 'ec-p-384';
        draft.root.key = 'ec-p-521';
      }),
    ],
  },
  {
    name: 'trusted-CA list',
    values: [
      sound('the root first'),
      takes('the root last', (draft) => void draft.list.reverse()),
      takes('everything twice', (draft) => {
        draft.list = [...draft.list, ...draft.list];
      }),
      takes('another key of the same name first', (draft) => {
        draft.others['twin'] = { ...draft.root, key: otherKeyFor(draft.root), serial: 5 };
        draft.list = ['twin', ...draft.list];
      }),
      takes('another key of the same name last', (draft) => {
        draft.others['twin'] = { ...draft.root, key: otherKeyFor(draft.root), serial: 5 };
        draft.list = [...draft.list, 'twin'];
      }),
      takes('the ended root first', (draft) => {
        draft.others['old'] = { ...draft.root, serial: 6, notBefore: '2020-01-01', notAfter: '2026-01-01' };
        draft.list = ['old', ...draft.list];
      }),
      takes('the certificate itself too', (draft) => {
        draft.list = [...draft.list, 'leaf'];
      }),
      refuses('without the issuing CA', 'its issuer is not there', (draft) => {
        const issuing = draft.cas.length > 0 ? caName(0) : 'root';
        draft.list = draft.list.filter((name) => name !== issuing);
      }),
      refuses('another key without identifier first', 'it takes the first, and never turns back', (draft) => {
        const top = draft.cas.at(-1) ?? draft.leaf;
        draft.others['twin'] = {
          ...draft.root,
          key: otherKeyFor(draft.root),
          serial: 5,
          version: 3,
          without: ['subjectKeyIdentifier'],
          more: [],
          notBefore: '2026-01-01',
          notAfter: '2027-12-31',
        };
        leaveOut(top, 'authorityKeyIdentifier');
        top.more = (top.more ?? []).filter(() => top !== draft.leaf);
        draft.list = ['twin', ...draft.list];
      }),
      refuses('without the root', 'an intermediate alone is no anchor', (draft) => {
        draft.list = draft.list.filter((name) => name !== 'root');
      }),
      refuses('empty but for another root', 'nobody there has issued it', (draft) => {
        draft.others['other'] = { subject: `CN=Other ${draft.id}`, key: 'p256-other', ca: true };
        draft.list = ['other'];
      }),
    ],
  },
];

/** Everything in which chains differ, but for the number of CAs and the form of the file. */
export const chainFeatures: readonly ChainFeature[] = [...leafFeatures, ...caFeatures, ...rootFeatures];
