import { rule } from '../../findings/rule.ts';
import { renewalsOf, renewalsText, type Renewals } from '../../plan/renewals.ts';
import { withoutClientAuth } from '../../plan/usage-advice.ts';
import { clientAuthCitations } from '../../product/ca-rules.ts';
import { hasClientStore } from '../../product/release.ts';
import { about, factsOf, isForClientStore, type PeerCertificateFacts } from './facts.ts';
import { clientAuthEndOf } from './issuer-facts.ts';

type Detail = Renewals & {
  /** The day from which the issuer leaves clientAuth out. */
  readonly day: string;
  readonly isOver: boolean;
  /** What to plan in its place; empty where nothing is known of the peer. */
  readonly steps: readonly string[];
};

const onceMore = 'Renew once more before that day, where that gains time.';

export const clientAuthEnds = rule({
  code: 'cert/client-auth-ends',
  severity: 'notice',
  what: 'The certificate has client authentication, and its CA leaves that out of what it issues from a day on.',
  why: 'A renewal from that day on comes without it: what opens connections is then refused, or the upload is.',
  fix: [
    'Until then plan a client certificate of a private CA (X15.5), a private CA for the whole, or an upgrade.',
    onceMore,
  ],
  notHitBy:
    'a certificate of a private CA; one under a root outside the stores of browsers that the deployment file names as issuer; the server store of X15.5, whose certificate needs no client authentication',
  citations: clientAuthCitations,
  bears: { nothing: 'This certificate has it; it is about the next one.' },
  message: ({ day, isOver, ...renewals }: Detail) =>
    (isOver
      ? `its renewal by ${renewals.issuer} loses clientAuth, since ${day}`
      : `a renewal by ${renewals.issuer} loses clientAuth from ${day} on`) + `; ${renewalsText(renewals)}`,
  remedy: ({ isOver, steps }) => (steps.length === 0 ? undefined : [...steps, ...(isOver ? [] : [onceMore])]),
  *check(facts: PeerCertificateFacts) {
    const { issued, peer, store, at } = facts;
    if (!issued.extendedKeyUsage?.includes('clientAuth')) return;
    if (peer && !isForClientStore(facts) && hasClientStore(peer.release)) return;
    const end = clientAuthEndOf(facts);
    if (!end) return;
    const renewals = renewalsOf(end.ca, at, factsOf(facts));
    if (!renewals) return;
    yield about(facts, {
      ...renewals,
      day: end.day,
      isOver: end.isOver,
      steps: peer ? withoutClientAuth({ role: peer.role, release: peer.release, store }) : [],
    });
  },
});
