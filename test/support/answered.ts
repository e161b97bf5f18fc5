import type { CertificateRecipe, MadeCertificate } from '../../fixtures/recipes/certificates.ts';
import { check } from '../../src/lib/check/check.ts';
import type { TrustListRole } from '../../src/lib/check/file-roles.ts';
import type { CheckReport } from '../../src/lib/check/report.ts';
import type { Cluster, Deployment } from '../../src/lib/deployment/model.ts';
import type { CheckOptions } from '../../src/lib/check/options.ts';
import { planDeployment } from '../../src/lib/plan/plan.ts';
import { holdsFor, releaseFacts } from '../../src/lib/product/release.ts';
import { syncVerifier } from './sync-verifier.ts';
import { corp, filesOf, handover, issue, judgedAt, peerKeys, type Folder } from './handover.ts';

/** The sound deployment, whose Expressway-C talks to Unified CM. */
export const answeredCorp = (
  rest: Partial<Deployment> = {},
  [core = {}, edge = {}]: readonly Partial<Cluster>[] = [],
): Deployment => corp(rest, [{ talksTo: { unifiedCm: ['cucm/*.pem'] }, ...core }, edge]);

/** What is in a folder besides, or in the place of, the sound handover. */
export interface Situation {
  readonly deployment?: Deployment;
  readonly odd?: Readonly<Record<string, CertificateRecipe>>;
  readonly all?: CertificateRecipe;
  readonly folder?: (made: Readonly<Record<string, MadeCertificate>>) => Folder;
  readonly options?: Partial<CheckOptions>;
}

/** Of Unified CM, signed by the CA. */
const unifiedCm: CertificateRecipe = {
  issuer: 'issuing',
  key: 'rsa-2048-o',
  subject: [['commonName', 'cucm1.example.com']],
  names: ['DNS:cucm1.example.com'],
};

const callManagerOfCa: CertificateRecipe = { ...unifiedCm, key: 'rsa-2048-p' };

export const unifiedCmList: TrustListRole = { file: 'cucm/tomcat-trust.pem', of: 'unifiedCm' };

/** What the sound handover leaves open from X14.2 on: the certificates of Unified CM, and its trust list. */
const ofUnifiedCm = (made: Readonly<Record<string, MadeCertificate>>): Folder => ({
  'cucm/tomcat.pem': made.unifiedCm!.pem,
  'cucm/CallManager.pem': made.callManagerOfCa!.pem,
  [unifiedCmList.file]: made.root!.pem + made.issuing!.pem,
});

/** The certificate of the client store of each peer, from X15.5 on. */
const clientRecipes = (deployment: Deployment): Record<string, CertificateRecipe> =>
  Object.fromEntries(
    planDeployment(deployment).peers.flatMap(({ peer, release }) =>
      holdsFor(releaseFacts.separateClientStore, release)
        ? [[`client of ${peer}`, clientRecipe(peer)] as const]
        : [],
    ),
  );

const clientRecipe = (peer: string): CertificateRecipe => ({
  issuer: 'issuing',
  ...(peerKeys[peer] && { key: peerKeys[peer] }),
  subject: [['commonName', peer]],
  names: [`DNS:${peer}`],
  extendedKeyUsage: ['clientAuth'],
});

/** `issued/expe1.example.com/client.pem` */
export const clientFile = (peer: string): string => `issued/${peer}/client.pem`;

const clientFiles = (made: Readonly<Record<string, MadeCertificate>>): Folder =>
  Object.fromEntries(
    Object.entries(made).flatMap(([name, { pem }]) =>
      name.startsWith('client of ') ? [[clientFile(name.slice('client of '.length)), pem]] : [],
    ),
  );

/** The sound handover with all questions answered, but for what the situation says. */
export function answeredFolder({
  deployment = answeredCorp(),
  odd,
  all,
  folder = () => ({}),
}: Situation = {}): Folder {
  const made = issue(deployment, { unifiedCm, callManagerOfCa, ...clientRecipes(deployment), ...odd }, all);
  return { ...handover(deployment, made), ...ofUnifiedCm(made), ...clientFiles(made), ...folder(made) };
}

export const checkAnswered = (situation: Situation = {}, checkWith = check): Promise<CheckReport> =>
  checkWith(filesOf(answeredFolder(situation)), situation.deployment ?? answeredCorp(), {
    at: judgedAt,
    verifier: syncVerifier,
    trustLists: [unifiedCmList],
    ...situation.options,
  });
