import type { Plan } from '../../lib/index.ts';

/** The fewest domains in which all planned DNS names are: those the file names, and those of the hosts. */
export function domainsOf({ deployment, requests }: Plan): string[] {
  const declared = [
    ...deployment.registrationDomains.map(({ name }) => name),
    ...deployment.federationDomains.map(({ name }) => name),
    ...requests.map(({ peer }) => parentOf(peer)),
  ];
  const planned = requests.flatMap(({ names }) =>
    names.flatMap(({ type, value }) => (type === 'DNS' ? [value] : [])),
  );
  const others = planned.filter((name) => !declared.some((domain) => isIn(domain, name))).map(parentOf);
  const all = [...new Set([...declared, ...others].map((name) => name.toLowerCase()))];
  return all.filter((name) => !all.some((other) => other !== name && isIn(other, name))).sort();
}

const parentOf = (name: string): string =>
  name.split('.').length > 2 ? name.slice(name.indexOf('.') + 1) : name;

const isIn = (domain: string, name: string): boolean =>
  name.toLowerCase() === domain.toLowerCase() || name.toLowerCase().endsWith(`.${domain.toLowerCase()}`);
