import type { RuleEntry } from '../src/lib/findings/rule.ts';
import {
  requirements,
  type CertificateStoreName,
  type Requirement,
} from '../src/lib/findings/requirements.ts';
import { services as deploymentServices } from '../src/lib/deployment/model.ts';
import { rolesMet } from '../src/lib/product/certificate-role.ts';
import { nodeKinds, productNames } from '../src/lib/product/products.ts';
import { compareReleases, releaseFacts } from '../src/lib/product/release.ts';
import {
  askedBy,
  askedRows,
  type AskContext,
  type AskedIf,
  type AskedRow,
  type Asking,
} from '../src/lib/verdict/asked.ts';
import { notCovered, requirementTexts } from '../src/lib/verdict/requirement-texts.ts';
import type { VerdictService } from '../src/lib/verdict/services.ts';

const generated = '<!-- Generated: npm run docs -->';
const tableLine = (columns: readonly string[]): string => `| ${columns.join(' | ')} |`;
const table = (header: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  tableLine(header),
  tableLine(header.map(() => '---')),
  ...rows.map(tableLine),
];
const code = (text: string): string => `\`${text}\``;

/** docs/requirements.md: what a yes rests on, who asks for it, and what rules say of it. */
export function requirementsDocument(catalogue: readonly RuleEntry[]): string {
  return `${[
    '# Requirements',
    '',
    generated,
    '',
    'A verdict answers whether an upload will be taken, or whether a service will work, on one Expressway. It is made of',
    'requirements and of nothing else. Each one holds by evidence, fails by a finding, or is not known; what nobody looked',
    'at never holds. **No** if one that is asked fails, else **not known** if one is not known, else **yes**.',
    'Where a requirement is asked in doubt, no text says that its failure ends the service: a failure then counts as not known.',
    'A service asks besides for all that the upload asks for, but `file-accepted`.',
    '`expcert check --why PEER SERVICE` prints what a verdict rests on.',
    '',
    `A yes says nothing of ${notCovered}.`,
    '',
    '## The list',
    '',
    '“It” is the certificate.',
    '',
    ...table(
      ['Requirement', 'Where it holds'],
      requirements.map((requirement) => [code(requirement), requirementTexts[requirement]]),
    ),
    '',
    '## Who asks for what',
    '',
    'Expressway-C and Expressway-E: ● asked, ◐ asked in doubt, – not asked. A table shows what differs from the releases before it.',
    '',
    ...spans().flatMap(matrixOf),
    'Some are asked only where something is given or named:',
    '',
    ...table(
      ['Requirement', 'Service', 'On', 'Asked', 'Where'],
      askedRows.filter((row) => row.if).map((row) => conditionOf(row)),
    ),
    '',
    `From ${releaseFacts.nodesAlwaysVerified.from} on trust in another product asks for a certificate of each of these names:`,
    '',
    ...table(['Requirement', 'Service', 'Certificates'], certificatesMet()),
    '',
    '## What decides them',
    '',
    ...requirements.flatMap((requirement) => decidedBy(requirement, catalogue)),
    '## Rules that decide nothing',
    '',
    'Errors and warnings over certificates, chains, keys, lists and fleets that bear on no requirement, and why.',
    '',
    ...catalogue.flatMap(({ code: name, bearsOnNothing }) =>
      bearsOnNothing === undefined ? [] : [`- ${code(name)}: ${bearsOnNothing}`],
    ),
  ].join('\n')}\n`;
}

interface Column {
  readonly title: string;
  readonly service: VerdictService;
  readonly store: CertificateStoreName;
}

/** What is asked of federation is asked of group chat. */
const services: readonly Omit<Column, 'store'>[] = [
  { title: 'MRA', service: 'mra' },
  { title: 'XMPP federation, group chat', service: 'xmppFederation' },
  { title: 'Jabber Guest', service: 'jabberGuest' },
  { title: 'B2B calls', service: 'b2b' },
  { title: 'SIP federation', service: 'sipFederation' },
  { title: 'Web proxy for Meeting Server', service: 'cmsWebProxy' },
  { title: 'Webex hybrid services', service: 'webexHybrid' },
];
const upload = { title: 'Upload', service: 'upload' } as const;
const uploadClient = { title: 'Upload', service: 'uploadClient' } as const;

interface Span {
  readonly title: string;
  readonly release: string;
  readonly before?: string;
  readonly columns: readonly Column[];
}

