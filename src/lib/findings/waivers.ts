import type { AcceptedUntil, Finding } from './finding.ts';

/** What somebody has decided to live with, as a deployment file says it. */
export interface FindingWaiver extends AcceptedUntil {
  /** Code of the findings it is for. */
  readonly rule: string;
  /** File, peer or cluster it is limited to; `*` stands for anything; absent: everywhere. */
  readonly where?: string;
}

/** A waiver, and what it came to. */
export interface WaiverUse<Waiver extends FindingWaiver = FindingWaiver> {
  readonly waiver: Waiver;
  /** The last day is over. It waives nothing any more. */
  readonly isExpired: boolean;
  /** How many findings it fits, whether it waives them or not. */
  readonly fits: number;
}

export interface WaivedFindings<Found extends Finding, Waiver extends FindingWaiver> {
  /** All of them, in the same order; those that are waived say so. */
  readonly findings: readonly Found[];
  /** In the order of the waivers. */
  readonly uses: readonly WaiverUse<Waiver>[];
}

/**
 * Marks the findings that somebody has accepted. The first waiver that fits and still holds counts.
 *
 * @param at time of judgement, milliseconds since 1970 UTC; a waiver holds to the end of its last day, UTC
 */
export function applyWaivers<Found extends Finding, Waiver extends FindingWaiver>(
  findings: readonly Found[],
  waivers: readonly Waiver[],
  at: number,
): WaivedFindings<Found, Waiver> {
  const uses = waivers.map((waiver) => ({ waiver, isExpired: at >= endOf(waiver), fits: 0 }));
  const byRule = new Map<string, typeof uses>();
  for (const use of uses) byRule.set(use.waiver.rule, [...(byRule.get(use.waiver.rule) ?? []), use]);
  const marked = findings.map((finding) => {
    const fitting = (byRule.get(finding.code) ?? []).filter(({ waiver }) => fits(waiver, finding));
    for (const use of fitting) use.fits++;
    const inForce = fitting.find(({ isExpired }) => !isExpired);
    if (!inForce) return finding;
    const { until, reason } = inForce.waiver;
    return { ...finding, waived: { until, reason } };
  });
  return { findings: marked, uses };
}

const dayLength = 24 * 60 * 60 * 1000;

const endOf = ({ until }: FindingWaiver): number => Date.parse(`${until}T00:00:00Z`) + dayLength;

function fits({ where }: FindingWaiver, { subject, locations }: Finding): boolean {
  if (where === undefined) return true;
  const wanted = patternOf(where);
  const files = [subject.file, ...locations.map(({ file }) => file)].flatMap(withArchives);
  return [subject.peer, subject.cluster, ...files].some(
    (text) => text !== undefined && wanted.test(plainPath(text)),
  );
}

/** `a.zip!/b.zip!/c.pem` is in `a.zip`, and in `a.zip!/b.zip`. */
function withArchives(path: string | undefined): string[] {
  if (path === undefined) return [];
  const parts = path.split('!/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('!/'));
}

/** The whole of it, or the end of a path: what was given is often the folder above. */
function patternOf(where: string): RegExp {
  const parts = plainPath(where).split('*');
  const text = parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^/]*');
  return new RegExp(`(^|/)${text}$`, 'i');
}

const plainPath = (path: string): string =>
  path.replaceAll('\\', '/').replaceAll('!/', '/').replace(/^\.\//, '');
