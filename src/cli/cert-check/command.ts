import {
  blocksOf,
  checkParts,
  isJudged,
  notCovered,
  peersAskedBy,
  peersOf,
  ReasonTexts,
} from '../../lib/front.ts';
import type { CheckedItem, CheckReport, Finding, ReportFinding, ServiceVerdict } from '../../lib/index.ts';
import { aboutText } from '../check/check-text.ts';
import { jobsOption, standsIn } from '../check/inputs-of-check.ts';
import { runCheck, type Checked } from '../check/run-check.ts';
import { days } from '../inputs/flag-values.ts';
import { factsOption } from '../inputs/load-facts.ts';
import { passphraseFdOption, passphraseFileOption } from '../inputs/open-files.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import { grouped } from '../program/grouped.ts';
import { deploymentArgument, fileArgument } from '../program/next-command.ts';
import type { View } from '../program/report.ts';
import { findingBlocks } from '../render/finding-blocks.ts';
import { bySeverity } from '../render/finding-lines.ts';
import type { Line } from '../render/line.ts';
import { questionLines } from '../render/question-lines.ts';
import { columnsOfText, wrapped } from '../render/wrap.ts';
import { certificateLines, commonNamesIn } from './certificate-text.ts';
import { planParts, writeParts } from './write-parts.ts';

export const certCheck = defineCommand({
  examples: [
    ['cert check issued/ -d corp.yaml --manifest csr/manifest.json', 'what the CA sent back, for all peers'],
    [
      'cert check expe1.pem -d corp.yaml --key expe1.key --trust expe-cas.pem',
      'with its key and the list of its Expressway',
    ],
    ['cert check expe1.pem --csr expe1.csr', 'what the CA made of the request'],
    ['cert check expe1.zip -d corp.yaml --write-parts out/', 'and the files as the Expressway takes them'],
  ],
  exitCodes: [0, 1, 2, 3, 4],
  seeAlso: ['csr check', 'trust check', 'check', 'explain'],
  declare: (command) =>
    command
      .argument('<file...>', 'certificates in any form, archives, folders, or - for stdin')
      .option('--peer <peer>', 'the peer the certificates are for; else found by key and names')
      .option('--key <file>', 'the private key that must belong to the certificate')
      .addOption(passphraseFileOption())
      .addOption(passphraseFdOption())
      .option('--chain <file...>', 'CA certificates that are at hand besides')
      .option(
        '--trust <reader=file...>',
        'trusted-CA lists besides those that the deployment names, each with who reads it: a cluster, unifiedCm, imp or outside',
      )
      .option('--csr <file>', 'the request that went to the CA')
      .option('--manifest <file>', 'manifest.json of csr create: whose key is whose')
      .option('--crl <file...>', 'revocation lists and OCSP responses; nothing is ever fetched')
      .addOption(factsOption())
      .addOption(jobsOption())
      .option('--expires-within <days>', 'warn of what ends within so many days, such as 30d', days)
      .option(
        '--write-parts <dir>',
        'write the certificate and its CAs, each page of the Expressway its own PEM file; never a key',
      )
      .option('--write-fixed <dir>', 'the same as --write-parts'),
  async run(call) {
    const { flags } = call;
    const folder = partsFolder(flags);
    const checked = await runCheck(call.args[0], flags, call);
    const report = forCertificates(checked);
    const asked = new Set(report.findings.map(({ id }) => id));
    const others = new Set(checked.report.findings.map(({ id }) => id).filter((id) => !asked.has(id)));
    const parts = folder === undefined ? undefined : await planParts(checked, folder, call);
    const nothing = nothingFound(checked, call.args[0]);
    if (parts) writeParts(parts, call);
    return {
      findings: checked.report.findings,
      isAskedFor: ({ id }) => id === undefined || !others.has(id),
      verdicts: report.services,
      unread: [...checked.unread, ...nothing],
      notChecked: report.notChecked.length,
      ...(checked.loaded && { deployment: checked.loaded.reference }),
      parts: { ...checkParts(report, asked), ...(parts && { written: parts.files.map(({ path }) => path) }) },
      text: (view) => textOf({ ...checked, report }, new ReasonTexts(checked.report), call.settings.at, view),
    };
  },
});

interface PartsFlags {
  readonly writeParts?: string | undefined;
  readonly writeFixed?: string | undefined;
}

function partsFolder({ writeParts, writeFixed }: PartsFlags): string | undefined {
  if (writeParts !== undefined && writeFixed !== undefined) {
    throw new CommandError(2, '--write-parts and --write-fixed are the same: give one of them');
  }
  return writeParts ?? writeFixed;
}

/** Other peers and requests are not asked about here; `check` looks at everything. */
function forCertificates({ report, inputs }: Checked): CheckReport {
  const certificates = report.items.filter(({ kind }) => kind === 'certificate');
  const peers = new Set(certificates.flatMap(peersAskedBy));
  const clientsAlone = new Set(peers);
  for (const each of certificates)
    if (each.store !== 'client') for (const peer of peersAskedBy(each)) clientsAlone.delete(peer);
  const ofRequests = new Set(
    report.requests.flatMap(({ findings, questions }) => [...findings, ...questions]),
  );
  const isAbsent = ({ peer }: { readonly peer?: string }): boolean => peer !== undefined && !peers.has(peer);
  /** Nobody asks for the other certificate of a peer where its client certificate alone is looked at. */
  const isOfOtherStore = ({ subject, bears = [] }: ReportFinding): boolean =>
    clientsAlone.has(subject.peer ?? '') &&
    bears.some(({ requirement, store }) => requirement === 'certificate-known' && store === 'server');
  const isAboutGiven = ({ locations }: ReportFinding): boolean =>
    locations.some((place) => inputs.files.some(({ path }) => path === place.file));
  return {
    ...report,
    services: report.services.filter(({ peer }) => peers.has(peer)),
    requests: [],
    findings: report.findings.filter(
      (finding) =>
        !ofRequests.has(finding.id) &&
        !isOfOtherStore(finding) &&
        (!isAbsent(finding.subject) || isAboutGiven(finding)),
    ),
    notChecked: report.notChecked.filter((question) => !ofRequests.has(question.id) && !isAbsent(question)),
  };
}

