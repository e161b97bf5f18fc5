import { rule } from '../../findings/rule.ts';
import { clusterNamed, clusterSubject, clustersOf, inFile, type PlanFacts } from '../../plan/facts.ts';
import { caOf } from '../../product/ca-rules.ts';
import { isNamedLikePublicCa } from '../../product/public-cas.ts';

export const issuerIsPublic = rule({
  code: 'plan/issuer-is-public',
  severity: 'warning',
  what: 'The deployment file says ca: private, and names as issuer what is called like a public CA.',
  why: 'Nothing is said of what public CAs refuse and when: clientAuth, internal names, lifetimes. A request that goes to this issuer may come back without what the Expressway needs.',
  typical: 'A client certificate that was planned beside the server certificate, with its issuer.',
  fix: [
    'Write ca: public, if the issuer signs for everybody.',
    'Or write as issuer the organization of the private CA that signs, or leave issuer out.',
  ],
  notHitBy: 'ca: public; a root outside the stores of browsers; what ACME fetches (then plan/acme-refused)',
  citations: [{ source: 'product', ref: 'ca and issuer' }],
  message: ({ issuer }: { issuer: string }) =>
    `ca is private, and the issuer ${issuer} is a public CA by its name`,
  *check({ plan }: PlanFacts) {
    const contradictory = clustersOf(
      plan,
      ({ ca, issuer = '', issuedBy }) =>
        ca === 'private' &&
        issuedBy === 'files' &&
        isNamedLikePublicCa(issuer) &&
        caOf(issuer, plan.facts) !== 'outside-browser-stores',
    );
    for (const [cluster, requests] of contradictory) {
      const [{ store, peer, issuer }] = requests as [(typeof requests)[number]];
      const client = plan.peers.find((each) => each.peer === peer)?.client;
      const position = store === 'client' ? client?.position : clusterNamed(plan, cluster)?.position;
      yield {
        subject: clusterSubject(requests),
        detail: { issuer: issuer! },
        locations: inFile(plan, position),
      };
    }
  },
});
