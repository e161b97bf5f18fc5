import { generateKeyPair, type KeyKind } from '../../src/lib/csr/key-pair.ts';
import type { CsrContent, RequestedName } from '../../src/lib/csr/build.ts';

export const keyKinds: readonly KeyKind[] = [
  { type: 'rsa', bits: 2048 },
  { type: 'rsa', bits: 3072 },
  { type: 'rsa', bits: 4096 },
  { type: 'ec', curve: 'P-256' },
  { type: 'ec', curve: 'P-384' },
  { type: 'ec', curve: 'P-521' },
];

export const keyKindText = (kind: KeyKind): string => (kind.type === 'rsa' ? `RSA ${kind.bits}` : kind.curve);

const keyPairs = new Map<string, Promise<CryptoKeyPair>>();

/** One key pair of each kind for a whole test file: RSA keys take seconds to make. */
export function keyPairOf(kind: KeyKind): Promise<CryptoKeyPair> {
  const known = keyPairs.get(keyKindText(kind)) ?? generateKeyPair(kind);
  keyPairs.set(keyKindText(kind), known);
  return known;
}

const dns = (...values: string[]): RequestedName[] => values.map((value) => ({ type: 'DNS', value }));

const plain: Omit<CsrContent, 'hash'> = {
  commonName: 'expe.example.com',
  subject: [
    { type: 'C', value: 'GB' },
    { type: 'ST', value: 'London' },
    { type: 'L', value: 'London' },
    { type: 'O', value: 'Example Corp' },
  ],
  names: dns('expe1.example.com', 'expe.example.com', 'collab-edge.example.com', 'xn--bcher-kva.example'),
  extendedKeyUsage: ['serverAuth', 'clientAuth'],
};

/** What requests can hold, by the sentence that names the case. */
export const contents: Readonly<Record<string, Omit<CsrContent, 'hash'>>> = {
  'DNS names only': plain,
  'XMPPAddress and SRVName beside DNS names': {
    ...plain,
    names: [
      ...plain.names,
      { type: 'XMPP', value: 'chatnode1.example.com' },
      { type: 'SRV', value: '_collab-edge._tls.example.com' },
    ],
  },
  '200 names': {
    ...plain,
    names: dns('expe1.example.com', ...Array.from({ length: 199 }, (_, i) => `name-${i + 1}.example.com`)),
  },
  'a subject in UTF-8 with everything that text parsers trip over': {
    ...plain,
    subject: [
      { type: 'C', value: 'DE' },
      { type: 'ST', value: 'Thüringen' },
      { type: 'L', value: 'Ōsaka 大阪' },
      { type: 'O', value: 'Acme "Quoted", back\\slash + #1 = Söhne; <Ltd>' },
      { type: 'OU', value: '#0500' },
      { type: 'emailAddress', value: 'pki+uc@example.com' },
    ],
  },
};

export const nameTexts = ({ names }: Pick<CsrContent, 'names'>): string[] =>
  names.map(({ type, value }) => `${type}:${value}`);
