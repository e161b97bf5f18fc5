import { join } from 'node:path';
import { altNameText, keyKindText, subjectText, type ItemToReport } from '../../lib/front.ts';
import type { Detail, Finding, RequestPlan } from '../../lib/index.ts';
import type { Problem } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import { deploymentArgument, shellWord } from '../program/next-command.ts';
import type { Result, View } from '../program/report.ts';
import { grouped } from '../program/grouped.ts';
import { blocksOfFindings } from '../render/finding-blocks.ts';
import { findingCounts } from '../render/finding-lines.ts';
import type { Line } from '../render/line.ts';
import { onBoxBecause } from './custody.ts';
import type { Target } from './files.ts';
import { keyRemark } from './flags.ts';
import { manifestName } from './manifest.ts';
import type { Targets } from './targets.ts';
import type { Task } from './task.ts';
import type { Filed, Written } from './write-csrs.ts';

/** The plan has findings that end the run before any key is made. */
export function refusedResult({ deployment, findings }: Task): Result {
  return {
    findings,
    deployment,
    parts: { items: [] },
    text: (view) => {
      const counts = `${findingCounts(findings, view)}. Nothing was written.`;
      return resultLines(findings, [counts, '--fail-on never makes the CSRs all the same.'], view);
    },
  };
}

export function dryRunResult(task: Task, { targets, refused, manifest, zip }: Targets): Result {
  const { flags, deployment, findings } = task;
  const files = targets.flatMap((target): Line[] => [
    ...target.files.aside.map(({ from, to }) => `would keep  ${from} as ${to}`),
    `would write ${target.files.csr}   ${count(target.request.names.length, 'name')}   key ${target.files.key} ${keyRemark(flags)}`,
  ]);
  const end = `${count(targets.length, 'CSR')}. Nothing was written (--dry-run).`;
  const kept = manifest.aside.map(({ from, to }) => `would keep  ${from} as ${to}`);
  const shared = [manifest.path, ...(zip ? [zip.path] : [])].map((path) => `would write ${path}`);
  return {
    findings,
    refused,
    deployment,
    parts: { dryRun: true, items: targets.map(planned), ...leftOut(task) },
    text: (view) => resultLines(worthTelling(findings, view), [...files, ...kept, ...shared, end], view),
    next: 'the same call without --dry-run',
  };
}

interface Failures {
  readonly refused: readonly Problem[];
  readonly unread: readonly Problem[];
}

export function createdResult(task: Task, { filed }: Written, failures: Failures): Result {
  const { flags, deployment, findings } = task;
  const ending = flags.der ? '.csr.der' : '.csr.pem';
  const files = filed.length === 1 ? 'file' : 'files';
  const total = count(filed.length, 'CSR');
  const byCa = grouped(filed, ({ target: { request } }) => caText(request));
  const end: Line[] =
    byCa.size > 1
      ? [
          `${total}. Send each ${ending} file to its own CA. Keep the .key.pem ${files}.`,
          ...[...byCa].flatMap(([ca, those]) => [
            `to ${ca}:`,
            ...those.map(({ target }) => `  ${target.files.csr}`),
          ]),
        ]
      : [`${total}. Send the ${ending} ${files} to your CA. Keep the .key.pem ${files}.`];
  const manifest = shellWord(join(flags.out, manifestName));
  return {
    ...failures,
    findings,
    deployment,
    parts: { items: filed.map(item), ...leftOut(task) },
    text: (view) => resultLines(worthTelling(findings, view), end, view),
    // The folder and not a pattern: no shell of Windows knows what that stands for.
    next: `expcert csr check ${shellWord(join(flags.out, '/'))}${deploymentArgument(deployment)} --manifest ${manifest}`,
  };
}

/** `the public CA Let's Encrypt`, `the private CA` */
const caText = ({ ca, issuer }: Pick<RequestPlan, 'ca' | 'issuer'>): string =>
  `the ${ca} CA${issuer === undefined ? '' : ` ${issuer}`}`;

function planned(target: Target): ItemToReport {
  const { request, files } = target;
  return {
    file: files.csr,
    kind: 'certificate-request',
    peer: request.peer,
    cluster: request.cluster,
    ...(request.store === 'client' && { store: request.store }),
    names: request.names.map(altNameText),
    key: keyKindText(request.request.key),
    keyFile: files.key,
  };
}

function item({ target, entry }: Filed): ItemToReport {
  const { key, publicKeyHash, sha256 } = entry;
  return { ...planned(target), key, publicKeyHash, sha256: fingerprintOf(sha256) };
}

/** Hex as fingerprints are written. */
const fingerprintOf = (hex: string): string => hex.toUpperCase().match(/../g)!.join(':');

/** Requests whose key is made on the box. */
function leftOut({ onBox }: Task): Detail {
  if (onBox.length === 0) return {};
  return {
    leftOut: onBox.map((request) => ({
      peer: request.peer,
      cluster: request.cluster,
      ...(request.store === 'client' && { store: request.store }),
      ...(request.domain !== undefined && { domain: request.domain }),
      because: onBoxBecause(request),
    })),
  };
}

/** Notices were told by `plan`; here they would hide the warnings. */
function worthTelling(findings: readonly Finding[], view: View): readonly Finding[] {
  return view.verbose ? findings : findings.filter(({ severity }) => severity !== 'notice');
}

/** Findings, an empty line after each, then the rest, which is left out with --quiet. */
function resultLines(findings: readonly Finding[], rest: readonly Line[], view: View): Line[] {
  const blocks = blocksOfFindings(findings, ({ subject }) => subjectText(subject), view);
  const told = blocks.flatMap((block) => [...block, '']);
  return view.quiet ? told.slice(0, -1) : [...told, ...rest];
}
