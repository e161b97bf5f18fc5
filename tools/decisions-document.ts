import type { CertificateState } from '../src/lib/federation/decision.ts';
import type { DecisionRow } from '../src/lib/federation/decision-table.ts';

/** What is judged, in the order of evaluation; the first rule that fails decides. */
const rules: readonly (readonly [rule: string, test: string, answer: string])[] = [
  [
    'R0',
    'the domain on our side is not one of ours',
    'stream error `host-unknown`; for a further pair of domains `item-not-found`',
  ],
  [
    'R1',
    'the privacy lists deny the domain: before TLS, and again after it',
    'stream error `policy-violation`; for a further pair `forbidden`',
  ],
  ['R2', '*No TLS*, and the other side insists on TLS', 'close; incompatible security settings'],
  ['R3', '*TLS required*, and TLS is not offered', 'stream error `policy-violation`'],
  ['R4', '*TLS required*, and the handshake fails', 'close TCP, without stream error'],
  ['R5', '*TLS optional*, and TLS is not offered or fails', 'a new connection over TCP, then R11'],
  ['R6', 'TLS without a certificate', 'Require on: `not-authorized`; off: R11'],
  [
    'R7',
    'the domain is not among the subject alternative names; the CN does not count',
    '`not-authorized`, whatever Require says',
  ],
  [
    'R8',
    'Require on, and chain, validity, usage or revocation is bad',
    '`not-authorized`; never a fallback to TCP',
  ],
  ['R9', 'Require on, revocation data are there, and the status is unknown', '`not-authorized`'],
  ['R10', 'Require off, and the chain is bad', 'go on, with a warning'],
  ['R11', 'server dialback', 'valid: accept; invalid: reject; error: defer'],
];

const gaps: readonly (readonly [gap: string, question: string, literal: string, hardened: string])[] = [
  [
    'G1',
    'Require off: what does the name in a certificate nobody has verified prove?',
    'it must be there; dialback alone tells who it is',
    'the same, with a warning',
  ],
  [
    'G2',
    'Is a bad certificate a failure of TLS, so that *TLS optional* falls back to TCP?',
    'no: only missing or failed TLS',
    'no: whoever presents a bad certificate could force plaintext',
  ],
  ['G3', '*TLS optional* and Require on: a peer without TLS', 'plaintext with dialback', 'rejected'],
  ['G4', 'Require off: a certificate known to be revoked', 'accepted', 'rejected'],
  ['G5', 'Does Require cover the certificate of a server we connect to?', 'yes, both directions', 'yes'],
  [
    'G6',
    'Revocation data that are stale, or missing for one CA',
    'rejected; `unknownRevocation: accept` turns it off',
    'the same',
  ],
  [
    'G7',
    'Inbound, Require off, no certificate: there is no name to look at',
    'dialback',
    'dialback, with a warning',
  ],
  ['G8', 'A partner that offers SASL EXTERNAL alone', 'cannot federate', 'can, with `saslExternal: true`'],
];

const privacy: readonly (readonly string[])[] = [
  ['Off', 'any', 'any', 'allowed'],
  ['Allow list', 'yes', 'any', 'allowed'],
  ['Allow list', 'no', 'yes', 'allowed'],
  ['Allow list', 'no', 'no', 'denied'],
  ['Deny list', 'yes', 'any', 'denied'],
  ['Deny list', 'no', 'any', 'allowed'],
];

/** docs/federation-decisions.md: what the settings of the guide make of every state a stream can be in. */
export function decisionsDocument(rows: readonly DecisionRow[]): string {
  return [
    '# Decisions about federation streams',
    '',
    '<!-- Generated: npm run docs -->',
    '',
    'What becomes of an XMPP stream between servers, by the settings of the Expressway-E page “Settings for XMPP',
    'Federation”. *literal* takes the guide at its word; *hardened* decides for safety what it leaves open.',
    '`expcert federation decide` answers for one case, `expcert federation decide --all --format csv` prints the rows.',
    '',
    '## Rules, in the order of evaluation',
    '',
    ...table(['Rule', 'Test', 'Answer'], rules),
    '',
    'A further pair of domains on the same stream passes R0, R1 and R6 to R11 again, and is refused alone.',
    '',
    'The order is also that of the work: whom R0 or R1 refuses, of that one nothing is read, and where no name fits (R7) no path',
    'is looked for. So `san-mismatch` and `cn-only` say nothing of the path; only a report with all reasons can tell',
    '`untrusted+san-mismatch`. Before a path is looked for, a stranger may have to wait; where nobody more may wait it is refused',
    'with `resource-constraint`, whatever the settings say.',
    '',
    '## What the guide leaves open',
    '',
    ...table(['', 'Question', 'literal', 'hardened'], gaps),
    '',
    '## Privacy mode',
    '',
    'Exact names, no wildcards; a chat node alias has its own entry.',
    '',
    ...table(['Privacy mode', 'On the list', 'Static route in use', 'Result'], privacy),
    '',
    '## In short',
    '',
    'Inbound, the domain allowed, dialback valid. A accept, R reject, ! with a warning; behind → the hardened verdict',
    'where it differs. With dialback invalid every A becomes R; with an error it is deferred.',
    '',
    ...table(
      ['State', ...settings.map(({ title }) => title)],
      states.map((state) => shortRow(rows, state)),
    ),
    '',
    `## All ${rows.length} combinations`,
    '',
    ...table(
      [
        'Dir',
        'Mode',
        'Require',
        'List',
        'TLS',
        'Certificate',
        'Dialback',
        'Literal',
        'Rule',
        'Hardened',
        'With EXTERNAL',
        'Warning',
      ],
      rows.map((row) => [
        ...[row.dir, row.mode, row.require, row.list, row.tls, row.cert, row.dialback],
        ...[row.literal, row.rule, row.hardened, row.withExternal, row.warnings],
      ]),
    ),
    '',
  ].join('\n');
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)];
}

const settings = [
  { title: 'required, on', mode: 'required', require: 'on' },
  { title: 'required, off', mode: 'required', require: 'off' },
  { title: 'optional, on', mode: 'optional', require: 'on' },
  { title: 'optional, off', mode: 'optional', require: 'off' },
  { title: 'No TLS', mode: 'none', require: 'off' },
] as const;

type State = { readonly tls: 'not-offered' | 'failed' } | { readonly cert: CertificateState };

const states: readonly State[] = [
  { tls: 'not-offered' },
  { tls: 'failed' },
  ...(
    [
      ...['none', 'ok', 'san-mismatch', 'cn-only', 'untrusted', 'self-signed', 'expired', 'revoked'],
      ...['rev-unknown', 'untrusted+san-mismatch'],
    ] as CertificateState[]
  ).map((cert) => ({ cert })),
];

function shortRow(rows: readonly DecisionRow[], state: State): string[] {
  const cells = settings.map(({ mode, require }) => {
    const row = rows.find(
      (each) =>
        each.dir === 'in' &&
        each.mode === mode &&
        each.require === require &&
        each.list === 'allowed' &&
        each.dialback === 'valid' &&
        (mode === 'none' || ('tls' in state ? each.tls === state.tls : each.cert === state.cert)),
    )!;
    const hardened = row.hardened === row.literal ? '' : ` → ${row.hardened[0]}`;
    return `${row.literal[0]} (${row.rule})${row.warnings ? '!' : ''}${hardened}`;
  });
  return ['tls' in state ? `TLS ${state.tls}` : state.cert, ...cells];
}
