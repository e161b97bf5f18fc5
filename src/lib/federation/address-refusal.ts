import { addressKind, isSameAddress, type AddressKind } from '../names/address-kind.ts';

/** What is known of the address that is to be connected to. */
export interface ReachSettings {
  /** Addresses of our own. */
  readonly own?: readonly string[];
  /** Partners in private networks, found in DNS. Default: no. */
  readonly allowPrivateAddresses?: boolean;
  /** The address is that of a static route, not of the domain's DNS. Default: no. */
  readonly isStaticRoute?: boolean;
}

/** Why not to connect to an address. */
export type AddressRefusal = 'no address' | 'own' | Exclude<AddressKind, 'public'>;

/**
 * Why not to connect to an address; undefined: nothing speaks against it. Whoever has a domain chooses what its DNS says, and
 * would have us knock at doors that only we can reach. Ask of the address that is connected to, not of a name.
 */
export function addressRefusal(
  address: string,
  { own = [], allowPrivateAddresses = false, isStaticRoute = false }: ReachSettings = {},
): AddressRefusal | undefined {
  const kind = addressKind(address);
  if (kind === undefined) return 'no address';
  if (kind === 'loopback' || kind === 'link-local' || kind === 'reserved') return kind;
  if (own.some((each) => isSameAddress(each, address))) return 'own';
  return kind === 'private' && !allowPrivateAddresses && !isStaticRoute ? kind : undefined;
}
