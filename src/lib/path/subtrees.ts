import { otherNameId } from '../asn1/oids.ts';
import { toHex } from '../bytes.ts';
import type { GeneralSubtree } from '../x509/extensions.ts';
import type { GeneralName } from '../x509/general-name.ts';
import type { Name } from '../x509/name.ts';
import { isHostName, withParents, wildcardParent } from '../names/host-name.ts';
import { clearHostBits, readSubnet } from '../names/parse-ip-address.ts';
import { parseMailbox, type Mailbox } from '../names/mailbox.ts';
import { parseServiceName, type ServiceName } from '../names/service-name.ts';

/** Separates the keys of RDNs; the keys themselves cannot hold it. */
const separator = '\u0001';

/**
 * The subtrees of one name constraints field, indexed so that looking a name up costs as many steps as the name
 * has labels, RDNs or prefixes, however many constraints there are.
 */
export class Subtrees {
  /** Constraints per name form; an otherName's form is its type-id. */
  readonly counts = new Map<string, number>();
  /** Bases that are not what their form demands; such a field cannot be applied at all. */
  readonly malformed: GeneralName[] = [];
  /** Forms with a minimum or maximum, which nobody applies (RFC 5280 4.2.1.10). */
  readonly withDistances = new Set<string>();
  readonly #hosts = new HostSubtrees();
  /** By service; the empty one stands for all. */
  readonly #services = new Map<string, HostSubtrees>();
  readonly #mailboxes = new Set<string>();
  readonly #mailHosts = new Set<string>();
  readonly #uriHosts = new Set<string>();
  readonly #networks = new Map<number, Set<string>>();
  readonly #directoryNames = new Set<string>();

  constructor(subtrees: readonly GeneralSubtree[], leadingDot: 'reject' | 'subdomains') {
    for (const { base, minimum, maximum } of subtrees) {
      const form = nameForm(base);
      this.counts.set(form, (this.counts.get(form) ?? 0) + 1);
      if (minimum !== 0 || maximum !== undefined) this.withDistances.add(form);
      if (!this.#add(base, leadingDot)) this.malformed.push(base);
    }
  }

  /** False where the base is malformed. Bases of forms that cannot be compared are only counted. */
  #add(base: GeneralName, leadingDot: 'reject' | 'subdomains'): boolean {
    switch (base.kind) {
      case 'dNSName':
        return this.#hosts.add(base.value.toLowerCase(), leadingDot);
      case 'srvName':
        return this.#addService(base.value, leadingDot);
      case 'rfc822Name':
        return this.#addMail(base.value);
      case 'uniformResourceIdentifier':
        return addDomainOrHost(this.#uriHosts, base.value.toLowerCase());
      case 'iPAddress':
        return this.#addSubnet(base.value);
      case 'directoryName':
        this.#directoryNames.add(base.value.relativeKeys.join(separator));
        return true;
      case 'otherName':
        // An SRVName has to be an IA5String.
        return base.typeId !== otherNameId.dnsSRV;
      default:
        return true;
    }
  }

  /** RFC 4985 section 4: a service, a host name, or both. */
  #addService(base: string, leadingDot: 'reject' | 'subdomains'): boolean {
    const parsed = parseServiceName(base);
    if (!parsed) return false;
    const hosts = this.#services.get(parsed.service) ?? new HostSubtrees();
    this.#services.set(parsed.service, hosts);
    return hosts.add(parsed.host, leadingDot);
  }

  #addMail(base: string): boolean {
    if (!base.includes('@')) return addDomainOrHost(this.#mailHosts, base.toLowerCase());
    const mailbox = parseMailbox(base);
    if (mailbox) this.#mailboxes.add(mailboxKey(mailbox));
    return mailbox !== undefined;
  }

