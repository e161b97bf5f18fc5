import type { Finding } from '../../src/lib/findings/finding.ts';
import { makeReport, type Report, type ReportContent } from '../../src/lib/report/report.ts';
import type { ServiceVerdict } from '../../src/lib/verdict/verdict.ts';

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

const expe1 = 'expe1.example.com';
const row = { peer: expe1, cluster: 'edge' };
const asked = { store: 'server', asking: 'required', remarks: [] } as const;

/** A verdict of each kind, and one that somebody has accepted. */
export const verdicts: readonly ServiceVerdict[] = [
  {
    service: 'upload',
    ...row,
    verdict: 'yes',
    requirements: [
      {
        requirement: 'in-date',
        ...asked,
        state: 'holds',
        evidence: [{ check: 'its dates include the day of the check', items: ['issued/expe1.pem'] }],
      },
    ],
  },
  {
    service: 'mra',
    ...row,
    verdict: 'no',
    requirements: [
      {
        requirement: 'names-present',
        ...asked,
        state: 'fails',
        findings: ['cert/name-missing@expe1.example.com'],
      },
    ],
  },
  {
    service: 'xmppFederation',
    ...row,
    verdict: 'no',
    waived: { until: '2027-03-31', reason: 'ticket 4711' },
    requirements: [
      { requirement: 'in-date', ...asked, state: 'fails', findings: ['cert/expired@expe1.example.com'] },
    ],
  },
  {
    service: 'groupChatTls',
    ...row,
    verdict: 'not known',
    requirements: [
      {
        requirement: 'trusted-by-other-expressway',
        ...asked,
        state: 'not known',
        findings: [],
        questions: ['trust-by-other-expressway@expe1.example.com core'],
      },
    ],
  },
];

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
        code: 'cert/expired',
        waived: { until: '2027-03-31', reason: 'ticket 4711' },
      }),
    ],
    otherFindings: [
      finding({ code: 'fleet/peer-without-certificate', subject: { peer: 'expc1.example.com' } }),
    ],
    notChecked: 2,
    parts: {
      services: verdicts,
      items: [
        {
          file: 'issued/expe1.pem',
          kind: 'certificate',
          peer: expe1,
          sharedWith: ['expe3.example.com'],
          names: ['DNS:expe1.example.com'],
        },
        {
          file: 'issued/expe2.pem',
          entry: 2,
          kind: 'certificate',
          peer: 'expe2.example.com',
          notAfter: '2027-05-30T23:59:59Z',
        },
      ],
      notChecked: [
        {
          id: 'trust-by-other-expressway@expe1.example.com core',
          what: 'trust by the other side',
          why: 'no list of core given',
          answer: ['name the file under clusters: core: trustList', 'give --trust core=FILE'],
          peer: expe1,
        },
        {
          id: 'revocation@issued/expe1.pem',
          what: 'revocation',
          why: 'no revocation list given',
          answer: [],
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
