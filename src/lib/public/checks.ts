import { check as checkAll } from '../check/check.ts';
import type { CheckFacts } from '../check/facts.ts';
import { checkFederation as checkSettings } from '../check/federation.ts';
import { gather as gatherAll } from '../check/gather.ts';
import { judge as judgeAll } from '../check/judge.ts';
import { mergeFacts as merge } from '../check/merge-facts.ts';
import type { CaBinding } from '../federation/ca-binding.ts';
import type { CheckOptions, GatherOptions, JudgeOptions } from '../check/options.ts';
import { checkPlan as checkOne, type CheckPlanOptions } from '../check/plan.ts';
import type { CheckReport } from '../check/report.ts';
import {
  checkTrustList as checkList,
  type CheckTrustListOptions as ListOptions,
  type NeededCertificate as Needed,
  type TrustListCheck,
} from '../check/trust-list.ts';
import { waiveFindings as waive, type Waived, type WaiveOptions } from '../check/waive-findings.ts';
import type { Deployment, Waiver } from '../deployment/model.ts';
import { describe as describeThing, type Description } from '../describe/describe.ts';
import type { Finding } from '../findings/finding.ts';
import {
  open as openAll,
  openLimits,
  type Opened,
  type OpenLimits,
  type OpenOptions,
} from '../formats/open.ts';
import type { Recognised, Thing } from '../formats/recognised.ts';
import type { Plan } from '../plan/plan.ts';
import type { TrustEntry as Entry } from '../trust/facts.ts';
import { listOf, requireObject, requireText, wrong } from './argument.ts';
import { bytesIn, bytesOf, type AnyBuffer, type DerInput } from './der-of.ts';
import { aManifest } from './requests.ts';
import { aFactsTable, requireDeployment, requirePlan } from './deployments.ts';
import {
  certificateOf,
  certificatesIn,
  certificatesOf,
  crlsOf,
  ocspResponsesOf,
  type DerInputs,
} from './read.ts';
import {
  aFunction,
  aMoment,
  anything,
  aText,
  aVerifier,
  each,
  isObjectWith,
  numberFrom,
  oneOf,
  passphrasesAre,
  settingsWith,
  texts,
  that,
  yesNo,
  type Checks,
} from './settings.ts';
import { thingOf } from './thing-of.ts';

/** A file as it comes from a disk, a form or standard input; a folder comes as its files, with their paths. */
export interface FileInput {
  /** For messages, and to tell files apart; nothing is opened. */
  readonly path: string;
  /** What is in it: bytes in any buffer, its text, or an object in whose place its DER counts, as for readCertificate(). */
  readonly bytes: DerInput;
  /** Others on the machine can read it (its mode); absent: not known. */
  readonly isReadableByOthers?: boolean;
}

function filesOf(files: Iterable<FileInput>) {
  const expected = '{ path, bytes }';
  return listOf('files', files, `a list of ${expected}`).map((file, at) => {
    requireObject(`files[${at}]`, file, expected, 'path', 'bytes');
    requireText(`files[${at}].path`, file.path);
    const { bytes: content } = file;
    const bytes =
      typeof content === 'string'
        ? new TextEncoder().encode(content)
        : (bytesOf(content) ?? bytesIn(content));
    if (!bytes) throw wrong(`files[${at}].bytes`, 'the bytes or the text of the file', content);
    if (file.isReadableByOthers !== undefined)
      yesNo(`files[${at}].isReadableByOthers`, file.isReadableByOthers);
    return { ...file, bytes };
  });
}

const limits = settingsWith(
  /* @__PURE__ */ Object.fromEntries(
    Object.keys(openLimits).map((name) => [name, numberFrom(0)]),
  ) as Checks<OpenLimits>,
);

const openChecks = settingsWith<OpenOptions>({
  passphrases: passphrasesAre,
  decrypt: that("true, false or 'pkcs12'", (value) => typeof value === 'boolean' || value === 'pkcs12'),
  limits,
  onProgress: aFunction,
});

