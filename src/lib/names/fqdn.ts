import { dnsNameProblemText } from './dns-name-problem.ts';
import { parseDnsName } from './dns-name.ts';

/** Why a text is no fully qualified domain name, as the end of a sentence; undefined for one that is. */
export function fqdnProblem(text: string): string | undefined {
  const parsed = parseDnsName(text);
  if ('name' in parsed) return parsed.name === text ? undefined : 'is not written in ASCII (as A-labels)';
  // Whether an A-label stands for something is for the CA to say.
  return parsed.problem === 'a-label' ? undefined : dnsNameProblemText(parsed);
}

export const isFqdn = (text: string): boolean => fqdnProblem(text) === undefined;