function nothingFound({ report, unread, inputs, loaded }: Checked, names: readonly string[]): Problem[] {
  const deployment = loaded ? deploymentArgument(loaded.reference) : '';
  const items = report.items.filter((item) => !standsIn(inputs.onlyDeclared, item));
  if (unread.length > 0 || items.some(isJudged)) return [];
  const ca = items.find(({ kind }) => kind === 'ca-certificate');
  if (ca) return [onlyCas(ca, deployment)];
  const request = items.find(({ kind }) => kind === 'certificate-request');
  return [
    {
      message: request
        ? `${request.file} is not a certificate`
        : `there is no certificate in ${names.join(', ')}`,
      details: request
        ? {
            found: `a certificate signing request (PKCS#10) for ${request.subject ?? ''}`,
            help: [
              `to check it:  expcert csr check ${fileArgument(request.file)}${deployment}`,
              `the CA's answer is usually a .pem, .crt, .p7b or .zip; this looks like the file you sent to it`,
            ],
          }
        : { help: 'what is in a file:  expcert show FILE' },
    },
  ];
}

const onlyCas = ({ file, subject = '' }: CheckedItem, deployment: string): Problem => ({
  message: 'there is no server certificate here',
  details: {
    found: `in ${file}: the certificate of a CA, ${subject}`,
    help: [
      'CAs of a server certificate:  --chain FILE',
      `as a trusted-CA list:  expcert trust check ${fileArgument(file)}${deployment}`,
    ],
  },
});

/** Of more certificates than anybody reads through, the findings alone are told. */
const mostBlocks = 50;

/** @param reasons of the whole check: a verdict may rest on what is not shown here */
function textOf(checked: Checked, reasons: ReasonTexts, at: Date, view: View): Line[] {
  const { report, loaded, passedOver, inputs } = checked;
  const listed = view.verbose ? passedOver.map(({ path }) => `passed over: ${path}`) : [];
  const isMany = report.items.filter(({ kind }) => kind === 'certificate').length > mostBlocks;
  if (isMany && !view.verbose && !view.quiet) {
    return [
      ...findingBlocks(bySeverity(report.findings), aboutText, view),
      ...questionLines(report.notChecked, view),
      ...wrapped(summary(checked, view), columnsOfText),
      'each certificate by itself: -v',
    ];
  }
  const { blocks, others, questions } = blocksOf(report);
  const judged = new Set(blocks.map(({ item }) => item.id));
  const context = {
    services: grouped(view.verdicts, ({ peer }) => peer),
    commonNames: commonNamesIn(report),
    aboutCertificates: new Set(
      report.findings.flatMap(({ id, item }) => (item !== undefined && judged.has(item) ? [id] : [])),
    ),
    hasDeployment: loaded !== undefined,
    ...{ reasons, at, view },
  };
  const lines = [
    ...blocks
      // What the deployment file names beside is there to be met: it is shown where there is anything to say.
      .filter(({ item, findings }) => findings.length > 0 || !standsIn(inputs.onlyDeclared, item))
      .flatMap((block) => certificateLines(block, context)),
    ...(others.length > 0 ? ['', ...findingBlocks(bySeverity(others), aboutText, view)] : []),
  ];
  if (view.quiet) return lines;
  return [
    ...lines,
    '',
    ...questionLines(questions, view),
    ...legend(view.verdicts),
    ...listed,
    ...wrapped(summary(checked, view), columnsOfText),
  ];
}

/** What no answer covers, once. */
const legend = (verdicts: readonly ServiceVerdict[]): Line[] =>
  verdicts.some(({ verdict }) => verdict === 'yes')
    ? wrapped(`A yes says nothing about ${notCovered}.`, columnsOfText)
    : [];

function summary({ report, plan, passedOver }: Checked, { waiverOf, verbose }: View): string {
  const certificates = report.items.filter(({ kind }) => kind === 'certificate');
  const nodes = report.items.filter(({ kind }) => kind === 'node-certificate');
  const counting = report.findings.filter((finding) => !waiverOf(finding));
  const counted = (severity: Finding['severity']): string =>
    count(counting.filter((finding) => finding.severity === severity).length, severity);
  const having = new Set(certificates.flatMap(peersOf));
  const asked = new Set(certificates.flatMap(peersAskedBy));
  const missing = plan?.peers.filter(({ peer }) => !asked.has(peer)).map(({ peer }) => peer) ?? [];
  const waived = report.findings.length - counting.length;
  return [
    count(certificates.length, 'certificate'),
    ...(nodes.length > 0 ? [` and ${nodes.length} of other products`] : []),
    ...(plan ? [` for ${having.size} of ${count(plan.peers.length, 'peer')}`] : []),
    `: ${counted('error')}, ${counted('warning')}, ${report.notChecked.length} not checked`,
    ...(waived > 0 ? [`, ${waived} waived`] : []),
    ...(missing.length > 0
      ? [`. Missing: ${missing.slice(0, 8).join(', ')}${missing.length > 8 ? ', …' : ''}`]
      : []),
    ...(passedOver.length > 0
      ? [`; ${count(passedOver.length, 'other file')} passed over${verbose ? '' : ' (list: -v)'}`]
      : []),
  ].join('');
}