const gatherChecks: Checks<GatherOptions> = {
  opened: that('what open() returns', isObjectWith('recognised', 'unrecognised')),
  passphrases: passphrasesAre,
  limits,
  verifier: aVerifier,
  sha256: aFunction,
  onProgress: aFunction,
};

const judgeChecks: Checks<JudgeOptions> = {
  verifier: aVerifier,
  onProgress: aFunction,
  facts: aFactsTable,
  at: aMoment,
  peer: aText,
  trustLists: each('an array of { file, of }', that('{ file, of }', isObjectWith('file'))),
  mustVerify: texts,
  manifest: aManifest,
  belongTogether: yesNo,
  expiryWarnDays: numberFrom(0),
  isRehearsal: yesNo,
};

const gathering = settingsWith(gatherChecks);
const judging = settingsWith(judgeChecks, 'at');
const checking = settingsWith<CheckOptions>({ ...gatherChecks, ...judgeChecks }, 'at');
const planChecking = settingsWith<CheckPlanOptions>({ at: aMoment }, 'at');

/**
 * Reads whatever a CA, a Windows machine or an appliance hands over, by content and never by file name: PEM with
 * anything around it (UTF-16 too), DER, bare base64, PKCS#7 and PKCS#12 in DER or BER, keys encrypted or not,
 * requests, CRLs, OCSP responses, copied names, and zip archives of all that, in each other too.
 *
 * A bad file never hides a good one: what cannot be read is listed with the reason. Nothing is judged or verified.
 *
 * @throws TypeError where the files are not as their type says; never for what is in them
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { namesOf, open, printName } from 'expcert';
 *
 * const files = [{ path: 'expe1.pem', bytes: await readFile('expe1.pem') }];
 * const { recognised, unrecognised } = await open(files, { passphrases: [] });
 * for (const thing of recognised) {
 *   if (thing.kind !== 'certificate') continue;
 *   const names = namesOf(thing).map(({ type, value }) => `${type} ${value}`);
 *   console.log(printName(thing.certificate.subject), names);
 * }
 * // prints: CN=expe1 [ 'DNS expe2.example.com' ]
 * // prints: CN=issuing []
 * console.log(unrecognised.length); // prints: 0
 * ```
 */
export async function open(files: Iterable<FileInput>, options: OpenOptions = {}): Promise<Opened> {
  openChecks('options', options);
  return openAll(filesOf(files), options);
}

/**
 * Reads files and finds out what takes a computation: decoding, digests, what has signed itself. The result is plain data without
 * any key material, for judge(); parts of a large folder can be gathered apart and merged by mergeFacts().
 *
 * @throws TypeError where the files are not as their type says; never for what is in them
 */
export async function gather(files: Iterable<FileInput>, options: GatherOptions = {}): Promise<CheckFacts> {
  gathering('options', options);
  return gatherAll(filesOf(files), options);
}

const requireFacts = (argument: string, facts: unknown): void =>
  requireObject(argument, facts, 'facts of gather()', 'factsVersion', 'files', 'signatures');

/**
 * The facts of two parts together. In whatever order parts are merged, and however often one of them, the result is the
 * same. Of two readings of one content the fuller one counts.
 *
 * @throws TypeError for what gather() has not made
 */
export function mergeFacts(a: CheckFacts, b: CheckFacts): CheckFacts {
  requireFacts('a', a);
  requireFacts('b', b);
  return merge(a, b);
}

/**
 * Judges what gather() found: matches it to the peers of a deployment by keys and names, with a verdict for each peer
 * and service. Signatures are checked where a path needs them.
 *
 * What could not be read is in `unread`, what could not be decided in `notChecked`; neither counts as good.
 *
 * @param deployment what the certificates are to be like; undefined: only what can be said of them alone is checked
 * @returns plain data that survives JSON
 * @throws TypeError where `at` is not a date or `peer` is no peer of the deployment; never for what is in the files
 */
export async function judge(
  facts: CheckFacts,
  deployment: Deployment | undefined,
  options: JudgeOptions,
): Promise<CheckReport> {
  requireFacts('facts', facts);
  if (deployment !== undefined) requireDeployment('deployment', deployment);
  judging('options', options);
  return judgeAll(facts, deployment, options);
}

