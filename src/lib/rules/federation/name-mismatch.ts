import { isNamed, type PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { listText, shortText } from '../../findings/words.ts';
import { aboutPeer } from './facts.ts';

/** Names shown one by one; a certificate may have thousands. */
const maxShown = 20;

type Detail = {
  readonly domain: string;
  /** Each name of the certificate, and why it is not the one. */
  readonly names: readonly { readonly name: string; readonly verdict: string }[];
  readonly count: number;
};

export const nameMismatch = rule({
  code: 'federation/name-mismatch',
  severity: 'error',
  what: 'The certificate of the other server does not name the domain it speaks for.',
  why: 'Anybody with a certificate of his own could speak for the domain. The stream is refused, even where certificates are not required.',
  typical: 'A chat node alias that was left out, or a name that stands in the CN alone.',
  fix: [
    'Have the partner get a certificate with the domain, and each of its chat node aliases, as DNS names among the subject alternative names.',
  ],
  notHitBy: 'a name that differs in case only, and a wildcard that stands for one whole label',
  citations: [
    { source: 'guide', ref: 'Certificates and Secure TLS Connections, page 22' },
    { source: 'rfc', ref: '6120 section 13.7.2.1' },
    { source: 'rfc', ref: '9525 section 6' },
  ],
  message: ({ domain, names, count }: Detail) => {
    if (count === 0) return `the certificate does not name ${domain}: it has no names`;
    const found = names.map(({ name, verdict }) => `${name} (${verdict})`);
    return `the certificate does not name ${domain}: ${listText(found, 'and', count)}`;
  },
  *check(facts: PeerFacts) {
    const { domain, names, leaf } = facts;
    if (!leaf || isNamed(facts)) return;
    const shown = names.slice(0, maxShown).map(({ name, verdict }) => ({ name: shortText(name), verdict }));
    yield aboutPeer(facts, { domain, names: shown, count: names.length });
  },
});
