import { issueCrl, type CaInput } from '../../lib/issue/index.ts';
import { toBase64, type Authority, type CaEntry, type Issued, type Memory } from './memory.ts';

/** The entry with the next list of a CA: everything of its own that is revoked and not at its end. */
export async function crlEntry(
  by: Authority,
  ca: CaInput,
  { issued, crls }: Pick<Memory, 'issued' | 'crls'>,
  { at, days }: { readonly at: Date; readonly days: number },
): Promise<CaEntry> {
  const { der } = await issueCrl(ca, {
    revoked: by === 'issuing' ? issued.flatMap((each) => revocationOf(each, at)) : [],
    previous: crls[by],
    at,
    nextUpdate: daysAfter(at, days),
  });
  return { type: 'crl', by, crl: toBase64(der) };
}

const revocationOf = ({ serial, certificate, revoked }: Issued, at: Date) =>
  revoked && certificate.notAfter >= at.getTime()
    ? [{ serialNumber: serial, at: revoked.on, reason: revoked.reason }]
    : [];

export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * 86_400_000);
