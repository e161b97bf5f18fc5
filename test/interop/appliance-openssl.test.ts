import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ListSearch } from '../../src/lib/check/list-search.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import type { TlsPurpose } from '../../src/lib/path/appliance.ts';
import type { PathAnswer } from '../../src/lib/rules/chain/facts.ts';
import { SignatureChecks } from '../../src/lib/x509/signature-checks.ts';
import { fileForms } from '../support/chains/files.ts';
import { allValues, generateChains, type GeneratedChain } from '../support/chains/generate.ts';
import { judgedAt } from '../support/pki.ts';
import { refusedFiles } from '../support/openssl-verify.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { isFull, record, scaled, seed } from '../support/scale.ts';
import { scratchFolder } from '../support/scratch.ts';
import { syncVerifier } from '../support/sync-verifier.ts';

const chains = generateChains({ seed, count: scaled(120, 2000) });
const purposes = ['server', 'client'] as const;

const usual = new Set(allValues.filter(({ isUsual }) => isUsual).map(({ name }) => name));

type Verdict = 'good' | 'bad' | 'not known';

/** What we make of one chain: its path over the list, the usages along it, and the dates of the certificate. */
async function judge({
  leaf,
  list,
}: GeneratedChain): Promise<Record<TlsPurpose, Verdict> & { answer: PathAnswer }> {
  const settings = { time: judgedAt, checks: new SignatureChecks(syncVerifier) };
  const { answer } = await new ListSearch(list, 'expressway', settings).find(leaf);
  const isInDate = leaf.notBefore <= judgedAt && judgedAt <= leaf.notAfter;
  const verdictFor = (purpose: TlsPurpose): Verdict => {
    if (answer.result === 'not checked') return 'not known';
    return answer.result === 'trusted' && !answer.refusedAs[purpose] && isInDate ? 'good' : 'bad';
  };
  return { answer, server: verdictFor('server'), client: verdictFor('client') };
}

/** What OpenSSL takes and we do not, with the values that may lead to it. */
const refusedByUs: Readonly<Record<string, string>> = {
  'keys: RSA 512 in the issuing CA': 'such a key can be broken in hours',
};

/** Values with which we may say that we do not know. */
const openValues: readonly string[] = [
  'trusted-CA list: another key of the same name first',
  'trusted-CA list: the ended root first',
];

const acceptedOf = (errors: ReadonlyMap<GeneratedChain, string>): number =>
  [...errors.values()].filter((error) => error === '').length;

const folder = scratchFolder('expcert-chains-');

/** Verifies all of them in one call for each purpose: their names keep them apart. */
function askOpenSsl(purpose: TlsPurpose): Map<GeneratedChain, string> {
  const all = join(folder, 'all.pem');
  const pems = chains.flatMap(({ list }) => list.map(({ der }) => writePem('CERTIFICATE', der)));
  writeFileSync(all, pems.join(''));
  const files = chains.map(({ id, leaf }) => {
    const path = join(folder, `${id}.pem`);
    writeFileSync(path, writePem('CERTIFICATE', leaf.der));
    return path;
  });
  const { stdout, stderr } = runProgram('openssl', [
    ...[
      'verify',
      '-purpose',
      `ssl${purpose}`,
      '-attime',
      String(judgedAt / 1000),
      '-no-CApath',
      '-no-CAstore',
    ],
    ...['-CAfile', all, ...files],
  ]);
  const errors = refusedFiles(stderr);
  return new Map(
    chains.map((chain, i) => {
      const file = files[i]!;
      const isAccepted = stdout.includes(`${file}: OK\n`);
      expect(isAccepted || errors.has(file), `${file}: ${stderr}`).toBe(true);
      return [chain, isAccepted ? '' : errors.get(file)!];
    }),
  );
}

describeWith('openssl', `${chains.length} chains of the seed ${seed} against openssl verify`, () => {
  const theirs = { server: new Map<GeneratedChain, string>(), client: new Map<GeneratedChain, string>() };
  afterAll(() =>
    record('chains beside openssl verify', {
      chains: chains.length,
      'answers that it accepts': acceptedOf(theirs.server) + acceptedOf(theirs.client),
      'that it refuses': 2 * chains.length - acceptedOf(theirs.server) - acceptedOf(theirs.client),
    }),
  );

  it('says nothing where OpenSSL says the contrary', async () => {
    const wrong: string[] = [];
    for (const purpose of purposes) theirs[purpose] = askOpenSsl(purpose);
    for (const chain of chains) {
      const ours = await judge(chain);
      for (const purpose of purposes) {
        const error = theirs[purpose].get(chain)!;
        const verdict = ours[purpose];
        const isAllowed =
          verdict === 'not known'
            ? chain.values.some((value) => openValues.includes(value))
            : verdict === (error === '' ? 'good' : 'bad') ||
              (verdict === 'bad' && chain.values.some((value) => value in refusedByUs));
        if (isAllowed) continue;
        const odd = chain.values.filter((value) => !usual.has(value));
        wrong.push(
          `${chain.id} ${purpose}: ${error || 'OK'}; ours: ${JSON.stringify(ours.answer)}; ${odd.join(', ')}`,
        );
      }
    }
    expect(wrong).toEqual([]);
  });

  it('has every value that is said to be refused always refused', () => {
    for (const chain of chains) {
      if (chain.refusedFor.length === 0) continue;
      for (const purpose of purposes)
        expect(theirs[purpose].get(chain), chain.refusedFor.join()).not.toBe('');
    }
  });

  // Of a sample it does not hold.
  if (isFull)
    it('has every value ten times with OpenSSL accepting, where it can, and ten times refusing', () => {
      const few = allValues.flatMap(({ name, refused }) => {
        const with_ = chains.filter(({ values }) => values.includes(name));
        const runs = with_.flatMap((chain) => purposes.map((purpose) => theirs[purpose].get(chain)!));
        const accepted = runs.filter((error) => error === '').length;
        const isEnough = (refused !== undefined || accepted >= 10) && runs.length - accepted >= 10;
        return isEnough ? [] : [`${name}: ${accepted} accepted, ${runs.length - accepted} refused`];
      });
      expect(few).toEqual([]);
    });
});

describeWith('openssl', 'openssl x509 over the forms of files', () => {
  it.each(fileForms)('$name', ({ write, isReadByOpenSsl }) => {
    const path = join(folder, 'form');
    writeFileSync(path, write(chains[0]!.leaf.der));
    expect(runProgram('openssl', ['x509', '-in', path, '-noout']).status === 0).toBe(isReadByOpenSsl);
  });
});

describe('the generator', () => {
  if (isFull) {
    it('has every pair of values', () => {
      const pairsOf = (names: readonly string[]): string[] =>
        names.flatMap((a, i) => names.slice(i + 1).map((b) => `${a} | ${b}`));
      const featureOf = (name: string): string => name.split(': ', 1)[0]!;
      const wanted = pairsOf(allValues.map(({ name }) => name)).filter((pair) => {
        const [a, b] = pair.split(' | ');
        return featureOf(a!) !== featureOf(b!);
      });
      const seen = new Set(chains.flatMap(({ values }) => pairsOf(values)));
      expect(wanted.filter((pair) => !seen.has(pair))).toEqual([]);
    });
  }

  it('gives the same chains for the same seed, but for random signatures', () => {
    const [one, two] = [generateChains({ seed, count: 9 }), generateChains({ seed, count: 9 })];
    expect(two.map(({ values }) => values)).toEqual(one.map(({ values }) => values));
    expect(two.map(({ leaf }) => leaf.tbs)).toEqual(one.map(({ leaf }) => leaf.tbs));
  });
});
