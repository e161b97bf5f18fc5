import { subjectText } from '../findings/subject-text.ts';
import { severities, type Severity } from '../findings/finding.ts';
import type {
  Report,
  ReportedFinding,
  ReportedItem,
  ReportedProblem,
  ReportedQuestion,
  ReportedService,
} from './report.ts';
import { serviceText } from '../verdict/services.ts';
import { failingServices, openVerdicts } from '../verdict/reasons.ts';
import { locationText, problemTexts, ReasonTexts, sentence, verdictText, waiverText } from './words.ts';
import { attributes, escapeMarkup } from './xml.ts';

export interface JunitOptions {
  /** The mildest severity that makes a test fail; `not-known`: what is not known does; default: error. */
  readonly failOn?: FailOn;
}

type FailOn = Severity | 'not-known' | 'never';

interface TestCase {
  readonly suite: string;
  readonly name: string;
  readonly result?: {
    readonly kind: 'failure' | 'error' | 'skipped';
    readonly message: string;
    readonly type?: string;
  };
  /** Lines of the result, or of the output where the test passed. */
  readonly lines: readonly string[];
}

/**
 * The report as test results, in the dialect that Jenkins, GitLab and Ant share. A finding is a test that failed, one
 * below the threshold a test that passed and has something to say; what is sound is a test that passed.
 */
export function toJunit(report: Report, { failOn = 'error' }: JunitOptions = {}): string {
  const { findings, items = [], services = [], notChecked = [], unread = [], refused = [] } = report;
  const reasons = new ReasonTexts(report);
  const failing = new Set(failingVerdicts(report, failOn));
  const spokenOf = placesOf(findings);
  const cases = [
    ...findings.map((finding) => findingCase(finding, failOn)),
    ...items.filter(({ file, peer }) => !spokenOf.has(file) && !spokenOf.has(peer)).map(itemCase),
    ...services.map((verdict) => serviceCase(verdict, reasons.of(verdict), failing.has(verdict))),
    ...notChecked.map(questionCase),
    ...unread.map((problem) => problemCase('not read', problem)),
    ...refused.map((problem) => problemCase('refused', problem)),
  ];
  const suites = new Map<string, TestCase[]>();
  for (const each of cases) {
    const suite = suites.get(each.suite);
    if (suite) suite.push(each);
    else suites.set(each.suite, [each]);
  }
  const lines = [...suites].flatMap(([name, members]) => suiteLines(name, members, report.checkedAt));
  const totals = attributes({ name: 'expcert', ...countsOf(cases), time: 0 });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${totals}>`,
    ...lines,
    '</testsuites>',
    '',
  ].join('\n');
}

function countsOf(cases: readonly TestCase[]): Record<string, number> {
  const count = (kind: string): number => cases.filter(({ result }) => result?.kind === kind).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function findingCase(finding: ReportedFinding, failOn: FailOn): TestCase {
  const { code, severity, message, why, fix, locations, waived } = finding;
  const fails = failOn !== 'never' && severities.indexOf(severity) >= severities.indexOf(thresholdOf(failOn));
  const result = waived
    ? ({ kind: 'skipped', message: waiverText(waived) } as const)
    : fails
      ? ({ kind: 'failure', message: `${severity}: ${message}`, type: code } as const)
      : undefined;
  return {
    suite: subjectText(finding) || 'deployment',
    name: `${code}: ${message}`,
    ...(result && { result }),
    lines: [
      `${severity}: ${sentence(message)}`,
      why,
      ...fix.map((step, at) => `fix ${at + 1}: ${step}`),
      ...locations.map((location) => `at ${locationText(location)}`),
    ],
  };
}

/** Files and peers that findings are about: what stands there is not simply sound. */
const placesOf = (findings: readonly ReportedFinding[]): ReadonlySet<unknown> =>
  new Set(
    findings
      .flatMap(({ file, peer, locations }) => [file, peer, ...locations.map((place) => place.file)])
      .filter(Boolean),
  );

const itemCase = ({ id, file, kind, peer }: ReportedItem): TestCase => ({
  suite: typeof peer === 'string' ? peer : file,
  name: `${kind} in ${id}`,
  lines: [],
});

/** Open questions fail a run besides its errors. */
const thresholdOf = (failOn: Exclude<FailOn, 'never'>): Severity =>
  failOn === 'not-known' ? 'error' : failOn;

/** Verdicts that make the run fail: the same that decide the exit code. */
function failingVerdicts({ services = [] }: Report, failOn: FailOn): ReportedService[] {
  if (failOn === 'never') return [];
  return [...failingServices(services), ...(failOn === 'not-known' ? openVerdicts(services) : [])];
}

function serviceCase(verdict: ReportedService, reason: string, fails: boolean): TestCase {
  const kind = fails ? 'failure' : verdict.verdict === 'yes' ? undefined : 'skipped';
  const message = `${verdictText(verdict)}${reason === '' ? '' : `: ${reason}`}`;
  return {
    suite: verdict.peer,
    name: serviceText(verdict.service),
    ...(kind && { result: { kind, message, ...(fails && { type: 'verdict' }) } }),
    lines: [],
  };
}

const questionCase = ({ what, why, answer, peer, file }: ReportedQuestion): TestCase => ({
  suite: peer ?? file ?? 'deployment',
  name: what,
  result: {
    kind: 'skipped',
    message: [why === '' ? 'not checked' : `not checked: ${why}`, ...answer].join('; '),
  },
  lines: [],
});

function problemCase(suite: string, problem: ReportedProblem): TestCase {
  const lines = problemTexts(problem);
  return {
    suite,
    name: lines[0]!,
    result: { kind: 'error', message: lines[0]!, type: problem.code ?? suite },
    lines,
  };
}

function suiteLines(name: string, members: readonly TestCase[], timestamp: string): string[] {
  const head = attributes({ name, ...countsOf(members), time: 0, timestamp: timestamp.replace(/Z$/, '') });
  return [`  <testsuite${head}>`, ...members.flatMap(caseLines), '  </testsuite>'];
}

function caseLines({ suite, name, result, lines }: TestCase): string[] {
  const start = `    <testcase${attributes({ classname: suite, name, time: 0 })}`;
  const text = lines.map(escapeMarkup).join('\n');
  if (!result)
    return text === ''
      ? [`${start}/>`]
      : [`${start}>`, `      <system-out>${text}</system-out>`, '    </testcase>'];
  const { kind, message, type } = result;
  const inside = `      <${kind}${attributes({ message, type })}`;
  const isEmpty = text === '' || kind === 'skipped';
  return [`${start}>`, isEmpty ? `${inside}/>` : `${inside}>${text}</${kind}>`, '    </testcase>'];
}
