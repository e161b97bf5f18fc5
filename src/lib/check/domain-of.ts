import type { IssuedCertificate } from '../certificate/issued-certificate.ts';
import type { Deployment } from '../deployment/model.ts';

type Named = Pick<IssuedCertificate, 'names' | 'commonNames'>;

/** For a domain of its own, which the deployment file names: it holds the domain, and the name of no Expressway. */
export function domainOf(issued: Named, { clusters }: Deployment): string | undefined {
  const domains = clusters.flatMap(({ domainCertificates }) =>
    domainCertificates.map(({ domain }) => domain.name),
  );
  if (domains.length === 0) return undefined;
  const names = namesIn(issued);
  const hosts = clusters.flatMap(({ name, peers }) => [
    ...(name ? [name] : []),
    ...peers.map((peer) => peer.name),
  ]);
  if (hosts.some(({ name }) => names.has(name.toLowerCase()))) return undefined;
  return domains.find((domain) => names.has(domain.toLowerCase()));
}

/** In lower case; the CN where there is no alternative name. */
export const namesIn = ({ names, commonNames }: Named): ReadonlySet<string> =>
  new Set(
    (names.length > 0 ? names.map(({ value }) => value) : commonNames).map((name) => name.toLowerCase()),
  );
