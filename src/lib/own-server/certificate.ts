import { run } from '../findings/rule.ts';
import type { Finding } from '../findings/finding.ts';
import { toALabels } from '../names/a-labels.ts';
import type { OwnCertificateFacts, OwnChain } from '../rules/gateway/facts.ts';
import { ownCertificateRules } from '../rules/gateway/index.ts';
import { matchIdentity } from '../validation/match-identity.ts';
import type { Certificate } from '../x509/certificate.ts';
import { isSelfSigned } from '../x509/self-signed.ts';
import { sameName } from '../x509/name.ts';
import { verifySignature, type SignatureVerifier } from '../x509/signature.ts';

export interface OwnCertificateQuestion {
  /** As it is sent: the certificate, then the CA certificates above it. */
  readonly chain: readonly [Certificate, ...Certificate[]];
  /** Where the issuer of the last may be: what else is in the file, and trusted CAs. */
  readonly others: readonly Certificate[];
  /** Domains it is presented for; `*.example.com` stands for those right below. */
  readonly domains: readonly string[];
  /** Where it comes from, for findings. */
  readonly file: string;
  readonly keyFile: string;
  readonly isKeyReadableByAll: boolean;
  /** undefined: dates are not judged. */
  readonly at: Date | undefined;
  readonly verifier: SignatureVerifier;
}

/** What speaks against a certificate of our own. */
export async function judgeOwnCertificate(
  question: OwnCertificateQuestion,
): Promise<{ readonly findings: readonly Finding[]; readonly chain: OwnChain }> {
  const { chain, others, domains, file, keyFile, isKeyReadableByAll, at, verifier } = question;
  const [leaf] = chain;
  const facts: OwnCertificateFacts = {
    ...{ leaf, file, keyFile, isKeyReadableByAll, time: at?.getTime() },
    unnamed: domains.filter((domain) => !isFor(leaf, domain)),
    isSelfSigned: (await isSelfSigned(leaf, verifier)) === true,
    chain: await completeness(chain, others, verifier),
  };
  return { findings: run(ownCertificateRules, facts), chain: facts.chain };
}

/** A wildcard is asked for by a name below it. */
function isFor(leaf: Certificate, domain: string): boolean {
  const parsed = toALabels(domain.replace(/^\*\./, 'x.'));
  if (!('name' in parsed)) return false;
  const { name } = parsed;
  const asService = { kind: 'srv', service: '_xmpp-server', name } as const;
  return matchIdentity(leaf, { kind: 'dns', name }) || matchIdentity(leaf, asService);
}

async function completeness(
  chain: readonly Certificate[],
  others: readonly Certificate[],
  verifier: SignatureVerifier,
): Promise<OwnChain> {
  const last = chain.at(-1)!;
  for (const ca of others) {
    if (!sameName(ca.subject, last.issuer) || ca === last) continue;
    const { signatureAlgorithm, tbs, signature } = last;
    if ((await verifySignature(signatureAlgorithm, ca.publicKey, tbs, signature, verifier)) === 'valid')
      return 'complete';
  }
  return chain.length === 1 ? 'alone' : 'not known';
}
