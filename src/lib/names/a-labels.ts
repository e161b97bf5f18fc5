import { dnsNameProblemText } from './dns-name-problem.ts';
import { parseDnsName, type DnsNameProblem } from './dns-name.ts';
import { isHostName } from './host-name.ts';

/** Why a text is no domain that anybody could federate with. */
export interface DomainFault {
  readonly problem: DnsNameProblem;
  /** What is to blame: a character, a label, or the other domain that may be meant. */
  readonly detail: string;
  /** The same in words, to be put behind the text: `is an IP address; …`. */
  readonly text: string;
}

/**
 * The one form in which domains are compared everywhere, in lists, routes and certificates: A-labels in lower case.
 * Compute it once for each stream and hand it on.
 *
 * A final dot is dropped (RFC 7622 3.2). Text with two readings, such as `faß`, which IDNA2003 and IDNA2008 take for
 * domains of different owners, is refused and never mapped; so are IP addresses.
 */
export function toALabels(domain: string): { readonly name: string } | DomainFault {
  const parsed = parseDnsName(domain.endsWith('.') ? domain.slice(0, -1) : domain, { labels: 1 });
  if ('name' in parsed) return { name: parsed.name.toLowerCase() };
  const { problem, detail } = parsed;
  return { problem, detail, text: dnsNameProblemText(parsed) };
}

/** The host name that a domain in A-labels or U-labels is; undefined where it is none. */
export function hostOfDomain(domain: string): string | undefined {
  if (isHostName(domain)) return domain.toLowerCase();
  const parsed = toALabels(domain);
  return 'name' in parsed && isHostName(parsed.name) ? parsed.name : undefined;
}
