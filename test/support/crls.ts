import { boolean, integer, namedBits, sequence, tlv } from '../../src/lib/asn1/der-writer.ts';
import { extensionId } from '../../src/lib/asn1/oids.ts';
import { explicit, implicit, tag } from '../../src/lib/asn1/tags.ts';
import { readCrl, type Crl } from '../../src/lib/x509/crl.ts';
import { extensionDer } from './certificate-der.ts';
import { generalName, nameOf } from './general-names.ts';
import { signatureAlgorithmDer, signWith, type SigningHash } from './keys.ts';
import {
  extensionsDer,
  keyIdentifier,
  pointDer,
  signed,
  subjectOf,
  generalizedTimeOf,
  timeDer,
  type CertificateRecipe,
  type ExtensionContents,
  type Hierarchy,
  type PointRecipe,
} from './pki.ts';

export interface EntryRecipe {
  readonly serial: number | bigint;
  /** CRLReason. */
  readonly reason?: number;
  /** General names of the certificate's issuer, in an indirect list. */
  readonly issuer?: readonly string[];
  readonly more?: readonly Uint8Array[];
}

/** A revocation list as data; what is left out makes a good, empty, current one. */
export interface CrlRecipe extends Pick<CertificateRecipe, 'critical' | 'without' | 'more' | 'damaged'> {
  /** Entry of the hierarchy. */
  readonly issuedBy: string;
  /** Default: the subject of that entry. */
  readonly issuer?: string;
  /** Key that signs; default: the one of that entry. */
  readonly signedWith?: string;
  readonly hash?: SigningHash;
  readonly version?: 1 | 2;
  /** ISO 8601. */
  readonly thisUpdate?: string;
  /** null: absent. */
  readonly nextUpdate?: string | null;
  readonly number?: number | bigint;
  /** Makes it a delta CRL. */
  readonly base?: number;
  /** Writes all times as GeneralizedTime. */
  readonly generalized?: boolean;
  /** Writes the field of the entries even where there is none. */
  readonly withEntries?: boolean;
  /** Serial numbers, or entries with more. */
  readonly revoked?: readonly (number | EntryRecipe)[];
  /** issuingDistributionPoint. */
  readonly scope?: PointRecipe & {
    readonly onlyUsers?: boolean;
    readonly onlyCas?: boolean;
    readonly onlyAttributes?: boolean;
    readonly indirect?: boolean;
  };
}

export function buildCrl(hierarchy: Hierarchy, recipe: CrlRecipe): Crl {
  const key = recipe.signedWith ?? hierarchy[recipe.issuedBy]?.key ?? recipe.issuedBy;
  const hash = recipe.hash ?? 'sha256';
  const algorithm = signatureAlgorithmDer(key, hash);
  const { version = 2, nextUpdate = '2026-12-01' } = recipe;
  const time = recipe.generalized ? generalizedTimeOf : timeDer;
  const entries = (recipe.revoked ?? []).map((entry) =>
    entryDer(typeof entry === 'number' ? { serial: entry } : entry, time),
  );
  const extensions = version === 2 ? extensionsDer(contentsOf(recipe, key), recipe) : [];
  const tbs = sequence(
    ...(version === 2 ? [integer(1)] : []),
    algorithm,
    nameOf(recipe.issuer ?? subjectOf(hierarchy, recipe.issuedBy)),
    time(recipe.thisUpdate ?? '2026-11-01'),
    ...(nextUpdate === null ? [] : [time(nextUpdate)]),
    ...(entries.length > 0 || recipe.withEntries ? [sequence(...entries)] : []),
    ...(extensions.length > 0 ? [tlv(explicit(0), sequence(...extensions))] : []),
  );
  return readCrl(signed(tbs, algorithm, signWith(key, hash, tbs), recipe.damaged));
}

function contentsOf({ number = 1, base, scope }: CrlRecipe, key: string): ExtensionContents {
  return {
    authorityKeyIdentifier: sequence(tlv(implicit(0), keyIdentifier(key))),
    cRLNumber: integer(number),
    deltaCRLIndicator: base === undefined ? undefined : integer(base),
    issuingDistributionPoint: scope ? scopeDer(scope) : undefined,
  };
}

function scopeDer(scope: NonNullable<CrlRecipe['scope']>): Uint8Array {
  const flag = (tagNumber: number, value: boolean | undefined): Uint8Array[] =>
    value ? [tlv(implicit(tagNumber), boolean(true).subarray(2))] : [];
  const { reasons, ...point } = scope;
  return sequence(
    ...pointDer(point),
    ...flag(1, scope.onlyUsers),
    ...flag(2, scope.onlyCas),
    ...(reasons ? [tlv(implicit(3), namedBits(reasons).subarray(2))] : []),
    ...flag(4, scope.indirect),
    ...flag(5, scope.onlyAttributes),
  );
}

function entryDer({ serial, reason, issuer, more = [] }: EntryRecipe, time: typeof timeDer): Uint8Array {
  const extensions = [
    ...(reason === undefined
      ? []
      : [extensionDer(extensionId.cRLReason, tlv(tag.enumerated, Uint8Array.of(reason)))]),
    ...(issuer
      ? [extensionDer(extensionId.certificateIssuer, sequence(...issuer.map(generalName)), true)]
      : []),
    ...more,
  ];
  const fields = [
    integer(serial),
    time('2026-10-01'),
    ...(extensions.length > 0 ? [sequence(...extensions)] : []),
  ];
  return sequence(...fields);
}
