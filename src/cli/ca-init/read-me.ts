import type { Certificate } from '../../lib/index.ts';
import { commonNameOf } from '../ca/memory.ts';

/** What the next person in this folder must know. */
export const readMe = (
  issuing: Certificate,
  domains: readonly string[],
): string => `# ${commonNameOf(issuing)}

A private CA, made by expcert. It issues for ${domains.length > 0 ? `names in ${domains.join(', ')}` : 'any name'}, until ${new Date(issuing.notAfter).toISOString().slice(0, 10)}.

| file                       | is                                                                        |
| -------------------------- | ------------------------------------------------------------------------- |
| root.pem, issuing.pem      | the certificates: they go into the trusted CA lists                       |
| root.crl, issuing.crl      | the revocation lists: what is revoked, and until when that is known       |
| issued/                    | every certificate that was issued                                         |
| root.key.pem               | key of the root; move it away: signing does not need it                   |
| issuing.key.pem            | key that signs; whoever has it is this CA                                 |
| journal.jsonl, .head       | what the CA remembers: back it up after every run, and never put an older |
|                            | copy back                                                                 |

\`expcert ca sign\`, \`revoke\`, \`crl\`, \`list\` and \`export\` work on this folder.
`;
