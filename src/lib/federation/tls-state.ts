import type { SecurityMode } from '../deployment/model.ts';
import type { TlsState } from './decision.ts';

/**
 * What became of TLS, in the words that decide() has for a security mode: partners for whom another one is agreed may be
 * spoken for on one stream with others.
 */
export function tlsStateFor(mode: SecurityMode, tls: Exclude<TlsState, 'up'>): Exclude<TlsState, 'up'> {
  const isUnused = tls === 'not used' || tls === 'insisted on';
  if ((mode === 'No TLS') === isUnused) return tls;
  return isUnused ? 'not-offered' : 'not used';
}
