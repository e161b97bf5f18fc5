import { describe, expect, it } from 'vitest';
import { buildRequest, keyText } from '../../../fixtures/recipes/requests.ts';
import { oid, sequence, setOf, utf8String } from '../../../src/lib/asn1/der-writer.ts';
import { requestAttribute } from '../../../src/lib/asn1/oids.ts';
import { describeAsn1 } from '../../../src/lib/describe/asn1.ts';
import { describe as describeThing, type Description } from '../../../src/lib/describe/describe.ts';
import { namesOf, pemOf } from '../../../src/lib/describe/facts.ts';
import { summarise } from '../../../src/lib/describe/summary.ts';
import { open } from '../../../src/lib/formats/open.ts';
import { writePem } from '../../../src/lib/formats/pem.ts';
import { certificateDer, extensionDer, extensionsDer } from '../../support/certificate-der.ts';
import { hex } from '../../support/decode.ts';
import { malformedRecipes } from '../../support/malformed.ts';
import { buildPki } from '../../support/pki.ts';
import { foundFile } from '../../support/found.ts';
import { everyExtensionCertificate, revocationList } from '../../support/rich-der.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function opened(bytes: Uint8Array | string) {
  const { recognised, unrecognised } = await open(
    [{ path: 'f', bytes: typeof bytes === 'string' ? utf8(bytes) : bytes }],
    { passphrases: ['secret'] },
  );
  expect(unrecognised.map(({ error }) => error.message)).toEqual([]);
  return recognised;
}

function outline({ label, value, children = [] }: Description, depth = 0): string {
  const line = `${'  '.repeat(depth)}${label}${value === undefined ? '' : `: ${value}`}\n`;
  return line + children.map((child) => outline(child, depth + 1)).join('');
}

const treeOf = async (bytes: Uint8Array | string): Promise<string> =>
  (await Promise.all((await opened(bytes)).map((item) => describeThing(item))))
    .map((tree) => outline(tree))
    .join('\n');

const rowsOf = async (bytes: Uint8Array | string): Promise<string[]> => {
  const [item] = await opened(bytes);
  const { kind, headline, isCa, rows } = await summarise(item!);
  return [`${kind}|${headline}${isCa ? '|CA' : ''}`, ...rows.map(({ label, value }) => `${label}|${value}`)];
};

describe('the whole description', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['a certificate with every extension', everyExtensionCertificate, 'certificate'],
    ['a revocation list', revocationList, 'crl'],
    [
      'a request with names of every kind',
      buildRequest({
        names: [
          'DNS:a.example.com',
          'SRV:_collab-edge._tls.example.com',
          'XMPP:chat.example.com',
          'IP:192.0.2.1',
        ],
      }),
      'request',
    ],
    ['an OCSP response', foundFile('revoked.ocsp'), 'ocsp'],
    ['a PKCS#12 file', foundFile('rc2-40.p12'), 'pkcs12'],
    ['a PKCS#7 bundle', foundFile('ber.p7m'), 'pkcs7'],
    ['copied names', 'DNS:a.example.com, othername: XmppAddr::chat.example.com', 'names'],
    [
      'a curve and an Ed25519 key',
      `${writePem('EC PARAMETERS', hex('06082a8648ce3d030107'))}${keyText('ed25519')}`,
      'keys',
    ],
  ])('of %s', async (_, bytes, name) => {
    await expect(await treeOf(bytes)).toMatchFileSnapshot(`expected/${name}.txt`);
  });

  it('shows extensions that nobody knows as identifier and hex', async () => {
    const der = certificateDer({ rest: [extensionsDer(extensionDer('1.2.3.4', hex('0403aabbcc'), true))] });
    expect(await treeOf(der)).toContain(
      '    1.2.3.4: 0403aabbcc\n      critical: yes\n      identifier: 1.2.3.4\n',
    );
    expect(await rowsOf(der)).toContain('extension|1.2.3.4 (critical): 0403aabbcc');
  });

  it('names a known identifier whose extension is not read', async () => {
    const der = certificateDer({ rest: [extensionsDer(extensionDer('1.3.6.1.5.5.7.1.3', hex('3000')))] });
    expect(await treeOf(der)).toContain('qcStatements (1.3.6.1.5.5.7.1.3): 3000');
  });

  it('does not tell a challenge password', async () => {
    const password = sequence(oid(requestAttribute.challengePassword), setOf(utf8String('not a secret')));
    const request = buildRequest({ attributes: [password] });
    expect(await treeOf(request)).toContain(
      'challengePassword (1.2.840.113549.1.9.7): (a secret, not shown)',
    );
    expect(await treeOf(request)).not.toContain('not a secret');
  });
});

