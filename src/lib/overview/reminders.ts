import type { Deployment } from '../deployment/model.ts';

/** Days before the end from which on a certificate is a warning, and from which on an error. */
export const remindersOf = (
  deployment: Pick<Deployment, 'policy'> | undefined,
): readonly [warning: number, error: number] =>
  deployment ? [deployment.policy.expiryWarnDays, deployment.policy.expiryErrorDays] : [60, 13];
