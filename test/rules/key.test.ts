import { expect } from 'vitest';
import type { KeyedCertificate, KeyFacts } from '../../src/lib/rules/key/facts.ts';
import { keyFileRules, keyToUploadRules } from '../../src/lib/rules/key/index.ts';
import { runCases, type Case } from '../support/cases.ts';

interface Row extends Case {
  readonly facts?: Partial<KeyFacts>;
}

const ofExpe1: KeyedCertificate = { peer: 'expe1.example.com', store: 'server' };
const claim = {
  of: 'issued/expe1.pem (CN=expe.example.com)',
  place: { file: 'issued/expe1.pem' },
  lacking: [],
};

const rows: readonly Row[] = [
  {
    name: 'a key that belongs to its certificate, in a sound file',
    facts: { claim: { ...claim, isTrue: true }, isReadableByOthers: false },
    expect: [],
    nearMissOf: ['key/mismatch', 'key/unmatched', 'key/encrypted-for-upload', 'key/no-final-newline'],
  },
  {
    name: 'the key of another peer',
    facts: { claim: { ...claim, isTrue: false, lacking: [ofExpe1] }, owner: 'expe2.example.com' },
    bears: ['key-held fails on expe1.example.com (server)'],
    expect: ['key/mismatch'],
    nearMissOf: 'key/unmatched',
    check: ([finding]) => expect(finding!.message).toContain('it belongs to expe2.example.com'),
  },
  {
    name: 'a key of nothing here beside a certificate whose key is at hand',
    facts: { claim: { ...claim, isTrue: false }, owner: undefined },
    bears: [],
    expect: ['key/mismatch'],
  },
  {
    name: 'a key that may be meant for one of two certificates and fits neither',
    facts: {
      claim: { ...claim, isTrue: false, lacking: [ofExpe1, { ...ofExpe1, peer: 'expe2.example.com' }] },
    },
    bears: [],
    expect: ['key/mismatch'],
  },
  {
    name: 'one key with a passphrase for the certificates of both stores',
    facts: { encryption: 'PBES2', certificates: [ofExpe1, { ...ofExpe1, store: 'client' }] },
    bears: ['file-accepted fails on expe1.example.com'],
    expect: ['key/encrypted-for-upload'],
  },
  {
    name: 'a key of which nobody knows whose it is',
    facts: { claim: { ...claim, isTrue: false }, owner: undefined },
    expect: ['key/mismatch'],
  },
  {
    name: 'a key that belongs to nothing here',
    facts: { owner: undefined },
    expect: ['key/unmatched'],
    nearMissOf: 'key/mismatch',
  },
  {
    name: 'a key that belongs to nothing here while a peer waits for its certificate',
    facts: { owner: undefined, awaitedBy: ['expe2.example.com'] },
    expect: ['key/unmatched'],
    check: ([finding]) =>
      expect(finding!.fix[0]).toBe(
        'Keep it: it may belong to the certificate of expe2.example.com, which is still awaited.',
      ),
  },
  {
    name: 'a key with a passphrase',
    facts: { encryption: 'PBES2' },
    bears: ['file-accepted fails on expe1.example.com (server)'],
    expect: ['key/encrypted-for-upload'],
  },
  {
    name: 'a key with a passphrase that stands beside without one',
    facts: { encryption: 'PBES2', hasCopyToUpload: true },
    bears: [],
    expect: ['key/encrypted-for-upload'],
  },
  {
    name: 'a key file without a newline at its end',
    facts: { endsInNewline: false },
    bears: ['key-held not known for mra on expe1.example.com (server)'],
    expect: ['key/no-final-newline'],
  },
  {
    name: 'a key in DER',
    facts: { encoding: 'DER', armour: undefined, endsInNewline: undefined },
    expect: ['key/not-pem'],
    bears: ['file-accepted fails on expe1.example.com (server)'],
    nearMissOf: ['key/no-final-newline', 'key/pem-damaged'],
  },
  {
    name: 'a key file in UTF-16',
    facts: { armour: { sound: false, oddities: [{ kind: 'utf-16' }] } },
    expect: ['key/pem-damaged'],
    bears: ['file-accepted fails on expe1.example.com (server)'],
    check: ([finding]) => expect(finding!.message).toContain(': it is saved as UTF-16'),
  },
  {
    name: 'a key in a PKCS#12 file, which has to be taken apart anyway',
    facts: { encoding: undefined, armour: undefined, endsInNewline: undefined },
    expect: [],
    nearMissOf: ['key/not-pem', 'key/pem-damaged'],
  },
];

const files: readonly Row[] = [
  {
    name: 'a key that all can read',
    facts: { isReadableByOthers: true },
    expect: ['key/readable-by-others'],
  },
  {
    name: 'a key that its owner alone can read',
    facts: { isReadableByOthers: false },
    expect: [],
    nearMissOf: 'key/readable-by-others',
  },
];

const factsOf = ({ facts }: Row): KeyFacts => ({
  subject: { file: 'expe1.key' },
  place: { file: 'expe1.key' },
  publicKeyHash: 'sha256:abc=',
  encryption: undefined,
  encoding: 'PEM',
  armour: { sound: true },
  endsInNewline: true,
  hasCopyToUpload: false,
  isReadableByOthers: undefined,
  claim: undefined,
  owner: 'expe1.example.com',
  certificates: [ofExpe1],
  awaitedBy: [],
  ...facts,
});

runCases(keyToUploadRules, rows, factsOf);
runCases(keyFileRules, files, factsOf);
