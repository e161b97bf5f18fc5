import type { RevocationStatus, UnusableEvidence } from './status.ts';

type Known<Status extends RevocationStatus['status']> = RevocationStatus & { readonly status: Status };

/**
 * One status from those that different evidence gives for the same certificate. Whoever says revoked is believed:
 * the evidence that says good may only be older.
 */
export function combineStatuses(statuses: readonly RevocationStatus[]): RevocationStatus {
  const [revoked, ...others] = statuses.filter((each): each is Known<'revoked'> => each.status === 'revoked');
  if (revoked) return { ...revoked, evidence: [revoked, ...others].flatMap(({ evidence }) => evidence) };
  const good = statuses.filter((each): each is Known<'good'> => each.status === 'good');
  if (good.length > 0) return { status: 'good', evidence: good.flatMap(({ evidence }) => evidence) };
  const unknown = statuses.filter((each): each is Known<'unknown'> => each.status === 'unknown');
  return {
    status: 'unknown',
    why: unknown.find(({ why }) => why !== 'no-evidence')?.why ?? 'no-evidence',
    unusable: mostTelling(unknown.flatMap(({ unusable }) => unusable)),
  };
}

/** Evidence about other certificates is worth a word only where there is no other. */
function mostTelling(unusable: readonly UnusableEvidence[]): readonly UnusableEvidence[] {
  const aboutThis = unusable.filter(({ problem }) => problem !== 'other-certificate');
  return aboutThis.length > 0 ? aboutThis : unusable;
}
