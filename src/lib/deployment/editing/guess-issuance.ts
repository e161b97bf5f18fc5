import type { CaKind, ExtendedKeyUsage } from '../model.ts';

/** What certificates in use say of who signs them, and for what. */
export interface IssuanceSample {
  /** Absent for a request, which does not say it. */
  readonly ca?: CaKind;
  /** Of those that a request can ask for; absent where the certificate names no usage. */
  readonly extendedKeyUsage?: readonly ExtendedKeyUsage[];
}

export interface GuessedIssuance {
  readonly ca?: CaKind;
  /** Only where it is not what is asked for anyway: serverAuth alone. */
  readonly extendedKeyUsage?: readonly ExtendedKeyUsage[];
}

/** Of the certificates of one cluster, among which there may be older ones: what most of them say. */
export function guessIssuance(samples: readonly IssuanceSample[]): GuessedIssuance {
  const ca = mostOf(samples.flatMap((sample) => sample.ca ?? []));
  const usages = mostOf(samples.map(({ extendedKeyUsage }) => extendedKeyUsage?.join(' ') ?? ''));
  return {
    ...(ca && { ca }),
    ...(usages === 'serverAuth' && { extendedKeyUsage: ['serverAuth'] }),
  };
}

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
  const ca = isCaShared ? first?.ca : clusters.some((each) => each.ca) ? 'private' : undefined;
  const extendedKeyUsage = isUsageShared ? first?.extendedKeyUsage : undefined;
  return {
    shared: { ...(ca && { ca }), ...(extendedKeyUsage && { extendedKeyUsage }) },
    own: clusters.map((each) => ({
      ...(each.ca && each.ca !== ca && { ca: each.ca }),
      ...(!isUsageShared && each.extendedKeyUsage && { extendedKeyUsage: each.extendedKeyUsage }),
    })),
  };
}

/** What was concluded, one sentence each. */
export const issuanceReasons = (name: string, { ca, extendedKeyUsage }: GuessedIssuance): string[] => [
  ...(ca === 'public' ? [`${name}: public CA, by the policy or the timestamps in its certificates`] : []),
  ...(ca === 'private' ? [`${name}: private CA, since no mark of a public one is in its certificates`] : []),
  ...(extendedKeyUsage ? [`${name}: serverAuth alone, as in its certificates`] : []),
];