/** Releases between which nothing changes, the two stores of the newest apart. */
function spans(): Span[] {
  const cuts = [...new Set(askedRows.flatMap(({ from, before }) => [from, before]))]
    .filter((release) => release !== undefined)
    .sort(compareReleases);
  const stores = releaseFacts.separateClientStore.from;
  const oldest = 'X8.1';
  const inServerStore = [upload, ...services].map((each) => ({ ...each, store: 'server' }) as const);
  const inClientStore = [uploadClient, ...services].map((each) => ({ ...each, store: 'client' }) as const);
  const one = [oldest, ...cuts].map((release, i, all): Span => {
    const title = i === 0 ? `Before ${all[1]}` : `From ${release}`;
    return { title, release, columns: inServerStore, ...(i > 0 && { before: all[i - 1]! }) };
  });
  return [
    ...one,
    {
      title: `From ${stores}: the server store`,
      release: stores,
      columns: inServerStore,
      before: one.at(-1)!.release,
    },
    { title: `From ${stores}: the client store`, release: stores, columns: inClientStore },
  ];
}

function matrixOf({ title, release, before, columns }: Span): string[] {
  const cells = cellsOf(release, columns);
  const old = before === undefined ? undefined : cellsOf(before, columns);
  const rows = requirements.flatMap((requirement, at) => {
    const line = cells[at]!;
    const isSame = old ? line.join() === old[at]!.join() : line.every((cell) => cell === '–');
    return isSame ? [] : [[code(requirement), ...line]];
  });
  if (rows.length === 0) return [];
  const header = ['', ...columns.flatMap(({ title: name }) => [`${name}: C`, 'E'])];
  return [`### ${title}`, '', ...table(header, rows), ''];
}

const signs: Readonly<Record<Asking, string>> = { required: '●', doubtful: '◐' };

/** With everything there that rows wait for. */
function cellsOf(release: string, columns: readonly Column[]): string[][] {
  const asked = columns.flatMap(({ service, store }) =>
    (['C', 'E'] as const).map((role) => {
      const context: AskContext = {
        role,
        release,
        named: new Set(nodeKinds),
        given: new Set(nodeKinds),
        hasRevocationEvidence: true,
        hasPhoneSecurityProfiles: true,
        hasOtherRole: true,
        isClientCopied: false,
        tlsVerify: {},
        areUsagesChecked: true,
      };
      return askedBy(service, context).filter((each) => each.store === store);
    }),
  );
  return requirements.map((requirement) =>
    asked.map((cell) => {
      const found = cell.find((each) => each.requirement === requirement);
      return found ? signs[found.asking] : '–';
    }),
  );
}

function conditionOf({
  requirement,
  services: those,
  role,
  asking,
  from,
  before,
  if: conditions = [],
}: AskedRow) {
  return [
    code(requirement),
    those.join(', '),
    role ?? 'C, E',
    signs[asking],
    [
      ...conditions.map(conditionText),
      ...(from ? [`from ${from}`] : []),
      ...(before ? [`before ${before}`] : []),
    ].join(', '),
  ];
}

function conditionText(condition: AskedIf): string {
  if (typeof condition === 'string') return conditionTexts[condition];
  if ('named' in condition) return `${productNames[condition.named]} is named, or something of it given`;
  if ('verified' in condition) return `tlsVerify: ${condition.verified} is true`;
  if ('notUnverified' in condition) return `tlsVerify: ${condition.notUnverified} is not false`;
  return `certificates of ${productNames[condition.given]} are given that the service meets`;
}

const conditionTexts: Readonly<Record<Extract<AskedIf, string>, string>> = {
  'revocation evidence': 'a revocation list or OCSP response is given',
  'phone security profiles': 'phone security profiles are named',
  'other role': 'the deployment has Expressways of the other role',
  'usages checked':
    'extendedKeyUsageChecking of the other role is not false, or it runs a release before X15.5',
};

const certificatesMet = (): string[][] =>
  nodeRequirements.flatMap((requirement) =>
    deploymentServices.flatMap((service) => {
      const always = rolesMet(requirement, service, false);
      const withProfiles = rolesMet(requirement, service, true).filter((role) => !always.includes(role));
      const names = [
        ...always.map(code),
        ...withProfiles.map((role) => `${code(role)} where phone security profiles are named`),
      ];
      return names.length === 0 ? [] : [[code(requirement), service, names.join(', ')]];
    }),
  );

const nodeRequirements = ['trusts-unified-cm', 'trusts-imp', 'trusts-unity'] as const;

const effects = [
  ['fails', 'Fails by'],
  ['not known', 'Left open by'],
  ['remark', 'Explained by'],
] as const;

function decidedBy(requirement: Requirement, catalogue: readonly RuleEntry[]): string[] {
  const lines = effects.flatMap(([effect, label]) => {
    const rules = catalogue.flatMap(({ code: name, bearings }) => {
      const own = bearings.filter((each) => each.requirement === requirement && each.effect === effect);
      if (own.length === 0) return [];
      const all = own.some((each) => each.services === undefined);
      const only = [...new Set(own.flatMap((each) => each.services ?? []))];
      return [all ? code(name) : `${code(name)} (${only.join(', ')})`];
    });
    return rules.length === 0 ? [] : [`- ${label}: ${rules.join(', ')}`];
  });
  return [`### ${requirement}`, '', requirementTexts[requirement], '', ...lines, ''];
}
