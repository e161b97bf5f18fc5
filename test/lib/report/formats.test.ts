import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser, onErrorStopParsing, type Element } from '@xmldom/xmldom';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/lib/rules/catalogue.ts';
import { artifactUri } from '../../../src/lib/report/artifact-uri.ts';
import { toCsv } from '../../../src/lib/report/csv.ts';
import { toHtml } from '../../../src/lib/report/html.ts';
import { stylesheet, stylesheetHash } from '../../../src/lib/report/html-style.ts';
import { toJson } from '../../../src/lib/report/json.ts';
import { toJunit } from '../../../src/lib/report/junit.ts';
import { toMarkdown } from '../../../src/lib/report/markdown.ts';
import { toSarif } from '../../../src/lib/report/sarif.ts';
import type { Report } from '../../../src/lib/report/report.ts';
import { parseCsv } from '../../support/csv.ts';
import { finding, fullReport, hostileTexts, reportWith, verdicts } from '../../support/report.ts';

/** The same text wherever a file, a name or a person can put one. */
const hostileReport = (text: string): Report =>
  reportWith({
    deployment: { name: text, file: text, sha256: 'a'.repeat(64) },
    findings: [
      finding({
        message: text,
        why: text,
        fix: [text],
        subject: { peer: text, cluster: text, file: text },
        params: { name: text },
        locations: [{ file: text, line: 1 }],
        waived: { until: '2027-01-01', reason: text },
      }),
      finding({ message: text, locations: [], subject: { file: text } }),
    ],
    parts: {
      services: [
        {
          service: 'mra',
          peer: text,
          cluster: text,
          verdict: 'not known',
          requirements: [
            {
              requirement: 'in-date',
              store: 'server',
              asking: 'required',
              remarks: [text],
              state: 'not known',
              findings: [text],
              questions: [text, `${text}~2`],
            },
          ],
        },
      ],
      items: [{ file: text, kind: 'certificate', peer: text, names: [text], sharedWith: [text] }],
      notChecked: [{ id: text, what: text, why: text, answer: [text], file: text }],
    },
    unread: [{ message: text, location: { file: text }, found: [text], help: [text] }],
  });

describe('SARIF', () => {
  const schemaFile = join(
    import.meta.dirname,
    '../../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true, unicodeRegExp: false });
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  ajv.addFormat('uri-reference', (text: string) => URL.canParse(text, 'https://example.com/'));
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
  const isSarif = ajv.compile(schema);

  interface Result {
    readonly ruleId: string;
    readonly level: string;
    readonly message: { readonly text: string };
    readonly locations: readonly {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region?: { readonly startLine: number };
      };
    }[];
    readonly suppressions?: readonly unknown[];
  }
  interface Run {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
    readonly results: readonly Result[];
    readonly properties: {
      readonly services: readonly {
        readonly verdict: string;
        readonly waived?: { readonly until: string };
      }[];
    };
  }
  const runOf = (report: Report): Run => {
    const log = JSON.parse(toSarif(report, catalogue)) as { readonly runs: readonly [Run] };
    isSarif(log);
    expect(isSarif.errors ?? []).toEqual([]);
    return log.runs[0];
  };

  it('is what the schema of 2.1.0 says', () => void runOf(fullReport()));
  it('is that for an empty report too', () => expect(runOf(reportWith()).results).toEqual([]));
  it.each(hostileTexts)('is that with %s in every place', (_, text) => void runOf(hostileReport(text)));

  it('has one rule for each code, and a place for every result', () => {
    const { tool, results } = runOf(fullReport());
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(
      [...new Set(results.map(({ ruleId }) => ruleId))].sort(),
    );
    for (const { locations } of results)
      expect(locations[0]!.physicalLocation.artifactLocation.uri).not.toBe('');
  });

  it('points at the line of the deployment file that asks for what is missing', () => {
    const [{ locations }] = runOf(reportWith({ findings: [finding()] })).results as [Result];
    expect(locations[0]!.physicalLocation).toEqual({
      artifactLocation: { uri: 'corp.yaml' },
      region: { startLine: 21, startColumn: 5, endColumn: 16 },
    });
  });

  it('has the words error, warning and note', () =>
    expect(runOf(fullReport()).results.map(({ level }) => level)).toEqual([
      'error',
      'note',
      'warning',
      'error',
    ]));

  it('marks what is waived as suppressed, and says why', () =>
    expect(runOf(fullReport()).results.map(({ suppressions = [] }) => suppressions.length)).toEqual([
      0, 0, 0, 1,
    ]));

  it('says how an open question is answered', () =>
    expect(toSarif(fullReport(), catalogue)).toContain(
      '(no list of core given): expe1.example.com\\nname the file',
    ));

  it('has the verdicts, and which of them is accepted', () => {
    const { services } = runOf(fullReport()).properties;
    expect(services.map(({ verdict, waived }) => [verdict, waived?.until])).toEqual([
      ['yes', undefined],
      ['no', undefined],
      ['no', '2027-03-31'],
      ['not known', undefined],
    ]);
  });

  it('says that a run with unread input was no success', () =>
    expect(runOf(fullReport()).invocations[0]!.executionSuccessful).toBe(false));

  it.each([
    ['a relative path', './issued/expe1.pem', 'issued/expe1.pem'],
    ['a path in an archive', 'a b.zip!/x#1.pem', 'a%20b.zip!/x%231.pem'],
    ['an absolute path', '/tmp/ä.pem', 'file:///tmp/%C3%A4.pem'],
    ['a Windows path', 'C:\\new files\\a.pem', 'file:///C:/new%20files/a.pem'],
    ['a share', '\\\\host\\share\\a.pem', 'file://host/share/a.pem'],
    ['half a character', 'a\ud800', 'a%EF%BF%BD'],
  ])('%s as a URI', (_, path, uri) => expect(artifactUri(path)).toBe(uri));
});