/**
 * Checks everything at once: certificates, CAs, trusted-CA lists, requests, keys and revocation lists in any files,
 * matched to the peers of a deployment by keys and names, with a verdict for each peer and service. The same as
 * gather() and then judge().
 *
 * Nothing is fetched. What could not be read is in `unread`, what could not be decided in `notChecked`; neither counts
 * as good. Cost grows with the number of files.
 *
 * @param files PEM, DER, PKCS#7, PKCS#12, zip archives and what else open() reads
 * @param deployment what the certificates are to be like; undefined: only what can be said of them alone is checked
 * @returns plain data that survives JSON
 * @throws TypeError where `at` is not a date or `peer` is no peer of the deployment; never for what is in the files
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { check, readDeployment } from 'expcert';
 *
 * const { deployment } = readDeployment(await readFile('examples/corp.yaml'));
 * const files = [{ path: 'expe1.pem', bytes: await readFile('expe1.pem') }];
 * const { services } = await check(files, deployment, { at: new Date() });
 * const mra = services.find(({ peer, service }) => peer === 'expe2.example.com' && service === 'mra');
 * console.log(mra?.verdict); // prints: no
 * const failing = mra?.requirements.filter(({ state }) => state === 'fails');
 * console.log(failing?.map(({ requirement }) => requirement).join());
 * // prints: names-well-formed,upload-usage,names-present,client-usage
 * ```
 */
export async function check(
  files: Iterable<FileInput>,
  deployment: Deployment | undefined,
  options: CheckOptions,
): Promise<CheckReport> {
  if (deployment !== undefined) requireDeployment('deployment', deployment);
  checking('options', options);
  return checkAll(filesOf(files), deployment, options);
}

/**
 * Judges a plan before any key is made: names a CA must refuse, keys and usages a release does not take,
 * services whose names are missing.
 *
 * @returns findings of area `plan/`, in the order of the rules; none means that nothing speaks against it
 * @throws TypeError where `at` is not a date
 */
export function checkPlan(plan: Plan, options: CheckPlanOptions): Finding[] {
  requirePlan('plan', plan);
  planChecking('options', options);
  return checkOne(plan, options);
}

/**
 * Judges the federation settings of a deployment: what contradicts itself, what contradicts what partners have declared,
 * and what weakens the federation.
 *
 * @param binding of the trusted CAs, such as that of a PeerTrust; without it nothing is said about them
 * @returns findings of area `federation/`, in the order of the rules; none where there is no block `federation`, and none
 *   where IM and Presence terminates federation
 */
export function checkFederation(deployment: Deployment, binding?: CaBinding): Finding[] {
  requireDeployment('deployment', deployment);
  if (binding !== undefined) requireObject('binding', binding, 'the binding of a PeerTrust', 'all', 'own');
  return checkSettings(deployment, binding);
}

/** One certificate of a trusted-CA list. */
export interface TrustEntry extends Omit<Entry, 'certificate'> {
  readonly certificate: DerInput;
}

/** A certificate that the list is to verify: the other side's, Unified CM's, IM and Presence's. */
export interface NeededCertificate extends Omit<Needed, 'certificate'> {
  readonly certificate: DerInput;
}

/** By what a trusted-CA list is judged; only `at` has no default. */
export interface CheckTrustListOptions extends Omit<
  ListOptions,
  'needs' | 'atHand' | 'crls' | 'ocspResponses'
> {
  readonly needs?: readonly NeededCertificate[];
  /** Certificates beside the list: what issued one of them is a CA. */
  readonly atHand?: DerInputs;
  /** Evidence of revocation, for the entries and for what is needed; nothing is ever fetched. */
  readonly crls?: DerInputs;
  readonly ocspResponses?: DerInputs;
}

