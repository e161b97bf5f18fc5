// Chains that strangers may send to keep a gateway busy. Nobody trusted has signed anything in them.
import { bitString, integer, nullValue, oid, sequence } from '../dist/lib/asn1/der-writer.js';
import { algorithmId } from '../dist/lib/asn1/oids.js';
import { hostOf, makeAuthority, makeKey, makeLeaf, pemOf } from './certificates.mjs';

/** A modulus nobody knows the factors of, and an exponent as large: what it costs to check is refused to be paid. */
function dearKey() {
  const modulus = (1n << 3071n) | (0x1234_5678_9abcn << 1000n) | 1n;
  const algorithm = sequence(oid(algorithmId.rsaEncryption), nullValue());
  const exponent = (1n << 3070n) - 1n;
  const der = sequence(algorithm, bitString(sequence(integer(modulus), integer(exponent))));
  return { der, identifier: new Uint8Array(20) };
}

/** Fifteen CAs of one name and key below fourteen of another name: each of these may have signed each of those. */
function layers(leafKey, keys) {
  const [lower, nobody] = [makeKey('p-256'), makeKey('rsa-2048')];
  const lowers = Array.from({ length: 15 }, () => makeAuthority('A', lower, { name: 'B', key: nobody }));
  const uppers = keys.map((key) => makeAuthority('B', key, { name: 'B', key: nobody }));
  const leaf = makeLeaf(0, leafKey, { name: 'A', key: lower });
  return [leaf, ...[...lowers, ...uppers].map(({ der }) => der)];
}

/** The identities of attackers, as tls.connect() takes them, and the domain that each speaks for. */
export function makeHostile() {
  const own = makeKey('p-256');
  const key = own.privateKey.export({ format: 'pem', type: 'pkcs8' });
  const identity = (chain, domain = hostOf(0)) => ({ cert: chain.map(pemOf).join(''), key, domain });
  const costly = layers(
    own,
    Array.from({ length: 14 }, () => makeKey('rsa-2048')),
  );
  const dear = layers(
    own,
    Array.from({ length: 14 }, () => dearKey()),
  );
  return {
    layers: identity(costly),
    exponents: identity(dear),
    otherDomain: identity(costly, 'other.example'),
  };
}
