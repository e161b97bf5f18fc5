import { DerReader } from '../asn1/der-reader.ts';
import { integer, nullValue, octetString, oid, sequence } from '../asn1/der-writer.ts';
import { algorithmId } from '../asn1/oids.ts';
import { explicit, tag } from '../asn1/tags.ts';
import { skipInteger } from '../asn1/values.ts';
import type { Bytes } from '../bytes.ts';

/** PKCS#1 RSAPrivateKey and SEC1 ECPrivateKey become the content of a PKCS#8 PrivateKeyInfo (RFC 5958). */
export function toPkcs8(der: Uint8Array): Bytes {
  const key = DerReader.over(der).sequence('privateKey');
  skipInteger(key, 'version');
  switch (key.peek()) {
    case tag.sequence:
      return new Uint8Array(der);
    case tag.integer:
      return privateKeyInfo(sequence(oid(algorithmId.rsaEncryption), nullValue()), der);
    default:
      return privateKeyInfo(sequence(oid(algorithmId['id-ecPublicKey']), curveOf(key)), der);
  }
}

const privateKeyInfo = (algorithm: Bytes, key: Uint8Array): Bytes =>
  sequence(integer(0), algorithm, octetString(key));

/** ECPrivateKey.parameters (RFC 5915): optional there, but without them nobody knows the curve. */
function curveOf(key: DerReader): Uint8Array {
  key.content(tag.octetString, 'privateKey');
  const parameters = key.enterIf(explicit(0), 'parameters');
  if (!parameters) return key.fail('unsupported', 'the key does not name its curve');
  return parameters.element('namedCurve');
}