const auditing = settingsWith<CheckTrustListOptions>(
  {
    at: aMoment,
    store: oneOf('expressway', 'unified-cm'),
    cluster: aText,
    peer: aText,
    needs: each(
      'an array of { certificate, place }',
      that('{ certificate, place }', isObjectWith('certificate')),
    ),
    // read where they are used
    atHand: anything,
    rests: each('an array of what rests on the list', that('an object', isObjectWith())),
    crls: anything,
    ocspResponses: anything,
    verifier: aVerifier,
  },
  'at',
);

/**
 * Audits a trusted-CA list: entries that hide each other, entries that fail or are of no use, and whether it can
 * verify what it needs to.
 *
 * @param entries in the order of the file: an Expressway takes the first that fits. The file itself (PEM text, or a
 *   buffer), or a list of certificates in the forms that readCertificate() takes, or with their places in files
 * @throws TypeError where `at` is not a date; DecodeError for a certificate that cannot be read
 */
export async function checkTrustList(
  entries: string | AnyBuffer | Iterable<TrustEntry | DerInput>,
  options: CheckTrustListOptions,
): Promise<TrustListCheck> {
  auditing('options', options);
  const { needs, atHand, crls, ocspResponses, ...rest } = options;
  return checkList(entriesOf(entries), {
    ...rest,
    ...(needs && { needs: needs.map((each, at) => withCertificate(`options.needs[${at}]`, each)) }),
    atHand: certificatesOf('options.atHand', atHand),
    crls: crlsOf('options.crls', crls),
    ocspResponses: ocspResponsesOf('options.ocspResponses', ocspResponses),
  });
}

function withCertificate<Holder extends { readonly certificate: DerInput }>(
  argument: string,
  holder: Holder,
) {
  return { ...holder, certificate: certificateOf(`${argument}.certificate`, holder.certificate) };
}

const isEntry = (given: TrustEntry | DerInput): given is TrustEntry =>
  isObjectWith('certificate', 'file')(given);

/** Without a place given, an entry has its number in the list. */
function entriesOf(given: string | AnyBuffer | Iterable<TrustEntry | DerInput>): Entry[] {
  const file = typeof given === 'string' ? given : bytesOf(given);
  const expected = 'PEM text, a buffer or a list, each a certificate or { certificate, file, entry }';
  const entries: Entry[] = [];
  const add = (argument: string, each: DerInput): void => {
    for (const certificate of certificatesIn(argument, each))
      entries.push({ certificate, file: '', entry: entries.length + 1 });
  };
  if (file !== undefined) add('entries', file);
  else
    listOf('entries', given as Iterable<TrustEntry | DerInput>, expected).forEach((each, at) => {
      if (isEntry(each)) entries.push(withCertificate(`entries[${at}]`, each));
      else add(`entries[${at}]`, each);
    });
  return entries;
}

const waiving = settingsWith<WaiveOptions>({ at: aMoment, file: aText, wholeAreas: texts }, 'at');

/**
 * Lays the waivers of a deployment file over what was found. Waived findings stay in the list; they only no longer
 * fail a run.
 *
 * @throws TypeError where `at` is not a date
 */
export function waiveFindings<Found extends Finding>(
  findings: readonly Found[],
  waivers: readonly Waiver[],
  options: WaiveOptions,
): Waived<Found> {
  if (!Array.isArray(findings)) throw wrong('findings', 'an array of findings', findings);
  if (!Array.isArray(waivers)) throw wrong('waivers', 'an array of waivers', waivers);
  waiving('options', options);
  return waive(findings, waivers, options);
}

/**
 * Describes a thing as one tree, for people, in the words of the standards and tools. Nothing
 * is hidden: extensions that are not known appear with their object identifier and the hex of their value. Only the
 * secret parts of private keys and challenge passwords are left out.
 *
 * Serial numbers, keys and signatures are hex, dates ISO 8601 in UTC, fingerprints as openssl prints them.
 *
 * @param thing what open() recognised, or a certificate, request, revocation list or OCSP response in the forms that
 *   readCertificate() takes
 * @throws TypeError for what is nothing of the kind; DecodeError for what cannot be read
 */
export async function describe(thing: Thing | Recognised | DerInput): Promise<Description> {
  return describeThing(thingOf('thing', thing));
}
