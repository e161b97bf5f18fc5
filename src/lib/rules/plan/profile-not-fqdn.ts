import { holdsFor, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, listedEntries, releaseOf, type PlanFacts } from '../../plan/facts.ts';

export const profileNotFqdn = rule({
  code: 'plan/profile-not-fqdn',
  severity: 'error',
  what: 'A phone security profile name is no fully qualified domain name.',
  why: 'The name cannot stand in a certificate, so Unified CM refuses encrypted phones that use the profile through the Expressway.',
  typical: 'The profile kept the name Unified CM proposed, such as "Cisco 8845 - Secure".',
  fix: [
    'On Unified CM rename the profile to a domain name, for example DX80TLSprofile.example.com, and reset the phones that use it.',
    'Or use a profile with OAuth: its name is not needed in the certificate.',
  ],
  notHitBy: 'a single label such as DX80TLSprofile before X12.6',
  saysTheProduct: ['Unified CM: InvalidX509NameInCertificate'],
  citations: [
    { source: 'admin-guide', ref: 'Unified CM phone security profile names' },
    { source: 'guide', ref: 'Expressway-C Server Certificate Requirements, page 10' },
  ],
  message: ({
    profile,
    release,
    takesFqdnsOnly,
  }: {
    profile: string;
    release: string;
    takesFqdnsOnly: boolean;
  }) =>
    takesFqdnsOnly
      ? `"${profile}" is not a domain name; ${release} takes only FQDNs as phone security profile names`
      : `"${profile}" is not a name that can stand in a certificate`,
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    if (!deployment.services.mra) return;
    for (const { entry, subject, clusters } of listedEntries(deployment, 'phoneSecurityProfile')) {
      const { name, written, position } = entry;
      const releases = clusters.map((cluster) => releaseOf(deployment, cluster));
      const strict = releases.find((release) => holdsFor(releaseFacts.profileNamesMustBeFqdn, release));
      if (name !== undefined && (name.includes('.') || strict === undefined)) continue;
      yield {
        subject,
        detail: {
          profile: written,
          release: strict ?? deployment.release,
          takesFqdnsOnly: strict !== undefined,
        },
        locations: inFile(plan, position),
      };
    }
  },
});
