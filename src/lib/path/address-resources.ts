import type { Resources } from '../x509/extensions.ts';
import type { PlacedCertificate } from './path-facts.ts';

const extensions = ['ipAddrBlocks', 'autonomousSysIds'] as const;

/**
 * RFC 3779 2.3 and 3.3, as OpenSSL asks it of every path, critical or not: whatever addresses and AS numbers the
 * certificate names, every CA above holds them too. A certificate that names none, or inherits, is not asked.
 *
 * @returns the first above it that does not hold them; undefined: all do
 */
export function unheldResources(certificates: readonly PlacedCertificate[]): PlacedCertificate | undefined {
  for (const name of extensions) {
    const of = ({ facts }: PlacedCertificate) => facts.extensions[name]?.value;
    const [leaf, ...above] = certificates;
    const named = leaf && of(leaf);
    if (!named) continue;
    let wanted = byFamily(named);
    for (const issuer of above) {
      const held = byFamily(of(issuer) ?? []);
      const isTop = issuer === above.at(-1);
      for (const [family, ranges] of wanted) if (!holds(held.get(family), ranges, isTop)) return issuer;
      wanted = new Map(
        [...wanted].map(([family, ranges]) => {
          const above = held.get(family);
          return [family, above === undefined || above === 'inherit' ? ranges : above];
        }),
      );
    }
  }
  return undefined;
}

type Ranges = Resources['ranges'];

const byFamily = (resources: readonly Resources[]): ReadonlyMap<string, Ranges> =>
  new Map(resources.map(({ family, ranges }) => [family, ranges]));

/** There is nobody from whom the one at the top could inherit. */
function holds(held: Ranges | undefined, wanted: Ranges, isTop: boolean): boolean {
  if (held === 'inherit') return !isTop;
  if (wanted === 'inherit') return true;
  return wanted.every(({ min, max }) => held?.some((range) => range.min <= min && max <= range.max) ?? false);
}
