import type { CaKind, ExtendedKeyUsage } from '../model.ts';

/** What certificates in use say of who signs them, and for what. */
export interface IssuanceSample {
  /** Absent for a request, which does not say it. */
  readonly ca?: CaKind;
  /** Organization of its issuer. */
  readonly issuer?: string;
  /** Of those that a request can ask for; absent where the certificate names no usage. */
  readonly extendedKeyUsage?: readonly ExtendedKeyUsage[];
}

export interface GuessedIssuance {
  readonly ca?: CaKind;
  readonly issuer?: string;
  /** Only where it is not what is asked for anyway: serverAuth alone, both in a client certificate. */
  readonly extendedKeyUsage?: readonly ExtendedKeyUsage[];
}

/** Of the certificates of one cluster, among which there may be older ones: what most of them say. */
export function guessIssuance(samples: readonly IssuanceSample[]): GuessedIssuance {
  const ca = mostOf(samples.flatMap((sample) => sample.ca ?? []));
  const issuer = mostOf(samples.flatMap((sample) => issuerOf(sample) ?? []));
  const usages = mostOf(samples.map(({ extendedKeyUsage }) => extendedKeyUsage?.join(' ') ?? ''));
  return {
    ...(ca && { ca }),
    ...(issuer !== undefined && { issuer }),
    ...(usages === 'serverAuth' && { extendedKeyUsage: ['serverAuth'] }),
  };
}

/** As the deployment file takes it. */
const issuerOf = ({ issuer }: IssuanceSample): string | undefined =>
  issuer !== undefined && /^[^\p{Cc}\u2028\u2029]{1,64}$/u.test(issuer) ? issuer : undefined;

/** A certificate or request for the client store: for clients and nothing else. */
export const isForClients = ({ extendedKeyUsage }: IssuanceSample): boolean =>
  extendedKeyUsage?.join(' ') === 'clientAuth';

/** With both usages, of a private CA, beside one of a public CA that is for servers alone: public CAs stop issuing for clients. */
export const isClientBeside = (sample: IssuanceSample, other: IssuanceSample): boolean =>
  sample.extendedKeyUsage?.includes('clientAuth') === true &&
  sample.ca === 'private' &&
  other.extendedKeyUsage?.join(' ') === 'serverAuth' &&
  other.ca === 'public';

/** Who signs the client certificates of a cluster; undefined where it has none of its own. */
export function guessClient(samples: readonly IssuanceSample[]): GuessedIssuance | undefined {
  if (samples.length === 0) return undefined;
  const { extendedKeyUsage: _ofServers, ...issuance } = guessIssuance(samples);
  const hasBoth =
    mostOf(samples.map(({ extendedKeyUsage }) => extendedKeyUsage?.join(' ') ?? '')) === bothUsages;
  // No public CA issues for clients alone.
  return { ca: 'private', ...issuance, ...(hasBoth && { extendedKeyUsage: ['serverAuth', 'clientAuth'] }) };
}

const bothUsages = 'serverAuth clientAuth';

/** What more than half of them are. */
const mostOf = <T extends string>(texts: readonly T[]): T | undefined =>
  texts.find((text) => texts.filter((each) => each === text).length * 2 > texts.length);

/** What holds for all clusters goes to the deployment; the rest stays with its cluster. */
export function sharedIssuance(clusters: readonly GuessedIssuance[]): {
  readonly shared: GuessedIssuance;
  readonly own: readonly GuessedIssuance[];
} {
  const [first] = clusters;
  const isSame = (key: keyof GuessedIssuance): boolean =>
    clusters.every((each) => String(each[key]) === String(first?.[key]));
  const [isCaShared, isUsageShared] = [isSame('ca'), isSame('extendedKeyUsage')];
  // Another CA is not known by the organization of the deployment's.
  const isIssuerShared = isCaShared && isSame('issuer');
  const ca = isCaShared ? first?.ca : clusters.some((each) => each.ca) ? 'private' : undefined;
  const extendedKeyUsage = isUsageShared ? first?.extendedKeyUsage : undefined;
  return {
    shared: {
      ...(ca && { ca }),
      ...(isIssuerShared && first?.issuer !== undefined && { issuer: first.issuer }),
      ...(extendedKeyUsage && { extendedKeyUsage }),
    },
    own: clusters.map((each) => ({
      ...(each.ca && each.ca !== ca && { ca: each.ca }),
      ...(!isIssuerShared && each.issuer !== undefined && { issuer: each.issuer }),
      ...(!isUsageShared && each.extendedKeyUsage && { extendedKeyUsage: each.extendedKeyUsage }),
    })),
  };
}

/** What was concluded, one sentence each. */
export const issuanceReasons = (
  name: string,
  { ca, issuer, extendedKeyUsage }: GuessedIssuance,
  client: GuessedIssuance | undefined,
): string[] => [
  ...(ca === 'public' ? [`${name}: public CA, by the policy or the timestamps in its certificates`] : []),
  ...(ca === 'private' ? [`${name}: private CA, since no mark of a public one is in its certificates`] : []),
  ...(issuer !== undefined ? [`${name}: issuer ${issuer}, as in its certificates`] : []),
  ...(extendedKeyUsage ? [`${name}: serverAuth alone, as in its certificates`] : []),
  ...(client
    ? [`${name}: a client certificate of its own, since there is one for TLS clients beside it`]
    : []),
];
