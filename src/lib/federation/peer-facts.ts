import type { Certificate } from '../x509/certificate.ts';
import type { DomainFault } from '../names/a-labels.ts';
import type { DaneState } from './tlsa.ts';
import type { PresentedName } from './presented-names.ts';

/**
 * How a peer is told: an XMPP server by its domain (RFC 6120), a SIP domain (RFC 5922), or the exact CN that an
 * administrator has configured.
 */
export type PeerProfile = 'xmpp-s2s' | 'sip-domain' | 'peer-subject';

/** What the other side is in the TLS handshake: a client has connected to us, to a server we have connected. */
export type PeerRole = 'client' | 'server';

/** A certificate of the chain that cannot be read; positions as sent, from 0. */
export interface UnreadableCertificate {
  readonly position: number;
  readonly problem: string;
}

/** What the rules about a peer judge, besides its path. */
export interface PeerFacts {
  readonly profile: PeerProfile;
  readonly role: PeerRole;
  /** A-labels in lower case, or the configured subject. As given where it is no domain. */
  readonly domain: string;
  readonly domainFault: DomainFault | undefined;
  /** What was received, where it is more than anybody needs; names are those of the leaf, 0 where it was not read. */
  readonly excess:
    { readonly certificates: number; readonly bytes: number; readonly names: number } | undefined;
  readonly unreadable: readonly UnreadableCertificate[];
  readonly isPresented: boolean;
  readonly leaf: Certificate | undefined;
  /** All names of the leaf. */
  readonly names: readonly PresentedName[];
  /** Would the CN have been the name looked for? */
  readonly isCommonName: boolean;
  /** A name that matches although a CA may not issue for its domain; with the CA's subject. */
  readonly bypass: { readonly name: string; readonly ca: string } | undefined;
  /** A trusted CA has signed the certificate, or one above it, and may not speak for the domain. */
  readonly foreignCa:
    { readonly ca: string; /** None: for all but some. */ readonly domains: readonly string[] } | undefined;
  /** SHA-256 of the certificate's public key, where it is none of those that are pinned. */
  readonly otherKey: string | undefined;
  /** What TLSA records say; undefined: nobody has asked for them, or nothing was presented. */
  readonly dane:
    | {
        readonly state: DaneState;
        readonly isForged: boolean;
        readonly inPlaceOf?: 'DANE-TA' | 'DANE-EE' | undefined;
      }
    | undefined;
  /** Names of usages that are accepted; undefined: the certificate has one of them, or no such extension. */
  readonly missingUsages: readonly string[] | undefined;
}

export const isNamed = ({ names }: Pick<PeerFacts, 'names'>): boolean =>
  names.some(({ verdict }) => verdict === 'matches');