describe('private keys', () => {
  const files = ['rsa-2048', 'ec-p-256', 'ec-p-521', 'ed25519'] as const;
  /** Long parts of the key's octets: no description may hold one. */
  const secrets = (pkcs8: Uint8Array): string[] => {
    const whole = Buffer.from(pkcs8).toString('hex');
    return [whole.slice(-80, -20), ...(whole.length > 1000 ? [whole.slice(-700, -600)] : [])];
  };

  it.each(files)('%s is described by what is public', async (file) => {
    const [item] = await opened(keyText(file));
    if (item?.kind !== 'private-key') throw new Error('no key');
    const all = JSON.stringify([
      await describeThing(item),
      await summarise(item),
      describeAsn1(item),
      pemOf(item),
    ]);
    expect(all).toContain('public key hash');
    const isPublic = (secret: string) =>
      all.includes(secret) && Buffer.from(item.privateKey.publicKey!.der).toString('hex').includes(secret);
    for (const secret of secrets(item.privateKey.toPkcs8())) {
      expect(all.includes(secret) && !isPublic(secret)).toBe(false);
    }
  });

  it('of a curve that nobody here computes with is described as far as it goes', async () => {
    const rows = await rowsOf(keyText('ec-secp256k1'));
    expect(rows[0]).toMatch(/^private key\|/);
  });
});

