import type { CertificateRecipe, MadeCertificate } from '../../fixtures/recipes/certificates.ts';
import { check } from '../../src/lib/check/check.ts';
import type { TrustListRole } from '../../src/lib/check/file-roles.ts';
import type { CheckReport } from '../../src/lib/check/report.ts';
import type { Cluster, Deployment } from '../../src/lib/deployment/model.ts';
import type { Situation } from './failures.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from './handover.ts';

/** The sound deployment, whose Expressway-C talks to Unified CM. */
export const answeredCorp = (
  rest: Partial<Deployment> = {},
  [core = {}, edge = {}]: readonly Partial<Cluster>[] = [],
): Deployment => corp(rest, [{ talksTo: { unifiedCm: 'cucm/*.pem' }, ...core }, edge]);

/** Of Unified CM, signed by the CA. */
const tomcat: CertificateRecipe = {
  issuer: 'issuing',
  key: 'rsa-3072',
  subject: [['commonName', 'cucm1.example.com']],
  names: ['DNS:cucm1.example.com'],
};

export const unifiedCmList: TrustListRole = { file: 'cucm/tomcat-trust.pem', of: 'unifiedCm' };

/** What the sound handover leaves open from X14.2 on: the certificate of Unified CM, and its trust list. */
const ofUnifiedCm = (made: Readonly<Record<string, MadeCertificate>>): Folder => ({
  'cucm/tomcat.pem': made.tomcat!.pem,
  [unifiedCmList.file]: made.root!.pem + made.issuing!.pem,
});

/** Checks the sound handover with all questions answered, but for what the situation says. */
export async function checkAnswered({
  deployment = answeredCorp(),
  odd,
  all,
  folder = () => ({}),
  options,
}: Situation = {}): Promise<CheckReport> {
  const made = issue(deployment, { tomcat, ...odd }, all);
  const files = { ...handover(deployment, made), ...ofUnifiedCm(made), ...folder(made) };
  return check(filesOf(files), deployment, { at: judgedAt, trustLists: [unifiedCmList], ...options });
}
