import type { KeySpec } from '../../deployment/model.ts';
import { rule } from '../../findings/rule.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { about } from '../profile/facts.ts';
import { isKeyAsPlanned, type CsrFacts } from './facts.ts';

export const keyDiffers = rule({
  code: 'csr/key-differs',
  severity: 'notice',
  what: 'The key is not of the kind and size that the deployment file asks for.',
  why: 'The certificate will work, but not with the key that was planned.',
  typical: 'The Generate CSR page was left at its default length.',
  fix: ['Make a new request with the planned key, or change request.key in the deployment file.'],
  notHitBy: 'a key that is refused, too weak or below the policy: those have codes of their own',
  citations: [{ source: 'product', ref: 'request.key' }],
  message: ({ key, planned }: { key: string; planned: string }) => `${key}, where ${planned} is planned`,
  *check(facts: CsrFacts) {
    const { peer } = facts;
    const { publicKey } = facts.request.request;
    if (!peer || isKeyAsPlanned(facts)) return;
    yield about(
      facts,
      { key: publicKeyText(publicKey), planned: keySpecText(peer.request.key) },
      peer.request.keyPosition,
    );
  },
});

const keySpecText = (key: KeySpec): string => (key.type === 'rsa' ? `RSA ${key.bits}` : `ECDSA ${key.curve}`);
