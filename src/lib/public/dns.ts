import { checkDns as judge } from '../check/dns.ts';
import type { Deployment } from '../deployment/model.ts';
import type { Ask } from '../dns/answer.ts';
import { dnsQuestions as questions, type DnsQuestions } from '../dns/facts.ts';
import { observeDns as observe } from '../dns/observe.ts';
import type { ObservedDns } from '../dns/observed.ts';
import { planDns as plan } from '../dns/plan-dns.ts';
import type { DnsRecord, DnsView } from '../dns/record.ts';
import { zoneText as textOf } from '../dns/zone-text.ts';
import type { Finding } from '../findings/finding.ts';
import { requireObject, wrong } from './argument.ts';
import { requireDeployment } from './deployments.ts';
import { oneOf, settingsWith, that } from './settings.ts';

/**
 * The DNS records that a deployment needs, and those that must not be, outside before inside, in the order of the
 * table of records; a name that several rows speak of comes once for each type.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { checkDns, observeDns, planDns, readDeployment, zoneText } from 'expcert';
 *
 * const { deployment } = readDeployment(await readFile('examples/corp.yaml'));
 * const records = planDns(deployment!);
 * const outside = records.filter(({ view }) => view === 'external');
 * console.log(zoneText(outside).split('\n')[1]);
 * // prints: _collab-edge._tls.example.com. IN SRV 10 10 8443 expe1.example.com.
 * // `ask` is the caller's: on Node such as dns.promises, in a browser DNS over HTTPS.
 * const ask = async () => ({ is: 'absent' }) as const;
 * const observed = await observeDns(deployment!, records, { view: 'external', ask });
 * console.log(checkDns(deployment!, observed)[0]?.message);
 * // prints: _collab-edge._tls.example.com has no SRV record outside; wanted: 10 10 8443 expe1.example.com and 10 10 8443 expe2.example.com (clients outside find the Expressway-E by it)
 * ```
 */
export function planDns(deployment: Deployment): DnsRecord[] {
  requireDeployment('deployment', deployment);
  return plan(deployment);
}

function requireRecords(records: unknown): void {
  if (!Array.isArray(records)) throw wrong('records', 'the records of planDns()', records);
  records.forEach((record, at) =>
    requireObject(`records[${at}]`, record, 'a record of planDns()', 'name', 'data'),
  );
}

/**
 * Records as text for zone files (RFC 1035 section 5), zone by zone: what the deployment file has no address for stands
 * there as a comment, and so does what must not be there.
 *
 * @param records of one view: outside and inside have other entries under one name
 */
export function zoneText(records: readonly DnsRecord[]): string {
  requireRecords(records);
  return textOf(records);
}

/** Whom to ask, and about which view. */
export interface ObserveDnsOptions {
  /** `external`: the resolver is on the internet; `internal`: it is the one that the Expressway-C asks. */
  readonly view: DnsView;
  /** Puts one question to a resolver. It never rejects, and sees to it that not too many are on their way at once. */
  readonly ask: Ask;
}

const observing = settingsWith<ObserveDnsOptions>(
  {
    view: oneOf('external', 'internal'),
    ask: that('a function (name, type) => Promise', (value) => typeof value === 'function'),
  },
  'view',
  'ask',
);

/**
 * Asks for every record of a view, and for what is found there. Every name is asked once for each type.
 *
 * @param records of planDns(); those of the other view are left out
 * @returns for checkDns()
 */
export async function observeDns(
  deployment: Deployment,
  records: readonly DnsRecord[],
  options: ObserveDnsOptions,
): Promise<ObservedDns> {
  requireDeployment('deployment', deployment);
  requireRecords(records);
  observing('options', options);
  return observe(deployment, records, options);
}

const requireObserved = (observed: unknown): void =>
  requireObject('observed', observed, 'what observeDns() returns', 'view', 'records', 'zones');

/** How many questions were asked, and of how many nobody knows the answer: checkDns() says nothing of those. */
export function dnsQuestions(observed: ObservedDns): DnsQuestions {
  requireObserved(observed);
  return questions(observed);
}

/**
 * Judges what a resolver answered about the records of a deployment.
 *
 * @param observed of observeDns()
 * @returns findings of area `dns/`, in the order of the rules; none means that everything asked about is as it should be
 */
export function checkDns(deployment: Deployment, observed: ObservedDns): Finding[] {
  requireDeployment('deployment', deployment);
  requireObserved(observed);
  return judge(deployment, observed);
}
