import { verdictOf, type ServiceVerdict, type Verdict } from './verdict.ts';

/**
 * What the verdict would be if the certificate stood in a PEM file of its own; undefined where its file is not what
 * fails.
 *
 * @param isAboutCertificate tells of the id of a finding whether it is about a certificate: no key is written again
 */
export function verdictOnceRewritten(
  { requirements }: Pick<ServiceVerdict, 'requirements'>,
  isAboutCertificate: (finding: string) => boolean,
): Verdict | undefined {
  const file = requirements.find(({ requirement }) => requirement === 'file-accepted');
  if (file?.state !== 'fails' || !file.findings.every(isAboutCertificate)) return undefined;
  return verdictOf(requirements.filter((each) => each !== file));
}
