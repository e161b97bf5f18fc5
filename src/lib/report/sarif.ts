import { subjectText } from '../findings/subject-text.ts';
import type { Severity } from '../findings/finding.ts';
import type { RuleText } from '../findings/rule.ts';
import { printable, printableJson } from './printable.ts';
import type {
  Report,
  ReportedFinding,
  ReportedLocation,
  ReportedProblem,
  ReportedQuestion,
  ReportedService,
} from './report.ts';
import { artifactUri } from './artifact-uri.ts';
import { problemTexts, sentence, wholeQuestionText } from './words.ts';

type Json = { readonly [name: string]: unknown };

/**
 * The report in SARIF 2.1.0 (OASIS Standard, 27 March 2020), for code scanning services. Every result has a place: the
 * line of the deployment file where it asks for what is missing, else where the finding stands.
 *
 * @param rules texts of the rules; of those whose code is not found here only the code is said
 */
export function toSarif(report: Report, rules: readonly RuleText[]): string {
  const codes = [...new Set(report.findings.map(({ code }) => code))].sort();
  const texts = new Map<string, RuleText>(rules.map((rule) => [rule.code, rule]));
  const { tool, deployment, notChecked = [], unread = [], refused = [] } = report;
  const log: Json = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            semanticVersion: tool.version,
            rules: codes.map((code) => descriptor(code, texts.get(code))),
          },
        },
        invocations: [
          {
            executionSuccessful: unread.length + refused.length === 0,
            startTimeUtc: report.checkedAt,
            ...notifications([...unread, ...refused], notChecked),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => result(finding, codes.indexOf(finding.code), report)),
        properties: {
          checkedAt: report.checkedAt,
          summary: report.summary,
          ...(report.services && { services: report.services.map(verdictProperties) }),
          ...(deployment && { deployment }),
        },
      },
    ],
  };
  return `${printableJson(JSON.stringify(log, null, 2))}\n`;
}

const verdictProperties = ({ peer, service, verdict, waived }: ReportedService): Json => ({
  ...{ peer, service, verdict },
  ...(waived && { waived }),
});

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', notice: 'note' };

/** A reader finds the rule by its code; the name is the code as an identifier: `CertNameMissing`. */
function descriptor(code: string, text: RuleText | undefined): Json {
  const name = code.replace(/(?:^|[/-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (!text) return { id: code, name };
  const { severity, what, why, fix } = text;
  return {
    id: code,
    name,
    shortDescription: { text: what },
    fullDescription: { text: `${what} ${why}` },
    help: {
      text: [why, ...fix.map((step, at) => `${at + 1}. ${step}`)].join('\n'),
    },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [code.slice(0, code.indexOf('/'))] },
  };
}

function result(finding: ReportedFinding, ruleIndex: number, report: Report): Json {
  const { code, severity, message, why, fix, params, peer, cluster, waived, locations } = finding;
  const [main, ...others] = places(finding, report);
  const words = [sentence(message), why, ...fix.map((step) => `Fix: ${sentence(step)}`)]
    .map(printable)
    .join('\n');
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    // Brackets would be taken for links (3.11.6).
    message: { text: words.replace(/[\\[\]]/g, (character) => `\\${character}`) },
    locations: [{ ...physical(main!), ...logical(peer, cluster) }],
    ...(others.length > 0 && {
      relatedLocations: others.map((place, at) => ({ id: at + 1, ...physical(place) })),
    }),
    ...(waived && {
      suppressions: [
        { kind: 'external', status: 'accepted', justification: `${waived.reason} (until ${waived.until})` },
      ],
    }),
    partialFingerprints: { 'finding/v1': fingerprintOf(finding) },
    properties: { params, ...(locations.length === 0 && { hasNoPlaceOfItsOwn: true }) },
  };
}

/** The same for the same finding in the next run, also where lines have moved. */
const fingerprintOf = (finding: ReportedFinding): string =>
  [finding.code, subjectText(finding), finding.message].join(' | ');

/** The line to change first; a finding without a place is about the deployment, or about all that was looked at. */
function places(
  { locations, file }: ReportedFinding,
  { deployment, items = [] }: Report,
): ReportedLocation[] {
  const isLineOfDeployment = (place: ReportedLocation): boolean =>
    place.line !== undefined && place.file === deployment?.file;
  const sorted = [
    ...locations.filter(isLineOfDeployment),
    ...locations.filter((place) => !isLineOfDeployment(place)),
  ];
  if (sorted.length > 0) return sorted;
  return [{ file: file ?? deployment?.file ?? items[0]?.file ?? 'stdin' }];
}

function physical({ file, line, column, endColumn, entry }: ReportedLocation): Json {
  const region = line !== undefined && {
    region: {
      startLine: line,
      ...(column !== undefined && { startColumn: column }),
      ...(column !== undefined && endColumn !== undefined && { endColumn }),
    },
  };
  return {
    physicalLocation: { artifactLocation: { uri: artifactUri(file) }, ...region },
    ...(entry !== undefined && { message: { text: `entry ${entry}` } }),
  };
}

function logical(peer: string | undefined, cluster: string | undefined): Json {
  const name = peer ?? cluster;
  if (name === undefined) return {};
  const fullyQualifiedName = peer === undefined || cluster === undefined ? name : `${cluster}/${peer}`;
  return { logicalLocations: [{ name, fullyQualifiedName, kind: 'resource' }] };
}

function notifications(problems: readonly ReportedProblem[], questions: readonly ReportedQuestion[]): Json {
  const failed = problems.map((problem) => ({
    level: 'error',
    message: { text: problemTexts(problem).map(printable).join('\n') },
    ...(problem.location && { locations: [physical(problem.location)] }),
  }));
  const open = questions.map((question) => ({
    level: 'note',
    message: {
      text: [`not checked: ${wholeQuestionText(question)}`, ...question.answer].map(printable).join('\n'),
    },
    ...(question.file !== undefined && { locations: [physical({ file: question.file })] }),
  }));
  const all = [...failed, ...open];
  return all.length === 0 ? {} : { toolExecutionNotifications: all };
}
