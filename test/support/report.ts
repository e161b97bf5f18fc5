import type { Finding } from '../../src/lib/findings/finding.ts';
import { makeReport, type Report, type ReportContent } from '../../src/lib/report/report.ts';
import type { RequirementState } from '../../src/lib/verdict/verdict.ts';

/** A finding as a rule makes it; only what matters is written. */
export const finding = (rest: Partial<Finding> = {}): Finding => ({
  code: 'cert/name-missing',
  severity: 'error',
  subject: { cluster: 'edge', peer: 'expe1.example.com', file: 'issued/expe1.pem' },
  params: { name: 'DNS:collab-edge.example.com' },
  message: 'DNS:collab-edge.example.com is missing',
  why: 'Mobile and remote access fails for example.com.',
  fix: ['Ask for the name.', 'Upload the certificate.'],
  locations: [{ file: 'issued/expe1.pem' }, { file: 'corp.yaml', line: 21, column: 5, endColumn: 16 }],
  source: [{ source: 'guide', ref: 'page 7' }],
  ...rest,
});

export const reportWith = (content: Partial<ReportContent> = {}): Report =>
  makeReport({
    version: '1.2.3',
    checkedAt: new Date('2026-11-22T10:00:00Z'),
    deployment: { name: 'Example Corp', file: 'corp.yaml', sha256: 'a'.repeat(64) },
    findings: [],
    ...content,
  });

const about = { store: 'server', asking: 'required', remarks: [] } as const;
const holds: RequirementState = {
  ...about,
  requirement: 'in-date',
  state: 'holds',
  evidence: [{ check: 'its dates include the day of the check', items: ['issued/expe1.pem'] }],
};
const fails: RequirementState = {
  ...about,
  requirement: 'names-present',
  state: 'fails',
  findings: ['cert/name-missing@expe1.example.com'],
};
const notKnown: RequirementState = {
  ...about,
  requirement: 'not-revoked',
  state: 'not known',
  findings: [],
  questions: ['revocation@issued/expe1.pem'],
};

/** Every part that a report can have. */
export const fullReport = (): Report =>
  reportWith({
    findings: [
      finding(),
      finding({
        code: 'trust/duplicate-entry',
        severity: 'notice',
        subject: { cluster: 'core', file: 'trust/list.pem' },
        message: 'entries 4 and 9 are the same certificate',
        locations: [
          { file: 'trust/list.pem', entry: 4, line: 61 },
          { file: 'trust/list.pem', entry: 9, line: 140 },
        ],
      }),
      finding({ code: 'plan/federation-needs-srv', severity: 'warning', subject: {}, locations: [] }),
      finding({
        code: 'cert/expires-soon',
        severity: 'warning',
        waived: { until: '2027-03-31', reason: 'ticket 4711' },
      }),
    ],
    notChecked: 1,
    parts: {
      services: [
        {
          service: 'upload',
          peer: 'expe1.example.com',
          cluster: 'edge',
          verdict: 'yes',
          requirements: [holds],
        },
        {
          service: 'mra',
          peer: 'expe1.example.com',
          cluster: 'edge',
          verdict: 'no',
          requirements: [fails],
        },
        {
          service: 'groupChatTls',
          peer: 'expe1.example.com',
          cluster: 'edge',
          verdict: 'not known',
          requirements: [notKnown],
        },
      ],
      items: [
        {
          file: 'issued/expe1.pem',
          kind: 'certificate',
          peer: 'expe1.example.com',
          names: ['DNS:expe1.example.com'],
        },
        {
          file: 'issued/expe2.pem',
          kind: 'certificate',
          peer: 'expe2.example.com',
          notAfter: '2027-05-30T23:59:59Z',
        },
      ],
      notChecked: [
        {
          id: 'revocation@issued/expe1.pem',
          what: 'revocation',
          why: 'no revocation list given',
          answer: ['--crl FILE'],
          file: 'issued/expe1.pem',
        },
      ],
    },
    unread: [
      {
        message: 'issued/expe3.pem: no such file or folder',
        location: { file: 'issued/expe3.pem' },
        help: ['check the path'],
      },
    ],
    refused: [{ message: 'out/x.pem exists' }],
  });

/** What a hostile certificate, file name or ticket might hold. */
export const hostileTexts: readonly (readonly [what: string, text: string])[] = [
  ['a script', '<script>alert(1)</script>'],
  ['an attribute that ends', '"><img src=x onerror=alert(1)>'],
  ['an apostrophe that ends', `' onmouseover='alert(1)`],
  ['an entity', '&lt;b&gt; &#x3c;'],
  ['the end of CDATA', ']]><x/>'],
  ['a comment', '<!-- --> -->'],
  ['a Markdown link', '[click](javascript:alert(1))'],
  ['a Markdown image', '![x](https://evil.example/x.png)'],
  ['a bare link', 'see https://evil.example and www.evil.example'],
  ['Markdown markup', '**bold** _it_ `code` ~~gone~~ # no heading | cell'],
  ['a line that starts a list', '- one\n- two'],
  ['a formula', '=HYPERLINK("https://evil.example","x")'],
  ['a formula behind a blank', ' +1+1'],
  ['a command', '@SUM(1)|cmd'],
  ['a minus', '-2+3'],
  ['quotes and commas', 'a "b", c'],
  ['line ends', 'one\r\ntwo\nthree'],
  ['a terminal sequence', '\u001b[31mred'],
  ['a right-to-left override', 'exe.\u202egpj'],
  ['characters that XML forbids', 'a\u0000b\u0008c\uffff'],
  ['half a character', 'a\ud800b'],
];
