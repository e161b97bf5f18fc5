import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ListSearch } from '../../src/lib/check/list-search.ts';
import { extensionId } from '../../src/lib/asn1/oids.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import type { Certificate } from '../../src/lib/x509/certificate.ts';
import { SignatureChecks } from '../../src/lib/x509/signature-checks.ts';
import { malformedRecipes } from '../support/malformed.ts';
import { extensionDer } from '../support/certificate-der.ts';
import { hex } from '../support/decode.ts';
import { buildPki, judgedAt, type CertificateRecipe } from '../support/pki.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { syncVerifier } from '../support/sync-verifier.ts';

const folder = scratchFolder('expcert-faults-');
const purposes = ['server', 'client'] as const;
type Verdict = 'good' | 'bad' | 'not known';

/** A chain of three in which the leaf or the CA above it is malformed. */
const chainWith = (place: 'leaf' | 'intermediate', recipe: CertificateRecipe) => {
  const usual = { eku: ['serverAuth', 'clientAuth'], san: ['dns:expe1.example.com'] };
  return buildPki({
    root: {},
    sub: { issuedBy: 'root', ...(place === 'intermediate' && recipe) },
    leaf: { issuedBy: 'sub', ...usual, ...(place === 'leaf' && recipe) },
  });
};

async function ours(leaf: Certificate, list: readonly Certificate[]): Promise<Verdict[]> {
  const settings = { time: judgedAt, checks: new SignatureChecks(syncVerifier) };
  const { answer } = await new ListSearch(list, 'expressway', settings).find(leaf);
  if (answer.result === 'not checked') return ['not known', 'not known'];
  return purposes.map((purpose) =>
    answer.result === 'trusted' && !answer.refusedAs[purpose] ? 'good' : 'bad',
  );
}

function theirs(leaf: Certificate, list: readonly Certificate[]): Verdict[] {
  const pem = ({ der }: Certificate): string => writePem('CERTIFICATE', der);
  const [leafFile, listFile] = [join(folder, 'leaf.pem'), join(folder, 'list.pem')];
  writeFileSync(leafFile, pem(leaf));
  writeFileSync(listFile, list.map(pem).join(''));
  return purposes.map((purpose) => {
    const { status } = runProgram('openssl', [
      ...['verify', '-purpose', `ssl${purpose}`, '-attime', String(judgedAt / 1000)],
      ...['-no-CApath', '-no-CAstore', '-CAfile', listFile, leafFile],
    ]);
    return status === 0 ? 'good' : 'bad';
  });
}

/** Where we say that we do not know. */
const open: readonly string[] = [
  'a key usage of six octets',
  'basic constraints of indefinite length',
  'basic constraints with a long form of length',
];

/** Nobody decodes the key of a leaf to verify a chain, but a server with it does not start. */
const refusedBesides: readonly string[] = ['leaf: a negative modulus'];
const tenNet = '300c300a0402000130040302000a';
const tenOne = '300d300b040200013005030300' + '0a01';
const inherited = '30083006040200010500';
const oneNumber = '3009a0073005020300fbf4';

/** Address blocks and AS numbers by place, as hex, and whether the path is good. */
const resourceRows: readonly (readonly [
  name: string,
  id: string,
  by: Partial<Record<'root' | 'sub' | 'leaf', string>>,
  isGood: boolean,
])[] = [
  ['addresses that no CA holds', extensionId.ipAddrBlocks, { leaf: tenNet }, false],
  [
    'addresses that every CA holds',
    extensionId.ipAddrBlocks,
    { leaf: tenOne, sub: tenNet, root: tenNet },
    true,
  ],
  [
    'addresses that the issuing CA alone holds',
    extensionId.ipAddrBlocks,
    { leaf: tenOne, sub: tenNet },
    false,
  ],
  [
    'more than the issuing CA holds',
    extensionId.ipAddrBlocks,
    { leaf: tenNet, sub: tenOne, root: tenNet },
    false,
  ],
  [
    'addresses that the CA inherits',
    extensionId.ipAddrBlocks,
    { leaf: tenOne, sub: inherited, root: tenNet },
    true,
  ],
  ['a root that inherits', extensionId.ipAddrBlocks, { leaf: tenOne, sub: tenNet, root: inherited }, false],
  ['inherited from CAs that hold none', extensionId.ipAddrBlocks, { leaf: inherited }, true],
  ['addresses of CAs alone', extensionId.ipAddrBlocks, { sub: tenOne }, true],
  ['an AS number that no CA holds', extensionId.autonomousSysIds, { leaf: oneNumber }, false],
  [
    'one that every CA holds',
    extensionId.autonomousSysIds,
    { leaf: oneNumber, sub: oneNumber, root: oneNumber },
    true,
  ],
];

describeWith('openssl', 'certificates with addresses and AS numbers against openssl verify', () => {
  it.each(resourceRows)('%s', async (_, id, by, isGood) => {
    const more = (place: keyof typeof by) => ({ more: by[place] ? [extensionDer(id, hex(by[place]))] : [] });
    const { leaf, sub, root } = buildPki({
      root: more('root'),
      sub: { issuedBy: 'root', ...more('sub') },
      leaf: { issuedBy: 'sub', eku: ['serverAuth', 'clientAuth'], ...more('leaf') },
    });
    const expected: Verdict = isGood ? 'good' : 'bad';
    expect(theirs(leaf, [root, sub])).toEqual([expected, expected]);
    expect(await ours(leaf, [root, sub])).toEqual([expected, expected]);
  });
});

describeWith('openssl', 'certificates with a malformed part against openssl verify', () => {
  describe.each(['leaf', 'intermediate'] as const)('%s', (place) => {
    it.each(malformedRecipes)('$name', async ({ name, recipe }) => {
      const { leaf, sub, root } = chainWith(place, recipe);
      const verdicts = await ours(leaf, [root, sub]);
      if (open.includes(name)) expect(verdicts).toEqual(['not known', 'not known']);
      else if (refusedBesides.includes(`${place}: ${name}`)) expect(verdicts).toEqual(['bad', 'bad']);
      else expect(verdicts).toEqual(theirs(leaf, [root, sub]));
    });
  });
});
