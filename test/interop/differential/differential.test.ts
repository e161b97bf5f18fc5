import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { writePem } from '../../../src/lib/formats/pem.ts';
import { PathValidator } from '../../../src/lib/validation/validate-path.ts';
import { generateChains } from '../../support/chains/generate.ts';
import { withEvidence, type ChainWithEvidence } from '../../support/chains/revocation.ts';
import { judgedAt } from '../../support/pki.ts';
import { refusedFiles } from '../../support/openssl-verify.ts';
import { describeWith, runProgram } from '../../support/programs.ts';
import { record, scaled, seed } from '../../support/scale.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { syncVerifier } from '../../support/sync-verifier.ts';
import { refused, taken, type Mode, type Peer } from './disagreements.ts';

const cases = withEvidence(generateChains({ seed, count: scaled(120, 2000) }), seed);
const folder = scratchFolder('expcert-differential-');

/** What is said against each; empty: it is good. */
type Answers = ReadonlyMap<ChainWithEvidence, string>;

const modes: Readonly<Record<Peer, readonly Mode[]>> = {
  openssl: ['path', 'lists'],
  java: ['path', 'lists', 'ocsp'],
};

/** Codes of what is against it, each once. PKIX of Java knows nothing of what a certificate is for, and of an anchor its name and key alone. */
function ourCodes({ chain, crls, ocsp }: ChainWithEvidence, mode: Mode, peer: Peer): readonly string[] {
  const validator = new PathValidator(
    {
      anchors: [chain.root],
      intermediates: chain.cas,
      verifier: syncVerifier,
      ...(mode === 'lists' && { crls }),
      ...(mode === 'ocsp' && { ocspResponses: [ocsp] }),
    },
    {
      time: judgedAt,
      purpose: peer === 'java' ? 'any' : 'server',
      conformance: peer === 'openssl',
      ...(peer === 'java' && { anchors: 'name-and-key' as const }),
      // As both of them do.
      minimumRsaBits: 1024,
      allowSha1: true,
      revocation: mode === 'path' ? 'none' : mode === 'lists' ? 'chain' : 'leaf',
    },
  );
  const { valid, best } = validator.validateSync(chain.leaf);
  return valid ? [] : [...new Set(best.findings.filter(isError).map(({ code }) => code))];
}

const isError = ({ severity }: { readonly severity: string }): boolean => severity === 'error';

/** One call over all: the names of the chains keep them apart. */
function askOpenSsl(mode: Mode): Answers {
  const write = (name: string, label: string, ders: readonly Uint8Array[]): string => {
    const path = join(folder, name);
    writeFileSync(path, ders.map((der) => writePem(label, der)).join(''));
    return path;
  };
  const ders = (of: (each: ChainWithEvidence) => readonly { readonly der: Uint8Array }[]) =>
    cases.flatMap((each) => of(each).map(({ der }) => der));
  const files = cases.map(({ chain }) => write(`${chain.id}.pem`, 'CERTIFICATE', [chain.leaf.der]));
  const { stdout, stderr } = runProgram('openssl', [
    ...[
      'verify',
      '-x509_strict',
      '-policy_check',
      '-purpose',
      'sslserver',
      '-attime',
      String(judgedAt / 1000),
    ],
    ...['-no-CApath', '-no-CAstore', '-CAfile'],
    write(
      'roots',
      'CERTIFICATE',
      ders(({ chain }) => [chain.root]),
    ),
    ...[
      '-untrusted',
      write(
        'cas',
        'CERTIFICATE',
        ders(({ chain }) => chain.cas),
      ),
    ],
    ...(mode === 'lists'
      ? [
          '-crl_check_all',
          '-CRLfile',
          write(
            'lists',
            'X509 CRL',
            ders(({ crls }) => crls),
          ),
        ]
      : []),
    ...files,
  ]);
  const errors = refusedFiles(stderr);
  return new Map(
    cases.map((each, at) => {
      const isGood = stdout.includes(`${files[at]}: OK\n`);
      expect(isGood || errors.has(files[at]!), `${files[at]}: ${stderr.slice(-500)}`).toBe(true);
      return [each, isGood ? '' : errors.get(files[at]!)!];
    }),
  );
}

/** One process over all, in every mode. */
function askJava(): Readonly<Record<Mode, Answers>> {
  const base64 = (...things: readonly { readonly der: Uint8Array }[]): string =>
    things.map(({ der }) => Buffer.from(der).toString('base64')).join(',');
  const lines = cases.flatMap(({ chain, crls, ocsp }) =>
    modes.java.map((mode) =>
      [
        ...[mode, chain.id, judgedAt, base64(chain.root), base64(chain.leaf, ...chain.cas)],
        ...[base64(...crls), base64(ocsp)],
      ].join('\t'),
    ),
  );
  const input = join(folder, 'java');
  writeFileSync(input, lines.join('\n'));
  const { stdout, stderr } = runProgram('java', [join(import.meta.dirname, 'Pkix.java'), input]);
  const said = new Map(
    stdout.split('\n').map((line) => {
      const [mode, id, answer] = line.split('\t');
      return [`${mode} ${id}`, answer];
    }),
  );
  const answers = (mode: Mode): Answers =>
    new Map(
      cases.map((each) => {
        const answer = said.get(`${mode} ${each.chain.id}`);
        expect(answer, stderr).toBeDefined();
        return [each, answer!];
      }),
    );
  return { path: answers('path'), lists: answers('lists'), ocsp: answers('ocsp') };
}

/** A value of the chain leads to it. */
const isAbout = (
  row: { readonly peer: Peer; readonly values?: readonly string[] },
  peer: Peer,
  { values }: ChainWithEvidence,
): boolean => row.peer === peer && (row.values?.some((value) => values.includes(value)) ?? true);

describeWith(['openssl', 'javac'], `${cases.length} chains of the seed ${seed} beside others`, () => {
  const theirs = {} as Record<Peer, Partial<Record<Mode, Answers>>>;
  beforeAll(() => {
    theirs.openssl = { path: askOpenSsl('path'), lists: askOpenSsl('lists') };
    theirs.java = askJava();
  });

  it.each<[Peer, Mode]>([
    ['openssl', 'path'],
    ['openssl', 'lists'],
    ['java', 'path'],
    ['java', 'lists'],
    ['java', 'ocsp'],
  ])('agrees with %s about %s, but for what is in the list', (peer, mode) => {
    const unexplained: string[] = [];
    const counts = { agreed: 0, 'by the list': 0 };
    for (const each of cases) {
      const [ours, their] = [ourCodes(each, mode, peer), theirs[peer][mode]!.get(each)!];
      if ((ours.length === 0) === (their === '')) {
        counts.agreed++;
        continue;
      }
      const rows =
        their === ''
          ? ours.map((code) => taken.find((row) => isAbout(row, peer, each) && row.ours === code))
          : [refused.find((row) => isAbout(row, peer, each) && row.theirs.test(their))];
      if (!rows.includes(undefined)) counts['by the list']++;
      else
        unexplained.push(
          `${each.chain.id}: ours: ${ours.join(', ') || 'good'} | ${their || 'good'} | ${each.values.join('; ')}`,
        );
    }
    record(`chains beside ${peer}, ${mode}`, counts);
    expect(unexplained).toEqual([]);
  });
});
