import type { Deployment } from '../deployment/model.ts';
import { gather } from './gather.ts';
import { judge } from './judge.ts';
import type { CheckOptions, FileToCheck } from './options.ts';
import type { CheckReport } from './report.ts';

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
 */
export async function check(
  files: Iterable<FileToCheck>,
  deployment: Deployment | undefined,
  options: CheckOptions,
): Promise<CheckReport> {
  if (Number.isNaN(options.at.getTime())) throw new TypeError('at is not a valid date');
  return judge(await gather(files, options), deployment, options);
}