describe('JUnit', () => {
  const parse = (xml: string): Element =>
    new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, 'text/xml').documentElement!;
  const all = (root: Element, name: string): Element[] => [...root.getElementsByTagName(name)];

  it('counts what it holds', () => {
    const root = parse(toJunit(fullReport()));
    for (const suite of [root, ...all(root, 'testsuite')]) {
      for (const [attribute, element] of [
        ['tests', 'testcase'],
        ['failures', 'failure'],
        ['errors', 'error'],
        ['skipped', 'skipped'],
      ] as const) {
        expect(Number(suite.getAttribute(attribute)), attribute).toBe(all(suite, element).length);
      }
    }
    expect(all(root, 'failure').map((each) => each.getAttribute('type'))).toEqual([
      'cert/name-missing',
      'verdict',
    ]);
    expect(all(root, 'error').length).toBe(2);
  });

  it.each([
    ['error', 1],
    ['warning', 2],
    ['notice', 3],
    ['never', 0],
  ] as const)('fails the findings that --fail-on %s fails', (failOn, failures) =>
    expect(failuresOf(reportWith({ findings: reportFindings }), failOn)).toHaveLength(failures),
  );
  const failuresOf = (
    report: Report,
    failOn: 'error' | 'warning' | 'notice' | 'not-known' | 'never',
  ): Element[] => all(parse(toJunit(report, { failOn })), 'failure');
  const reportFindings = [
    finding(),
    finding({ severity: 'warning' }),
    finding({ severity: 'notice' }),
    finding({ waived: { until: '2027-01-01', reason: 'ticket' } }),
  ];

  it.each([
    ['error', ['mobile and remote access (MRA)']],
    ['not-known', ['mobile and remote access (MRA)', 'group chat over TLS']],
    ['never', []],
  ] as const)('fails the verdicts that --fail-on %s fails, and none that is accepted', (failOn, names) =>
    expect(
      failuresOf(reportWith({ parts: { services: verdicts } }), failOn).map((failure) =>
        (failure.parentNode as Element).getAttribute('name'),
      ),
    ).toEqual(names),
  );

  it('says of an accepted no until when, and of a question how to answer it', () => {
    const skipped = all(parse(toJunit(fullReport())), 'skipped').map((each) => each.getAttribute('message'));
    expect(skipped).toContain('no (waived): cert/expired; waived until 2027-03-31: ticket 4711');
    expect(skipped).toContain(
      'not checked: no list of core given; name the file under clusters: core: trustList; give --trust core=FILE',
    );
  });

  it('has a passed test for what is sound', () =>
    expect(toJunit(fullReport())).toContain('name="certificate in issued/expe2.pem#2" time="0"/>'));

  it.each(hostileTexts)('is well-formed with %s in every place', (_, text) => {
    const root = parse(toJunit(hostileReport(text)));
    expect(new Set([...root.getElementsByTagName('*')].map((each) => each.tagName))).toEqual(
      new Set(['testsuite', 'testcase', 'skipped', 'failure', 'error']),
    );
  });
});

describe('CSV', () => {
  it('has a row for each finding, verdict, open question and unread input', () => {
    const [head, ...rows] = parseCsv(toCsv(fullReport()));
    expect(head!.slice(0, 3)).toEqual(['kind', 'severity', 'code']);
    expect(rows.map(([kind]) => kind)).toEqual([
      ...['finding', 'finding', 'finding', 'waived finding', 'verdict', 'verdict', 'verdict', 'verdict'],
      ...['not checked', 'not checked', 'not read', 'refused'],
    ]);
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([head!.length]));
  });

  it.each(hostileTexts)('is a table without formulas with %s in every place', (_, text) => {
    const [head, ...rows] = parseCsv(toCsv(hostileReport(text)));
    for (const row of rows) {
      expect(row.length).toBe(head!.length);
      for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@|%\t\r]/);
    }
  });

  it('ends every line with CR LF', () => expect(toCsv(fullReport()).split(/(?<!\r)\n/).length).toBe(1));
});

