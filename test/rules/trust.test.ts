import type { Armour } from '../../src/lib/formats/armour.ts';
import { expect } from 'vitest';
import { ca, makeHierarchy, type CertificateRecipe } from '../../fixtures/recipes/certificates.ts';
import type { KeyName } from '../../fixtures/recipes/requests.ts';
import { sequence, setOf, oid, tlv } from '../../src/lib/asn1/der-writer.ts';
import { attributeType } from '../../src/lib/asn1/oids.ts';
import { tag } from '../../src/lib/asn1/tags.ts';
import type { RevocationStatus } from '../../src/lib/revocation/status.ts';
import {
  listRequirements,
  type NeededVerification,
  type RestsOnList,
} from '../../src/lib/rules/trust/facts.ts';
import type { LabFacts } from '../../src/lib/rules/trust/lab-ca.ts';
import type { TrustStoreKind } from '../../src/lib/trust/reachable-entries.ts';
import { labRules, trustRules } from '../../src/lib/rules/trust/index.ts';
import { gatherTrustFacts, type TrustEntry } from '../../src/lib/trust/facts.ts';
import { extensionDer } from '../support/certificate-der.ts';
import { runCases, type Case } from '../support/cases.ts';

/** What Unified CM installs: self-signed, marked as a CA, for a host. */
const selfSigned = (key: KeyName, rest: CertificateRecipe = {}): CertificateRecipe => ({
  key,
  subject: [['commonName', 'cucm1.example.com']],
  names: ['DNS:cucm1.example.com'],
  keyUsage: [0, 2, 3, 5],
  ca: true,
  pathLength: 0,
  ...rest,
});

const bothUsages = { extendedKeyUsage: ['serverAuth', 'clientAuth'] } as const;
/** Roots of one public CA, told apart by OU. */
const publicSubject = (unit: string) =>
  [
    ['organizationalUnitName', `Public Root CA - ${unit}`],
    ['commonName', 'Public Sign'],
  ] as const;

/** CN as PrintableString, where the recipes write UTF8String. */
const printableCn = (text: string) =>
  sequence(
    setOf(sequence(oid(attributeType.commonName), tlv(tag.printableString, new TextEncoder().encode(text)))),
  );

const withExtension = (id: string, value: Uint8Array): CertificateRecipe => ({
  extensions: [Uint8Array.from(extensionDer(id, value))],
});

