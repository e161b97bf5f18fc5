import { toHex } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { nameKey } from '../x509/name.ts';

/** CAs that may speak for these domains; no others may, and they may for no others. */
export interface PartnerAnchors {
  /** A-labels in lower case. */
  readonly domains: readonly string[];
  readonly anchors: readonly Certificate[];
}

/**
 * Which trusted CA may speak for whom. A CA is its name and key: another certificate of the same CA is bound with it, and
 * so is a trusted CA below it. One that several partners name may speak for all of them.
 */
export class CaBinding {
  /** Every trusted CA once, whomever it may speak for. */
  readonly all: readonly Certificate[];
  readonly #anchors: readonly Certificate[];
  readonly #ownOf = new Map<string, Certificate[]>();
  readonly #domainsOf = new Map<string, Set<string>>();
  /** The subjects of bound CAs, with the domains. */
  readonly #domainsOfName = new Map<string, Set<string>>();

  /** @param anchors trusted without a word on whom they may speak for */
  constructor(anchors: readonly Certificate[], partners: readonly PartnerAnchors[]) {
    this.#anchors = anchors;
    const everywhere = [...anchors, ...partners.flatMap((partner) => partner.anchors)];
    this.all = [...new Map(everywhere.map((ca) => [toHex(ca.der), ca])).values()];
    for (const { domains, anchors: own } of partners) {
      for (const domain of domains) this.#ownOf.set(domain, [...(this.#ownOf.get(domain) ?? []), ...own]);
      for (const ca of own) this.#bind(ca, domains);
    }
    // Each turn goes down one step.
    for (let isMore = partners.length > 0; isMore;) {
      const below = anchors.filter((each) => !this.#isBound(each) && this.#domainsAbove(each));
      for (const ca of below) this.#bind(ca, [...this.#domainsAbove(ca)!]);
      isMore = below.length > 0;
    }
  }

  /** May speak for everybody who has no CAs of his own. */
  get unbound(): readonly Certificate[] {
    return this.#anchors.filter((each) => !this.#isBound(each));
  }

  /** CAs that alone may speak for this domain; undefined: the unbound ones. */
  own(domain: string): readonly Certificate[] | undefined {
    return this.#ownOf.get(domain);
  }

  /** Other CAs that are trusted, with the domains that they may speak for; none: for everybody else. */
  others(domain: string): readonly { readonly ca: Certificate; readonly domains: readonly string[] }[] {
    const own = this.own(domain);
    return this.all.flatMap((ca) => {
      const domains = this.#domainsOf.get(entityKey(ca));
      const isOther = domains ? !domains.has(domain) : own !== undefined;
      return isOther ? [{ ca, domains: [...(domains ?? [])] }] : [];
    });
  }

  /** Is this a CA that may speak for other domains alone? */
  isBoundElsewhere(ca: Certificate, domain: string): boolean {
    const domains = this.#domainsOf.get(entityKey(ca));
    return domains !== undefined && !domains.has(domain);
  }

  #isBound(ca: Certificate): boolean {
    return this.#domainsOf.has(entityKey(ca));
  }

  #domainsAbove(ca: Certificate): ReadonlySet<string> | undefined {
    return this.#domainsOfName.get(nameKey(ca.issuer));
  }

  #bind(ca: Certificate, domains: readonly string[]): void {
    addAll(this.#domainsOf, entityKey(ca), domains);
    addAll(this.#domainsOfName, nameKey(ca.subject), domains);
  }
}

const entityKey = ({ subject, publicKey }: Certificate): string =>
  `${nameKey(subject)} ${toHex(publicKey.der)}`;

function addAll(sets: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  sets.set(key, new Set([...(sets.get(key) ?? []), ...values]));
}