describe('Markdown', () => {
  it('says everything', async () =>
    expect(toMarkdown(fullReport())).toMatchFileSnapshot('expected/report.md'));

  it.each(hostileTexts)('makes nothing of %s', (_, text) => {
    const markdown = toMarkdown(hostileReport(text));
    expect(markdown).not.toMatch(/(?<!\\)[<`~]|(?<!\\)!\[|(?<!\\)\]\(|(?<!\\):\/\/|\bwww\./);
    // Rows keep their number of cells, and nothing breaks a line.
    for (const row of markdown.split('\n').filter((line) => line.startsWith('|'))) {
      expect([5, 6]).toContain(row.split(/(?<!\\)\|/).length - 1);
    }
    expect(markdown.split('\n').filter((line) => line.startsWith('#')).length).toBe(9);
  });

  it('says once what one rule has found with several peers', () => {
    const of = (peer: string, name: string) =>
      finding({ subject: { peer }, message: `DNS:${name} is missing`, locations: [{ file: `${peer}.pem` }] });
    const markdown = toMarkdown(
      reportWith({ findings: [of('expe1.example.com', 'a.example'), of('expe2.example.com', 'b.example')] }),
    );
    expect(markdown.slice(markdown.indexOf('## Findings'))).toBe(`## Findings

### error: cert/name-missing – expe1.example.com, expe2.example.com

- expe1.example.com: DNS:a.example is missing. (expe1.example.com.pem)
- expe2.example.com: DNS:b.example is missing. (expe2.example.com.pem)

Mobile and remote access fails for example.com.

1. Ask for the name.
2. Upload the certificate.

- source: Chat and Presence Federation Using Cisco Expressway (X14.0.2), page 7
`);
  });
});

describe('HTML', () => {
  it('says everything', async () => expect(toHtml(fullReport())).toMatchFileSnapshot('expected/report.html'));

  it('allows its own style and nothing else', () => {
    const digest = createHash('sha256').update(stylesheet).digest('base64');
    expect(stylesheetHash).toBe(`sha256-${digest}`);
    expect(toHtml(fullReport())).toContain(`content="default-src 'none'; style-src '${stylesheetHash}'`);
  });

  it.each(hostileTexts)('shows %s as text', (_, text) => {
    const html = toHtml(hostileReport(text));
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name!.toLowerCase()));
    for (const name of ['script', 'img', 'x', 'b', 'a', 'link', 'iframe']) expect(tags).not.toContain(name);
    const attributeNames = [...html.matchAll(/<[a-z0-9]+((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>/gi)].flatMap(
      ([, list = '']) => [...list.matchAll(/([\w-]+)="[^"]*"/g)].map(([, name]) => name!),
    );
    expect(
      attributeNames.filter((name) => name.startsWith('on') || name === 'src' || name === 'href'),
    ).toEqual([]);
    const body = html.slice(html.indexOf('<body>'));
    expect(body.split('<').length).toBe(body.split(/<\/?[a-z0-9]+(?:\s[^<>]*)?>/).length);
  });

  it('has headings in order, a language, and headers with a scope', () => {
    const html = toHtml(fullReport());
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    levels.forEach((level, at) => expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1));
    expect(html).toContain('<html lang="en">');
    expect(html).not.toMatch(/<th(?! scope=)[ >]/);
  });
});

describe('JSON', () => {
  it('is the report', () => expect(JSON.parse(toJson(fullReport()))).toEqual(fullReport()));

  it('counts waived findings by themselves', () =>
    expect(fullReport().summary).toEqual({ error: 1, warning: 1, notice: 1, notChecked: 2, waived: 1 }));

  it('gives an id of its own to each finding and item', () => {
    const { findings, otherFindings = [], items = [] } = fullReport();
    expect([...findings, ...otherFindings].map(({ id }) => id)).toEqual([
      'cert/name-missing@expe1.example.com',
      'trust/duplicate-entry@core',
      'plan/federation-needs-srv@deployment',
      'cert/expired@expe1.example.com',
      'fleet/peer-without-certificate@expc1.example.com',
    ]);
    expect(items.map(({ id }) => id)).toEqual(['issued/expe1.pem', 'issued/expe2.pem#2']);
    const twice = reportWith({ findings: [finding(), finding()] }).findings.map(({ id }) => id);
    expect(twice).toEqual(['cert/name-missing@expe1.example.com', 'cert/name-missing@expe1.example.com~2']);
  });
});