const made = makeHierarchy({
  malformedRoot: ca({
    subject: [['commonName', 'Comment Root CA']],
    ...withExtension('2.16.840.1.113730.1.13', tlv(tag.printableString)),
  }),
  refusedRoot: ca({
    subject: [['commonName', 'Points Root CA']],
    ...withExtension('2.5.29.31', tlv(tag.octetString)),
  }),
  root: ca({ subject: [['commonName', 'Corp Root CA']] }),
  issuing: ca({ key: 'rsa-2048-c', issuer: 'root', subject: [['commonName', 'Corp Issuing CA 2']] }),
  issuingRenewed: ca({ key: 'rsa-2048-d', issuer: 'root', subject: [['commonName', 'Corp Issuing CA 2']] }),
  rootRenewed: ca({ key: 'rsa-2048-e', subject: [['commonName', 'corp root ca']] }),
  rootSameKey: ca({ notBefore: '2026-01-01', subject: [['commonName', 'Corp Root CA']] }),
  oldRootSameKey: ca({ notAfter: '2025-02-01', subject: [['commonName', 'Corp Root CA']] }),
  publicRoot: ca({ subject: publicSubject('R3') }),
  publicRootToo: ca({ key: 'rsa-2048-e', subject: publicSubject('R6') }),
  publicIssuing: ca({ issuer: 'root', ...bothUsages, pathLength: 0, subject: [['commonName', 'R11']] }),
  publicIssuingToo: ca({
    issuer: 'root',
    ...bothUsages,
    key: 'rsa-2048-d',
    subject: [['commonName', 'R11']],
  }),
  hostNamedCa: ca({ issuer: 'root', key: 'rsa-2048-d', subject: [['commonName', 'issuing1.example.net']] }),
  rootWithUsages: ca({ ...bothUsages, subject: [['commonName', 'Usage Root CA']] }),
  rootWithUsagesRenewed: ca({ ...bothUsages, key: 'rsa-2048-e', subject: [['commonName', 'Usage Root CA']] }),
  sha1Root: ca({ hash: 'sha1', subject: [['commonName', 'Sha One Root CA']] }),
  sha1Issuing: ca({ key: 'rsa-2048-c', issuer: 'root', hash: 'sha1', subject: [['commonName', 'Weak CA']] }),
  shortRoot: ca({ key: 'rsa-1024', subject: [['commonName', 'Short CA']] }),
  expiredRoot: ca({ notAfter: '2025-02-01', subject: [['commonName', 'Old Root CA']] }),
  endingRoot: ca({ notAfter: '2026-12-13T10:00:00Z', subject: [['commonName', 'Ending Root CA']] }),
  lastSecondRoot: ca({ notAfter: '2026-11-22T10:00:00Z', subject: [['commonName', 'Last Root CA']] }),
  firstSecondRoot: ca({ notBefore: '2026-11-22T10:00:00Z', subject: [['commonName', 'First Root CA']] }),
  laterRoot: ca({ notBefore: '2026-11-23', subject: [['commonName', 'Later Root CA']] }),
  plainRoot: ca({ ca: 'none', subject: [['commonName', 'Plain Root CA']] }),
  callManager: selfSigned('rsa-2048'),
  tomcat: selfSigned('rsa-2048-f'),
  upperCase: selfSigned('rsa-2048-f', { subject: [['commonName', 'CUCM1.Example.COM']] }),
  printable: selfSigned('rsa-2048-f', { subjectDer: printableCn('cucm1.example.com') }),
  otherHost: selfSigned('rsa-2048-f', { subject: [['commonName', 'cucm2.example.com']] }),
  otherSubject: selfSigned('rsa-2048-f', {
    subject: [
      ['organizationName', 'Example Corp'],
      ['commonName', 'cucm1.example.com'],
    ],
  }),
  namelessRoot: ca({ subject: [['organizationName', 'Example Corp']] }),
  namelessRenewed: ca({ key: 'rsa-2048-e', subject: [['organizationName', 'Example Corp']] }),
  forged: selfSigned('rsa-2048-f', { signatureBit: true }),
  signedCallManager: {
    issuer: 'root',
    subject: [['commonName', 'cucm1.example.com']],
    names: ['DNS:cucm1.example.com'],
  },
  signedTomcat: {
    issuer: 'root',
    key: 'rsa-2048-f',
    subject: [['commonName', 'cucm1.example.com']],
    names: ['DNS:cucm1.example.com'],
  },
  tomcatOfTwoNames: selfSigned('rsa-2048-f', { names: ['DNS:cucm1.example.com', 'DNS:other.example.com'] }),
  tomcatOfAddress: selfSigned('rsa-2048-f', {
    subject: [['commonName', '192.0.2.1']],
    names: ['IP:192.0.2.1'],
  }),
  tomcatWithoutCn: selfSigned('rsa-2048-f', { names: ['DNS:other.example.com'] }),
  newerCallManager: selfSigned('rsa-2048-f', { notBefore: '2026-11-01' }),
});
type Made = keyof typeof made;

interface Row extends Case {
  /** `name`, or `name: comment above it`. */
  readonly list: readonly (Made | `${Made}: ${string}`)[];
  readonly file?: string;
  readonly store?: TrustStoreKind;
  readonly needs?: readonly NeededVerification[];
  /** Status of each entry, in order. */
  readonly statuses?: readonly RevocationStatus[];
  /** Of the second entry; default: sound. */
  readonly armour?: Armour;
  readonly rests?: readonly RestsOnList[];
}

