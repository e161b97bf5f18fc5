import type { Certificate } from './certificate.ts';
import { findExtension } from './extensions.ts';

/** status_request (RFC 6066 8). */
const statusRequest = 5;

/** Does its CA promise that the server sends an OCSP response in every handshake (RFC 7633)? */
export const promisesStaple = ({ extensions }: Pick<Certificate, 'extensions'>): boolean =>
  findExtension(extensions, 'tlsFeature')?.value.includes(statusRequest) ?? false;
