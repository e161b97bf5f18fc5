import { listText } from '../../findings/words.ts';
import { faultsOnAppliance, type FaultOnAppliance } from '../../path/appliance-faults.ts';
import { isMalformedName } from '../../x509/fault-kinds.ts';
import { faultText } from '../../x509/fault-text.ts';
import type { PeerCertificateFacts } from './facts.ts';

export type MalformedDetail = { readonly faults: readonly string[] };

/** Malformed parts of which OpenSSL makes this; undefined: there are none. */
export function malformedParts(
  { issued }: Pick<PeerCertificateFacts, 'issued'>,
  made: FaultOnAppliance,
): MalformedDetail | undefined {
  const faults = faultsOnAppliance(issued.certificate)[made].filter((fault) => !isMalformedName(fault));
  return faults.length > 0 ? { faults: faults.map(faultText) } : undefined;
}

export const faultsText = ({ faults }: MalformedDetail): string => listText(faults);