const revokedStatus: RevocationStatus = {
  status: 'revoked',
  since: Date.parse('2026-11-01T00:00:00Z'),
  reason: 'cACompromise',
  evidence: [],
};
const unknownStatus: RevocationStatus = { status: 'unknown', why: 'no-evidence', unusable: [] };

const duplicate = 'trust/duplicate-self-signed-cn';
const need = (rest: Partial<NeededVerification>): NeededVerification => ({
  name: 'CN=imp1.example.com',
  place: { file: 'imp1-cup-xmpp.pem' },
  canBeVerified: 'yes',
  missingIssuer: undefined,
  fault: undefined,
  verifiedBy: [],
  revocation: undefined,
  ...rest,
});

const cores = ['expc1.example.com'];
const edges = ['expe1.example.com'];
/** The list of an Expressway-C. */
const ofCore: readonly RestsOnList[] = [
  { requirement: 'own-list-verifies', peers: cores },
  { requirement: 'trusts-unified-cm', peers: cores },
  { requirement: 'trusts-imp', peers: cores },
  { requirement: 'trusted-by-other-expressway', peers: edges },
];
const rows: readonly Row[] = [
  {
    name: 'a root and its issuing CA',
    list: ['root', 'issuing'],
    expect: [],
    nearMissOf: [
      'trust/no-basic-constraints',
      'trust/leaf-in-list',
      'trust/weak',
      'trust/duplicate-ca-cn',
      'trust/duplicate-subject',
      'trust/expired',
    ],
  },
  {
    name: 'a root with a comment in another string type, which OpenSSL does not look at',
    list: ['malformedRoot'],
    expect: ['trust/malformed-part-taken'],
    nearMissOf: 'trust/malformed-part',
  },
  {
    name: 'a root with distribution points that are no list, which OpenSSL cannot decode',
    list: ['refusedRoot'],
    expect: ['trust/malformed-part'],
    nearMissOf: 'trust/malformed-part-taken',
  },
  {
    name: 'a public intermediate with both usages, and an enterprise CA called after its host',
    list: ['root', 'publicIssuing', 'hostNamedCa'],
    expect: [],
    nearMissOf: ['trust/leaf-in-list', 'trust/no-basic-constraints'],
  },
  {
    name: 'two public intermediates with both usages under one subject',
    list: ['root', 'publicIssuing', 'publicIssuingToo'],
    expect: ['trust/duplicate-subject'],
    nearMissOf: duplicate,
  },
  {
    name: 'two self-signed roots with both usages under one subject, which are no servers',
    list: ['rootWithUsages', 'rootWithUsagesRenewed'],
    expect: ['trust/duplicate-subject'],
    nearMissOf: duplicate,
  },
  {
    name: 'two roots of one public CA with one common name and two subjects',
    list: ['publicRoot', 'publicRootToo'],
    expect: ['trust/duplicate-ca-cn'],
    nearMissOf: 'trust/duplicate-subject',
  },
  {
    name: 'a root and its renewal with the same key: either verifies the same',
    list: ['root', 'rootSameKey'],
    expect: [],
    nearMissOf: ['trust/duplicate-subject', 'trust/duplicate-ca-cn'],
  },
  {
    name: 'the expired root above its renewal with the same key',
    list: ['oldRootSameKey', 'rootSameKey'],
    expect: ['trust/duplicate-subject', 'trust/expired'],
    check: ([finding]) => {
      expect(finding!.params).toMatchObject({ toldApartBy: 'validity', inDate: [2] });
      expect(finding!.message).toContain(
        'a search by subject finds entry 1 alone, OpenSSL one that is in date, entry 2',
      );
    },
  },
  {
    name: 'CallManager and tomcat self-signed with one CN: the upper one hides the lower, and secure HTTP is lost',
    list: ['callManager: # CallManager', 'tomcat: # tomcat'],
    expect: [duplicate],
    check: ([finding]) => {
      expect(finding!.params).toMatchObject({
        commonName: 'cucm1.example.com',
        entries: [
          { entry: 1, role: 'CallManager', roleGuessedFrom: 'comment' },
          { entry: 2, role: 'tomcat', roleGuessedFrom: 'comment' },
        ],
        lost: ['secure HTTP between Expressway-C and Unified CM or IM and Presence'],
      });
      const { entries } = finding!.params as { entries: { sha256: string }[] };
      const whole = entries.map(({ sha256 }) => sha256);
      expect(whole.every((each) => /^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/.test(each))).toBe(true);
      for (const sha256 of whole) {
        expect(finding!.message).toContain(`SHA-256 ${sha256.slice(0, 23)}…`);
        expect(finding!.message).not.toContain(sha256);
      }
      expect(finding!.message).toContain('entry 2 (tomcat, guessed from the comment; ');
    },
  },
  {
    name: 'CallManager above tomcat in the list of an Expressway-C: whether it trusts the tomcat is not known',
    list: ['callManager: # CallManager', 'tomcat: # tomcat'],
    rests: ofCore,
    expect: [duplicate],
    bears: [
      'trusts-unified-cm not known for mra on expc1.example.com',
      'trusts-imp not known for mra on expc1.example.com',
    ],
  },
  {
    name: 'TVS below tomcat: nobody misses it',
    list: ['tomcat: # tomcat', 'callManager: # TVS'],
    rests: ofCore,
    expect: [duplicate],
    bears: [],
  },
  {
    name: 'the same two the other way round: secure SIP is lost',
    list: ['tomcat: # tomcat', 'callManager: # CallManager'],
    rests: ofCore,
    expect: [duplicate],
    bears: ['trusts-unified-cm not known for mra, b2b on expc1.example.com'],
    check: ([finding]) =>
      expect(finding!.params).toMatchObject({ lost: ['secure SIP between Expressway-C and Unified CM'] }),
  },
  {
    name: 'without a comment nobody knows which service is lost',
    list: ['callManager', 'tomcat'],
    expect: [duplicate],
    check: ([finding]) => expect(finding!.params).toMatchObject({ lost: [] }),
  },
  { name: 'CNs that differ in letter case alone', list: ['callManager', 'upperCase'], expect: [duplicate] },
  {
    name: 'CNs that differ in their string type alone',
    list: ['callManager', 'printable'],
    expect: [duplicate],
  },
  {
    name: 'one CN under two subjects: a search by subject finds both',
    list: ['callManager', 'otherSubject: # tomcat'],
    rests: ofCore,
    expect: [duplicate],
    check: ([finding]) => {
      expect(finding!.params).toMatchObject({ isHidden: false });
      expect(finding!.bears).toBeUndefined();
    },
  },
  {
    name: 'two self-signed certificates with two CNs',
    list: ['callManager', 'otherHost'],
    expect: [],
    nearMissOf: duplicate,
  },
  {
    name: 'an entry with its BEGIN line indented',
    list: ['root', 'callManager'],
    armour: { sound: false, oddities: [{ kind: 'indented', line: 30 }] },
    expect: ['trust/pem-damaged'],
    check: ([finding]) => {
      expect(finding!.message).toContain('of entry 2: line 30: there are blanks');
      expect(finding!.locations).toEqual([{ file: 'expc-trusted-cas.pem', entry: 2, line: 21 }]);
    },
  },
  {
    name: 'an entry with its BEGIN line indented in a trust store of Unified CM',
    list: ['root', 'callManager'],
    store: 'unified-cm',
    armour: { sound: false, oddities: [{ kind: 'indented', line: 30 }] },
    expect: [],
    nearMissOf: 'trust/pem-damaged',
  },
  {
    name: 'two entries as OpenSSL reads them',
    list: ['root', 'callManager'],
    expect: [],
    nearMissOf: 'trust/pem-damaged',
  },
  {
    name: 'the same self-signed certificate twice',
    list: ['callManager', 'callManager'],
    expect: ['trust/duplicate-entry'],
    nearMissOf: duplicate,
  },
  {
    name: 'two CA-signed certificates with one CN',
    list: ['root', 'signedCallManager', 'signedTomcat'],
    expect: ['trust/leaf-in-list', 'trust/leaf-in-list'],
    nearMissOf: [duplicate, 'trust/duplicate-entry'],
  },
  {
    name: 'a CA-signed and a self-signed certificate with one CN',
    list: ['callManager', 'signedTomcat'],
    expect: ['trust/leaf-in-list'],
    nearMissOf: duplicate,
  },
  {
    name: 'a certificate that only claims to be self-signed',
    list: ['callManager', 'forged'],
    expect: ['trust/leaf-in-list'],
    nearMissOf: duplicate,
  },
  {
    name: 'an issuing CA and its renewal with a new key',
    list: ['root', 'issuing', 'issuingRenewed'],
    expect: ['trust/duplicate-subject'],
    nearMissOf: [duplicate, 'trust/duplicate-ca-cn'],
    check: ([finding]) => {
      expect(finding!.params).toMatchObject({ toldApartBy: 'key identifiers', inDate: [2, 3] });
      expect(finding!.message).toContain(
        'a search by subject finds entry 2 alone, OpenSSL the one whose key',
      );
      expect(finding!.bears).toBeUndefined();
    },
  },
  {
    name: 'a root and its renewal, in another letter case',
    list: ['root', 'rootRenewed'],
    expect: ['trust/duplicate-subject'],
    nearMissOf: duplicate,
  },
  {
    name: 'CallManager and tomcat with one subject in a trust store of Unified CM: the newer one stays',
    list: ['callManager', 'newerCallManager'],
    store: 'unified-cm',
    rests: [{ requirement: 'trusted-by-unified-cm', peers: cores }],
    expect: ['trust/subject-replaced'],
    nearMissOf: duplicate,
    bears: ['trusted-by-unified-cm remark on expc1.example.com'],
    check: ([finding]) =>
      expect(finding!.params).toMatchObject({ kept: { entry: 2 }, keptFrom: '2026-11-01' }),
  },
  {
    name: 'the same two in the list of an Expressway',
    list: ['callManager', 'newerCallManager'],
    expect: [duplicate],
    nearMissOf: 'trust/subject-replaced',
    check: ([finding]) => {
      expect(finding!.message).toMatch(/entry 1 \(\S+ to \S+; SHA-256 /);
      expect(finding!.message).toMatch(/entry 2 \(2026-11-01 to \S+; SHA-256 /);
    },
  },
  {
    name: 'a root that has expired',
    list: ['expiredRoot'],
    expect: ['trust/expired'],
    nearMissOf: 'trust/expires-soon',
  },
  {
    name: 'a root in its last second',
    list: ['lastSecondRoot'],
    expect: ['trust/expires-soon'],
    nearMissOf: 'trust/expired',
  },
  {
    name: 'a root in its first second',
    list: ['firstSecondRoot'],
    expect: [],
    nearMissOf: 'trust/not-yet-valid',
  },
  { name: 'a root with 21 days left to the minute', list: ['endingRoot'], expect: ['trust/expires-soon'] },
  { name: 'a root that begins tomorrow', list: ['laterRoot'], expect: ['trust/not-yet-valid'] },
  { name: 'a root that began long ago', list: ['root'], expect: [], nearMissOf: 'trust/not-yet-valid' },
  { name: 'a CA without basicConstraints', list: ['plainRoot'], expect: ['trust/no-basic-constraints'] },
  { name: 'an intermediate signed with SHA-1', list: ['root', 'sha1Issuing'], expect: ['trust/weak'] },
  { name: 'a root with RSA 1024', list: ['shortRoot'], expect: ['trust/weak'] },
  { name: 'a root that signed itself with SHA-1', list: ['sha1Root'], expect: [], nearMissOf: 'trust/weak' },
  {
    name: 'a tomcat certificate that lacks its CN among the names, known by its file name',
    list: ['tomcatWithoutCn'],
    file: 'cucm/cucm1-tomcat.pem',
    rests: ofCore,
    expect: ['trust/tomcat-names'],
    bears: ['trusts-unified-cm not known for mra on expc1.example.com'],
  },
  {
    name: 'a tomcat certificate that has its CN and another name among the names',
    list: ['tomcatOfTwoNames'],
    file: 'cucm/cucm1-tomcat.pem',
    expect: [],
    nearMissOf: 'trust/tomcat-names',
  },
  {
    name: 'a tomcat certificate whose CN is an address among the names',
    list: ['tomcatOfAddress'],
    file: 'cucm/cucm1-tomcat.pem',
    expect: [],
    nearMissOf: 'trust/tomcat-names',
  },
  {
    name: 'the same certificate when nobody says that it is tomcat',
    list: ['tomcatWithoutCn'],
    expect: [],
    nearMissOf: 'trust/tomcat-names',
  },
  {
    name: 'CAs in the file tomcat-trust, whose CN is no name of a host',
    list: ['root', 'issuing'],
    file: 'cucm/tomcat-trust.pem',
    expect: [],
    nearMissOf: 'trust/tomcat-names',
  },
  {
    name: 'a needed certificate whose issuer is not in the list',
    list: ['root'],
    needs: [need({ canBeVerified: 'no', missingIssuer: 'CN=IMP CA' })],
    expect: ['trust/issuer-missing'],
    check: ([finding]) => expect(finding!.locations).toEqual([{ file: 'imp1-cup-xmpp.pem' }]),
  },
  {
    name: 'needed certificates that verify, fail otherwise, or could not be checked',
    list: ['root'],
    needs: [need({}), need({ canBeVerified: 'no' }), need({ canBeVerified: 'unknown' })],
    expect: [],
    nearMissOf: 'trust/issuer-missing',
  },
  {
    name: 'a needed certificate with an expired CA',
    list: ['root'],
    needs: [need({ canBeVerified: 'no', fault: 'CN=Old CA ended 2025-02-01' })],
    expect: ['trust/needed-refused'],
    check: ([finding]) => expect(finding!.locations).toEqual([{ file: 'imp1-cup-xmpp.pem' }]),
  },
  {
    name: 'a needed certificate that is revoked',
    list: ['root'],
    needs: [need({ revocation: revokedStatus })],
    expect: ['trust/needed-refused'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'CN=imp1.example.com is refused: revoked since 2026-11-01 (cACompromise)',
      ),
  },
  {
    name: 'needed certificates whose CA is missing, or whose status nobody knows',
    list: ['root'],
    needs: [need({ canBeVerified: 'no', missingIssuer: 'CN=IMP CA' }), need({ revocation: unknownStatus })],
    expect: ['trust/issuer-missing'],
    nearMissOf: 'trust/needed-refused',
  },
  {
    name: 'two CAs with one subject and no CN in it',
    list: ['namelessRoot', 'namelessRenewed'],
    expect: ['trust/duplicate-subject'],
    check: ([finding]) => expect(finding!.message).toContain('have the subject O=Example Corp'),
  },
  {
    name: 'a CA in the list that is revoked',
    list: ['root', 'issuing'],
    statuses: [unknownStatus, revokedStatus],
    expect: ['trust/revoked'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'entry 2, CN=Corp Issuing CA 2, is revoked since 2026-11-01 (cACompromise)',
      ),
  },
  {
    name: 'a CA in the list about which no revocation list says anything',
    list: ['root', 'issuing'],
    statuses: [unknownStatus, unknownStatus],
    expect: [],
    nearMissOf: 'trust/revoked',
  },
  {
    name: 'a thousand and one entries',
    list: ['root', ...Array<Made>(1000).fill('issuing')],
    rests: ofCore,
    expect: ['trust/too-many', 'trust/duplicate-entry'],
    bears: [
      'own-list-verifies not known on expc1.example.com',
      'trusted-by-other-expressway not known on expe1.example.com',
      'trusts-unified-cm not known on expc1.example.com',
      'trusts-imp not known on expc1.example.com',
    ],
    check: (findings) => {
      const [, repeated] = findings;
      expect(repeated!.message).toContain('entries 2, 3, 4 and 997 more are the same certificate');
    },
  },
  {
    name: 'a thousand and one entries, whatever rests on them',
    list: ['root', ...Array<Made>(1000).fill('issuing')],
    rests: listRequirements.map((requirement) => ({ requirement, peers: cores })),
    expect: ['trust/too-many', 'trust/duplicate-entry'],
    bears: [
      'own-list-verifies',
      'trusts-other-expressway',
      'trusted-by-other-expressway',
      'trusts-unified-cm',
      'trusted-by-unified-cm',
      'trusts-imp',
      'trusted-by-imp',
      'trusts-unity',
      'trusts-meeting-server',
      'trusts-webex',
      'trusted-from-outside',
    ].map((requirement) => `${requirement} not known on expc1.example.com`),
  },
  {
    name: 'a thousand entries',
    list: ['root', ...Array<Made>(999).fill('issuing')],
    expect: ['trust/duplicate-entry'],
    nearMissOf: 'trust/too-many',
  },
];

runCases(
  trustRules,
  rows,
  async ({
    list,
    file = 'expc-trusted-cas.pem',
    store = 'expressway',
    needs = [],
    statuses = [],
    armour,
    rests = [],
  }) => {
    const entries = list.map((text, i): TrustEntry => {
      const [name, comment] = text.split(': ') as [Made, string?];
      return {
        certificate: made[name].certificate,
        file,
        entry: i + 1,
        line: i * 20 + 1,
        armour: (i === 1 && armour) || { sound: true },
        ...(comment !== undefined && { comment }),
      };
    });
    const facts = await gatherTrustFacts(entries);
    return {
      list: facts,
      subject: { file },
      store,
      needs,
      rests,
      revocation: statuses.map((status, i) => ({ entry: facts.entries[i]!, status })),
      at: Date.parse('2026-11-22T10:00:00Z'),
    };
  },
);

interface LabRow extends Case {
  readonly met: LabFacts['met'];
}

const labRows: readonly LabRow[] = [
  {
    name: 'the CA of a lab in the list of a cluster, and again in a file',
    met: [
      {
        subject: 'CN=expcert lab\\, not for production',
        notAfter: '2026-12-30',
        isCa: true,
        locations: [{ file: 'trust/core.pem', entry: 2 }, { file: 'ca.pem' }],
      },
    ],
    expect: ['trust/lab-ca'],
    bears: [],
    check: ([finding]) => {
      expect(finding!.message).toBe(
        'CN=expcert lab\\, not for production is the CA of a lab, not for production; it ends on 2026-12-30',
      );
      expect(finding!.locations).toHaveLength(2);
    },
  },
  {
    name: 'a certificate that a lab has issued',
    met: [
      {
        subject: 'CN=expe1.example.com',
        notAfter: '2026-12-30',
        isCa: false,
        locations: [{ file: 'a.pem' }],
      },
    ],
    expect: ['trust/lab-ca'],
  },
  { name: 'certificates of other CAs alone', met: [], expect: [], nearMissOf: 'trust/lab-ca' },
];

runCases(labRules, labRows, ({ met }): LabFacts => ({ met }));
