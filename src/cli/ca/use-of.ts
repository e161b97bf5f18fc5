import type { RequestPlan } from '../../lib/index.ts';
import type { CertificateUse } from '../../lib/issue/index.ts';

/** What the certificate of a request is for: what the deployment file says, else by its store. */
export function useOf({ request, store }: RequestPlan): CertificateUse {
  const usages = request.extendedKeyUsage;
  if (usages.includes('serverAuth') && usages.includes('clientAuth')) return 'both';
  if (usages.length > 0) return usages.includes('serverAuth') ? 'server' : 'client';
  return store === 'client' ? 'client' : 'both';
}
