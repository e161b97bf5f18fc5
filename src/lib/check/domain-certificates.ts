import type { Cluster } from '../deployment/model.ts';
import type { IssuedCertificate } from '../certificate/issued-certificate.ts';
import type { DomainCertificateFacts } from '../rules/fleet/facts.ts';
import { hasUsage } from '../rules/profile/presented.ts';
import type { ChainJudge } from './chain-judge.ts';
import { namesIn } from './domain-of.ts';
import type { Inventory } from './inventory.ts';

/** What is wrong with the certificates of each domain, by names, dates, usages and the lists of its cluster. */
export async function judgeDomainCertificates(
  { certificates, plan }: Pick<Inventory, 'certificates' | 'plan'>,
  chains: ChainJudge,
  at: number,
): Promise<DomainCertificateFacts[]> {
  const judged: DomainCertificateFacts[] = [];
  for (const cluster of plan?.deployment.clusters ?? []) {
    for (const { domain, additionalNames } of cluster.domainCertificates) {
      const wanted = [domain, ...additionalNames].map(({ name }) => name);
      const given = certificates.domains.filter((each) => each.domain === domain.name);
      const found: DomainCertificateFacts['found'][number][] = [];
      for (const { issued, place } of given)
        found.push({ issued, place, faults: await faultsOf(issued, wanted, cluster, chains, at) });
      judged.push({
        cluster: cluster.id,
        domain: domain.name,
        ...(domain.position && { declaredAt: { file: plan!.deployment.file, ...domain.position } }),
        found,
      });
    }
  }
  return judged;
}

async function faultsOf(
  issued: IssuedCertificate,
  wanted: readonly string[],
  cluster: Cluster,
  chains: ChainJudge,
  at: number,
): Promise<string[]> {
  const { certificate } = issued;
  const names = namesIn(issued);
  const missing = wanted.filter((name) => !names.has(name.toLowerCase()));
  const toRoot = await chains.toRoot(certificate, cluster.id);
  const answers = await chains.ask(
    certificate,
    toRoot,
    ({ reader }) => reader.kind === 'expressway' && reader.cluster === cluster.id,
  );
  const lists = answers.filter(
    ({ answer }) => answer.result !== 'trusted' && answer.result !== 'not checked',
  );
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  return [
    ...(missing.length > 0 ? [`it lacks ${missing.join(', ')}`] : []),
    ...(at < certificate.notBefore ? [`it is not valid before ${day(certificate.notBefore)}`] : []),
    ...(at >= certificate.notAfter + 1000 ? [`it expired on ${day(certificate.notAfter)}`] : []),
    ...(hasUsage(issued, 'serverAuth') ? [] : ['it is not for TLS servers']),
    ...(toRoot.revocation?.status === 'revoked' ? ['it is revoked'] : []),
    ...(toRoot.answer.result === 'broken' ? [toRoot.answer.because] : []),
    ...lists.map(({ list }) => `${list} does not verify it`),
  ];
}
