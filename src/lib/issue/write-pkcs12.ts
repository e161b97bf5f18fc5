import { pkcsId } from '../asn1/oids.ts';
import type { Bytes } from '../bytes.ts';
import { defaultIterations } from '../formats/encryption/encrypt.ts';
import { readPem } from '../formats/pem.ts';
import { exportPrivateKey } from '../formats/private-key.ts';
import { requireCrypto, type KeyPairInput } from '../public/key-pair.ts';
import { certificatesOf, type DerInputs } from '../public/read.ts';
import { aFunction, anything, aPassphrase, aText, numberFrom, settingsWith } from '../public/settings.ts';
import { asBuffer, caOf } from './ca.ts';
import { loadPkijs, type Pkijs } from './packages/load.ts';
import type { RandomSource } from './serial-number.ts';

/** What goes into a PKCS#12 file, and how it is protected. */
export interface Pkcs12Content {
  /** Its certificate first, then those of the CAs; a leaf without a key is nothing for PKCS#12. */
  readonly certificates: DerInputs;
  /** Extractable. */
  readonly keyPair: KeyPairInput;
  readonly passphrase: string;
  /** What programs show of key and certificate. */
  readonly friendlyName?: string;
  /** Of PBKDF2, and of the integrity check; at least, and by default, 600,000. */
  readonly iterations?: number;
  /** Default: getRandomValues of the platform. */
  readonly random?: RandomSource;
  /** Provider of the key; default the platform's. */
  readonly crypto?: Crypto;
}

const contentChecks = settingsWith<Pkcs12Content>(
  {
    certificates: anything,
    keyPair: anything,
    passphrase: aPassphrase,
    friendlyName: aText,
    iterations: numberFrom(defaultIterations, 'whole'),
    random: aFunction,
    crypto: requireCrypto,
  },
  'certificates',
  'keyPair',
  'passphrase',
);

/** The types ask for an initialisation vector; the function makes a new one each time. */
const aes256 = { name: 'AES-CBC', length: 256, iv: new Uint8Array() };
const sha256 = 'SHA-256';

/**
 * A key with its certificate and chain as PKCS#12 (`.pfx`, `.p12`): AES-256 with PBKDF2-HMAC-SHA-256 for key and certificates,
 * HMAC-SHA-256 for integrity, which OpenSSL, GnuTLS, Java and Windows from 2019 open.
 *
 * @returns DER
 * @throws TypeError for an empty passphrase, too few iterations or a key that is not extractable; IssueError where a
 *   package is missing, or the first certificate is not the key's
 * @see RFC 7292
 */
export async function writePkcs12(content: Pkcs12Content): Promise<Bytes> {
  contentChecks('content', content);
  const { passphrase, iterations = defaultIterations, random, crypto } = content;
  if (passphrase === '') throw new TypeError('content.passphrase: expected a text, found an empty one');
  const certificates = certificatesOf('content.certificates', content.certificates);
  const [leaf] = certificates;
  if (!leaf) throw new TypeError('content.certificates: expected at least one');
  // The same question as of a CA: is this the key of that certificate?
  const { keyPair } = await caOf('content', { certificate: leaf, keyPair: content.keyPair }, crypto);
  const pem = await exportPrivateKey(keyPair.privateKey, crypto ? { crypto } : {});
  const [pkcs8] = readPem(pem).blocks;

  const { asn1js, pkijs } = await loadPkijs();
  const engine = engineOf({ asn1js, pkijs }, random);
  const password = asBuffer(new TextEncoder().encode(passphrase)).buffer;
  const encryption = {
    contentEncryptionAlgorithm: aes256,
    hmacHashAlgorithm: sha256,
    iterationCount: iterations,
    password,
  };
  const keyBag = new pkijs.PKCS8ShroudedKeyBag({ parsedValue: pkijs.PrivateKeyInfo.fromBER(pkcs8!.bytes) });
  await keyBag.makeInternalValues(encryption, engine);

  const attributes = ownAttributes({ asn1js, pkijs }, content.friendlyName);
  const certificateBags = certificates.map(
    ({ der }, index) =>
      new pkijs.SafeBag({
        bagId: pkcsId.certBag,
        bagValue: new pkijs.CertBag({
          certId: pkcsId.x509Certificate,
          // As octets, so that nothing of it is written anew.
          certValue: new asn1js.OctetString({ valueHex: asBuffer(der).buffer }),
        }),
        ...(index === 0 && { bagAttributes: attributes }),
      }),
  );
  const keyBags = [
    new pkijs.SafeBag({ bagId: pkcsId.pkcs8ShroudedKeyBag, bagValue: keyBag, bagAttributes: attributes }),
  ];
  const authenticatedSafe = new pkijs.AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        { privacyMode: 1, value: new pkijs.SafeContents({ safeBags: certificateBags }) },
        { privacyMode: 0, value: new pkijs.SafeContents({ safeBags: keyBags }) },
      ],
    },
  });
  await authenticatedSafe.makeInternalValues({ safeContents: [encryption, {}] }, engine);
  const pfx = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe } });
  const integrity = { password, iterations, pbkdf2HashAlgorithm: sha256, hmacHashAlgorithm: sha256 };
  await pfx.makeInternalValues(integrity, engine);
  return new Uint8Array(pfx.toSchema().toBER());
}

function engineOf({ asn1js, pkijs }: Pkijs, random: RandomSource | undefined) {
  const engine = new pkijs.CryptoEngine({ name: '', crypto: globalThis.crypto });
  if (random) engine.getRandomValues = filledBy(random);
  const encrypt = engine.encryptEncryptedContentInfo.bind(engine);
  // It cuts what it has encrypted into pieces, which is BER; DER is what every reader takes.
  engine.encryptEncryptedContentInfo = async (parameters) => {
    const info = await encrypt(parameters);
    info.encryptedContent = new asn1js.OctetString({ valueHex: info.getEncryptedContent() });
    return info;
  };
  return engine;
}

/** By this mark, programs tell which certificate is the key's. */
const localKey = Uint8Array.of(1);

function ownAttributes({ asn1js, pkijs }: Pkijs, friendlyName: string | undefined) {
  const name = (value: string) => new asn1js.BmpString({ value });
  return [
    ...(friendlyName === undefined
      ? []
      : [new pkijs.Attribute({ type: pkcsId.friendlyName, values: [name(friendlyName)] })]),
    new pkijs.Attribute({
      type: pkcsId.localKeyId,
      values: [new asn1js.OctetString({ valueHex: localKey.buffer })],
    }),
  ];
}

/** Salts and initialisation vectors come from the caller's source, too. */
const filledBy =
  (random: RandomSource) =>
  <Octets extends ArrayBufferView | null>(array: Octets): Octets => {
    if (array) random(new Uint8Array(array.buffer as ArrayBuffer, array.byteOffset, array.byteLength));
    return array;
  };