  #addSubnet(base: Uint8Array): boolean {
    const subnet = readSubnet(base);
    if (!subnet) return false;
    const key = subnet.network.length * 256 + subnet.prefixLength;
    const networks = this.#networks.get(key) ?? new Set();
    this.#networks.set(key, networks.add(toHex(subnet.network)));
    return true;
  }

  /** Could a host that the presented name (perhaps with a wildcard) stands for lie in here? */
  touchesHost(presented: string): boolean {
    return this.#hosts.touches(presented);
  }

  /** Do all hosts that the presented name stands for lie in here? */
  containsHost(presented: string): boolean {
    return this.#hosts.contains(presented);
  }

  /** The same of a service. Of Expressway's two labels the first alone is the service for others. */
  touchesService({ service, host }: ServiceName): boolean {
    const services = ['', service, service.split('.', 1)[0]!];
    return services.some((each) => this.#services.get(each)?.touches(host));
  }

  containsService({ service, host }: ServiceName): boolean {
    return ['', service].some((each) => this.#services.get(each)?.contains(host));
  }

  containsMailbox(mailbox: Mailbox): boolean {
    return this.#mailboxes.has(mailboxKey(mailbox)) || containsDomainOrHost(this.#mailHosts, mailbox.host);
  }

  containsUriHost(host: string): boolean {
    return containsDomainOrHost(this.#uriHosts, host);
  }

  containsAddress(octets: Uint8Array): boolean {
    for (const [key, networks] of this.#networks) {
      if (key >> 8 === octets.length && networks.has(toHex(clearHostBits(octets, key & 0xff)))) return true;
    }
    return false;
  }

  containsDirectoryName(name: Name): boolean {
    if (this.#directoryNames.size === 0) return false;
    if (this.#directoryNames.has('')) return true;
    let prefix = '';
    for (const [index, key] of name.relativeKeys.entries()) {
      prefix = index === 0 ? key : prefix + separator + key;
      if (this.#directoryNames.has(prefix)) return true;
    }
    return false;
  }
}

/** Host names: each base stands for itself and for anything with labels added on the left. */
class HostSubtrees {
  readonly #hosts = new Set<string>();
  readonly #parents = new Set<string>();
  readonly #suffixes = new Set<string>();

  /** @param base lower case; false where it is malformed */
  add(base: string, leadingDot: 'reject' | 'subdomains'): boolean {
    if (leadingDot === 'subdomains' && base.startsWith('.') && isHostName(base.slice(1))) {
      this.#suffixes.add(base.slice(1));
      return true;
    }
    if (base !== '' && !isHostName(base)) return false;
    this.#hosts.add(base);
    this.#parents.add(base.includes('.') ? base.slice(base.indexOf('.') + 1) : '');
    return true;
  }

  /** @param host valid and lower case */
  #covers(host: string): boolean {
    if (this.#hosts.has('')) return true;
    for (const name of withParents(host)) {
      if (this.#hosts.has(name) || (name !== host && this.#suffixes.has(name))) return true;
    }
    return false;
  }

  touches(presented: string): boolean {
    const parent = wildcardParent(presented);
    if (parent === undefined) return this.#covers(presented);
    return this.#covers(parent) || this.#parents.has(parent) || this.#suffixes.has(parent);
  }

  contains(presented: string): boolean {
    const parent = wildcardParent(presented);
    if (parent === undefined) return this.#covers(presented);
    return this.#covers(parent) || this.#suffixes.has(parent);
  }
}

/** A host, or with a leading dot everything below a domain but not itself (RFC 5280 4.2.1.10); empty: everything. */
function addDomainOrHost(index: Set<string>, base: string): boolean {
  if (base !== '' && !isHostName(base.startsWith('.') ? base.slice(1) : base)) return false;
  index.add(base);
  return true;
}

function containsDomainOrHost(index: ReadonlySet<string>, host: string): boolean {
  if (index.size === 0) return false;
  if (index.has('')) return true;
  for (const name of withParents(host)) {
    if (name === host ? index.has(name) : index.has(`.${name}`)) return true;
  }
  return false;
}

/** Case counts in the local part, not in the host (RFC 5280 7.5). */
const mailboxKey = ({ local, host }: Mailbox): string => `${local}@${host}`;

/** What kind of name it is; otherNames of different types are different forms, in whatever string they are written. */
export function nameForm(name: GeneralName): string {
  switch (name.kind) {
    case 'otherName':
      return name.typeId;
    case 'srvName':
      return otherNameId.dnsSRV;
    case 'xmppAddr':
      return otherNameId.xmppAddr;
    default:
      return name.kind;
  }
}
