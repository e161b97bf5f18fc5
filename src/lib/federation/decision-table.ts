import {
  certificateStates,
  type CertificateState,
  type Decision,
  type DecisionFacts,
  type DecisionWarning,
  type DialbackState,
  type Direction,
  type TlsState,
} from './decision.ts';
import { decide } from './decide.ts';
import type { StreamPolicy } from './policy.ts';

/** Words of the table, in the order of its rows, and what they stand for. */
export const decisionWords = {
  dir: { in: 'in', out: 'out' },
  mode: { required: 'TLS required', optional: 'TLS optional', none: 'No TLS' },
  require: { on: true, off: false },
  list: { allowed: true, denied: false },
  tls: { up: 'up', 'not-offered': 'not-offered', failed: 'failed', '-': 'not used' },
  dialback: { valid: 'valid', invalid: 'invalid', error: 'error' },
} as const satisfies {
  dir: Record<string, Direction>;
  mode: Record<string, StreamPolicy['securityMode']>;
  require: Record<string, boolean>;
  list: Record<string, boolean>;
  tls: Record<string, TlsState>;
  dialback: Record<string, DialbackState>;
};

type Words = typeof decisionWords;
export type DecisionColumn = keyof Words | 'cert';

/** What goes into a decision, in the words of the table. */
export interface DecisionInputs {
  readonly dir: keyof Words['dir'];
  readonly mode: keyof Words['mode'];
  readonly require: keyof Words['require'];
  readonly list: keyof Words['list'];
  readonly tls: keyof Words['tls'];
  /** `-` without TLS. */
  readonly cert: CertificateState | '-';
  readonly dialback: keyof Words['dialback'];
}

export type DecisionWord = 'ACCEPT' | 'REJECT' | 'DEFER';

/** One row: the inputs, the literal decision, and the verdicts of the other two policies. */
export interface DecisionRow extends DecisionInputs {
  readonly literal: DecisionWord;
  readonly rule: string;
  readonly how: string;
  readonly hardened: DecisionWord;
  /** Hardened, with SASL EXTERNAL besides dialback. */
  readonly withExternal: DecisionWord;
  readonly warnings: string;
}

/** Takes the words of the table for facts. Throws TypeError for a row that cannot be, such as TLS with "No TLS". */
export function decideInWords(
  inputs: DecisionInputs,
  profile: StreamPolicy['profile'],
  saslExternal = false,
): Decision {
  const facts: DecisionFacts = {
    direction: decisionWords.dir[inputs.dir],
    isAllowed: decisionWords.list[inputs.list],
    tls: decisionWords.tls[inputs.tls],
    ...(inputs.cert !== '-' && { certificate: inputs.cert }),
    dialback: decisionWords.dialback[inputs.dialback],
  };
  const securityMode = decisionWords.mode[inputs.mode];
  const requireCertificates = decisionWords.require[inputs.require];
  return decide(facts, { securityMode, requireCertificates, profile, saslExternal });
}

export function decisionRow(inputs: DecisionInputs): DecisionRow {
  const literal = decideInWords(inputs, 'literal');
  return {
    ...inputs,
    literal: verdictWord(literal),
    rule: literal.rule,
    how: howText(literal, inputs),
    hardened: verdictWord(decideInWords(inputs, 'hardened')),
    withExternal: verdictWord(decideInWords(inputs, 'hardened', true)),
    warnings: literal.warnings.map((warning) => warningTexts[warning]).join('; '),
  };
}

/** Every combination that can occur: 576 rows. */
export function decisionTable(): DecisionRow[] {
  return [...allInputs()].map(decisionRow);
}

function* allInputs(): Iterable<DecisionInputs> {
  for (const dir of keysOf(decisionWords.dir)) {
    for (const mode of keysOf(decisionWords.mode)) {
      for (const require of keysOf(decisionWords.require)) {
        for (const list of keysOf(decisionWords.list)) {
          for (const encryption of encryptions(dir, mode)) {
            for (const dialback of keysOf(decisionWords.dialback)) {
              yield { dir, mode, require, list, ...encryption, dialback };
            }
          }
        }
      }
    }
  }
}

function encryptions(
  dir: DecisionInputs['dir'],
  mode: DecisionInputs['mode'],
): Pick<DecisionInputs, 'tls' | 'cert'>[] {
  if (mode === 'none') return [{ tls: '-', cert: '-' }];
  // A TLS server always presents a certificate.
  const certificates = certificateStates.filter((cert) => dir === 'in' || cert !== 'none');
  return [
    ...certificates.map((cert) => ({ tls: 'up' as const, cert })),
    { tls: 'not-offered', cert: '-' },
    { tls: 'failed', cert: '-' },
  ];
}

const keysOf = <Key extends string>(words: Readonly<Record<Key, unknown>>): Key[] =>
  Object.keys(words) as Key[];

export function verdictWord({ verdict }: Decision): DecisionWord {
  if (verdict === 'do dialback') throw new TypeError('dialback has not been done');
  return ({ accept: 'ACCEPT', reject: 'REJECT', defer: 'DEFER' } as const)[verdict];
}

const warningTexts: Readonly<Record<DecisionWarning, string>> = {
  plaintext: 'plaintext',
  'plaintext downgrade': 'plaintext downgrade',
  'encrypted, no certificate': 'encrypted, no certificate',
  'identity unproven': 'chain not trusted: SAN proves nothing, dialback alone authenticates',
};

/** How a decision shows on the wire, in short. */
export function howText(decision: Decision, { dialback }: Pick<DecisionInputs, 'dialback'>): string {
  switch (decision.rule) {
    case 'R0':
      return 'stream error host-unknown (db:result type=error/item-not-found on a multiplexed pair)';
    case 'R1':
      return 'stream error policy-violation (db:result type=error/forbidden on a multiplexed pair)';
    case 'R2':
      return 'close TCP: incompatible security settings';
    case 'R3':
    case 'G3':
      return 'stream error policy-violation';
    case 'R4':
      return 'close TCP, no stream error';
    case 'R6':
      return 'not-authorized: no certificate';
    case 'R7':
      return 'not-authorized: domain not in SAN (whatever Require says)';
    case 'R8':
      return 'not-authorized: chain (no fallback to TCP)';
    case 'R9':
      return 'not-authorized: revocation status unknown';
    case 'G4':
      return 'not-authorized: revoked';
    case 'not judged':
      return 'resource-constraint, or not-authorized: the certificate cannot be judged';
    case 'G8':
      return 'SASL EXTERNAL';
    case 'mutual TLS':
      return 'close TCP';
    case 'R5+R11':
      return `fallback to TCP; ${dialbackTexts[dialback]}`;
    case 'R11':
      return dialbackTexts[dialback];
  }
}

const dialbackTexts: Readonly<Record<DecisionInputs['dialback'], string>> = {
  valid: 'dialback',
  invalid: 'db:result invalid, close if no other pair',
  error: 'db:result type=error, stream stays, bounce remote-server-timeout',
};

const columns = ['dir', 'mode', 'require', 'list', 'tls', 'cert', 'dialback', 'literal', 'rule'] as const;

/** The table as CSV: a line of headings, then the rows. */
export function decisionCsv(rows: readonly DecisionRow[] = decisionTable()): string {
  const heading = [...columns, 'how', 'hardened', 'with_external', 'warnings'].join(',');
  const lines = rows.map((row) =>
    [
      ...columns.map((column) => row[column]),
      quoted(row.how),
      row.hardened,
      row.withExternal,
      quoted(row.warnings),
    ].join(','),
  );
  return [heading, ...lines, ''].join('\n');
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