describe('the summary', () => {
  it('of a certificate', async () => {
    expect(await rowsOf(foundFile('expe1.crt'))).toEqual([
      'certificate|CN=expe1.example.com,O=Corp',
      'issuer|CN=expe1.example.com,O=Corp',
      expect.stringMatching(/^serial\|4f3a77d0b1149c01 {5}SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      expect.stringMatching(/^valid\|2026-11-22 \d\d:\d\d to 2036-11-19 \d\d:\d\d UTC$/),
      'key|ECDSA P-256, public key hash sha256:2O/qE3FoseU3f7+cWHqvlrD7TUWixtuEUskuwsDkWQQ=',
      'signed with|ecdsa-with-SHA256',
      'usage|serverAuth, clientAuth',
      'names|expe1.example.com, SRV:_collab-edge._tls.example.com',
      'constraints|CA',
      'extension|Subject Key Identifier: a95a402704aa9e6b5ed53daaf5129b8dad5d9fc7',
      'extension|Authority Key Identifier: key identifier a95a402704aa9e6b5ed53daaf5129b8dad5d9fc7',
    ]);
  });

  it('of a request', async () => {
    expect(await rowsOf(buildRequest({ names: ['DNS:a.example.com', 'XMPP:chat.example.com'] }))).toEqual([
      expect.stringMatching(/^certificate signing request\|CN=/),
      expect.stringMatching(/^key\|RSA 2048, public key hash sha256:/),
      'signed with|sha256WithRSAEncryption',
      expect.stringMatching(/^usage\|digitalSignature, keyEncipherment; serverAuth, clientAuth$/),
      'names|a.example.com, XMPP:chat.example.com',
    ]);
  });

  it('of a list', async () => {
    expect((await rowsOf(revocationList)).slice(0, 2)).toEqual([
      'certificate revocation list|CN=Issuer',
      'issued|2026-11-01 00:00 UTC, next update 2026-12-01 00:00 UTC',
    ]);
    expect(await rowsOf(revocationList)).toContain('revoked|4 certificates');
  });

  it('of an OCSP response', async () => {
    expect(await rowsOf(foundFile('revoked.ocsp'))).toEqual([
      'OCSP response|successful',
      'responder|CN=expe1.example.com,O=Corp',
      expect.stringMatching(/^produced\|2026-11-22T/),
      expect.stringMatching(
        /^answer\|serial 4f3a77d0b1149c01 revoked 2026-11-22T22:00:00Z \(keyCompromise\); as of 2026-11-22T.*, next update 2026-11-29T/,
      ),
      'signed with|ecdsa-with-SHA256',
      'sent along|1 certificate',
    ]);
  });

  it('of an empty subject says so', async () => {
    expect((await rowsOf(certificateDer({ subject: sequence() })))[0]).toBe('certificate|(empty subject)');
  });

  it('puts nested parts into one line', async () => {
    const rows = await rowsOf(everyExtensionCertificate);
    expect(rows).toContain(
      'extension|Name Constraints: permitted DNS .example, IP 10.0.0.0/8, excluded DNS b (minimum 1)',
    );
    expect(rows).toContain(
      'extension|Certificate Policies: policy 1.2.3 (CPS http://cps.example, user notice Text (reference Org, notices 1)), policy 1.2.4',
    );
    expect(rows).toContain('extension|Certificate Issuer (critical): directory name CN=other');
  });
});

describe('facts', () => {
  it('names', async () => {
    const [certificate] = await opened(everyExtensionCertificate);
    expect(
      namesOf(certificate!).map(({ type, value }) => (type === 'DNS' ? value : `${type}:${value}`)),
    ).toEqual([
      'a.example',
      'email:a@example.com',
      'URI:sip:a.example',
      'IP:192.0.2.1',
      'IP:2001:db8::1',
      'DirName:CN=directory',
      'RID:1.2.3',
      'SRV:_collab-edge._tls.a.example',
      'XMPP:gülden.example',
      'otherName UPN:a@b',
      'x400Address:3000',
      'ediPartyName:a1070c057061727479',
    ]);
    const [list] = await opened('DNS:a\nSRV:_x.b');
    expect(namesOf(list!)).toEqual([
      { type: 'DNS', value: 'a' },
      { type: 'SRV', value: '_x.b' },
    ]);
    const [crl] = await opened(revocationList);
    expect(namesOf(crl!)).toEqual([]);
  });

  it('PEM', async () => {
    const [certificate] = await opened(everyExtensionCertificate);
    expect(pemOf(certificate!)).toBe(writePem('CERTIFICATE', everyExtensionCertificate));
    const [key] = await opened(keyText('ec-p-256'));
    expect(pemOf(key!)).toBeUndefined();
    const [pkcs12] = await opened(foundFile('aes-256.p12'));
    expect(pemOf(pkcs12!)).toBeUndefined();
  });

  it('the structure of what may hold a key is shown without its content', async () => {
    const [pkcs12] = await opened(foundFile('plain-certificates.p12'));
    expect(JSON.stringify(describeAsn1(pkcs12!))).not.toContain(
      'expe1.example.com'
        .split('')
        .map((c) => c.charCodeAt(0).toString(16))
        .join(''),
    );
    const [certificate] = await opened(everyExtensionCertificate);
    expect(JSON.stringify(describeAsn1(certificate!))).toContain('made by hand');
  });

  it('the structure of what is damaged is shown as far as it goes', async () => {
    const { unrecognised } = await open([{ path: 'f', bytes: everyExtensionCertificate.subarray(0, 300) }]);
    const [root] = describeAsn1(unrecognised[0]!);
    expect(root).toMatchObject({ tag: 'SEQUENCE', problem: expect.stringMatching(/bytes are missing/) });
    expect(root!.children.length).toBeGreaterThan(0);
  });
});

describe('a certificate that is malformed in one part', () => {
  it.each(malformedRecipes)('with $name is shown with all else, and the fault told', async ({ recipe }) => {
    const { leaf } = buildPki({ leaf: recipe });
    const bytes = leaf.der;
    const tree = await treeOf(bytes);
    expect(tree).toContain('malformed parts');
    expect(tree).toContain('SHA-256 fingerprint');
    expect((await rowsOf(bytes)).filter((row) => row.startsWith('malformed|'))).toHaveLength(
      leaf.faults.length,
    );
  });

  it('is shown with the octets of the part', async () => {
    const { leaf } = buildPki({
      leaf: { more: [extensionDer('2.16.840.1.113730.1.13', hex('130141'))], san: null },
    });
    expect(await rowsOf(leaf.der)).toEqual(
      expect.arrayContaining([
        'extension|Netscape Comment: 130141',
        "malformed|netscapeComment: expected IA5String, found PrintableString (against Netscape's certificate extensions)",
      ]),
    );
  });
});
