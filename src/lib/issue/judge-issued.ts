import { equal } from '../bytes.ts';
import type { PathPurpose } from '../path/options.ts';
import { validatePath } from '../public/validation.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Ca } from './ca.ts';
import { IssueError } from './issue-error.ts';

/**
 * What we issue, we accept: our own validation, the profile of RFC 5280 included, under the CA's own root.
 *
 * @throws IssueError `refused`, with the findings
 */
export async function judgeIssued(
  certificate: Certificate,
  { certificate: issuer, chain }: Pick<Ca, 'certificate' | 'chain'>,
  purposes: readonly PathPurpose[],
  at: Date,
): Promise<void> {
  const above = [issuer, ...chain];
  const roots = above.filter(isSelfIssued);
  // A CA whose root is kept elsewhere is trusted as it is.
  const anchors = roots.length > 0 ? roots : [issuer];
  for (const purpose of purposes) {
    const { valid, best } = await validatePath(
      certificate,
      { anchors, intermediates: above },
      { at, purpose },
    );
    if (valid) continue;
    const findings = best.findings.filter(({ severity }) => severity === 'error');
    const what = 'the certificate would not be accepted';
    throw new IssueError('refused', `${what}: ${findings.map(({ message }) => message).join('; ')}`, {
      findings,
    });
  }
}

const isSelfIssued = ({ subject, issuer }: Certificate): boolean => equal(subject.der, issuer.der);
