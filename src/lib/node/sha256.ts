import { hash } from 'node:crypto';
import { wrong } from '../public/argument.ts';

/** SHA-256 on node:crypto. It answers at once: for gather() over many small things. */
export function nodeSha256(octets: Uint8Array): Uint8Array {
  if (!ArrayBuffer.isView(octets)) throw wrong('octets', 'bytes', octets);
  return hash('sha256', octets, 'buffer');
}
