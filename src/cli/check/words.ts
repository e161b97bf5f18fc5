import { daysUntil, type ReportedService } from '../../lib/front.ts';
import type { CheckedItem } from '../../lib/index.ts';

const serviceNames: Readonly<Record<string, string>> = {
  upload: 'upload',
  mra: 'mobile and remote access',
  xmppFederation: 'XMPP federation',
  groupChatTls: 'group chat over TLS',
  jabberGuest: 'Jabber Guest',
  b2b: 'SIP federation, B2B calls',
};

export const serviceName = (service: string): string => serviceNames[service] ?? service;

/** `no    cert/client-auth-missing`, `not before the upload works`. */
export function verdictCells({ verdict, because, open, waitsFor }: ReportedService): [string, string] {
  if (waitsFor !== undefined) return [verdict, `not before the ${waitsFor} works`];
  const reasons = [
    ...because,
    ...(open.length > 0 ? [`not checked: ${open.map(withoutReason).join(', ')}`] : []),
  ];
  return [verdict, reasons.join('; ')];
}

/** Why a question is open is said below, once. */
const withoutReason = (question: string): string => question.replace(/ \([^()]*\)$/, '');

/** Whole days from the time of judgement to the end, rounded down; negative when it is over. */
export const daysLeft = ({ notAfter }: Pick<CheckedItem, 'notAfter'>, at: Date): number | undefined =>
  notAfter === undefined ? undefined : daysUntil(notAfter, at);

/** `valid 2026-11-20 to 2027-05-30 (189 days left)` */
export function validityText(item: CheckedItem, at: Date): string {
  const { notBefore, notAfter } = item;
  if (notBefore === undefined || notAfter === undefined) return '';
  const left = daysLeft(item, at)!;
  const words = left < 0 ? 'ended' : `${left} day${left === 1 ? '' : 's'} left`;
  return `valid ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)} (${words})`;
}

/** The CN of an RFC 4514 name, or the whole of it. */
export const shortSubject = (subject: string): string =>
  /(?:^|[,+])CN=((?:\\.|[^,+\\])*)/i.exec(subject)?.[1] ?? subject;

/** Host names as short as they can be told apart: `expe1`, else the whole name. */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const first = (name: string): string => name.split('.')[0]!;
  const counts = new Map<string, number>();
  for (const name of names) counts.set(first(name), (counts.get(first(name)) ?? 0) + 1);
  return new Map(names.map((name) => [name, counts.get(first(name)) === 1 ? first(name) : name]));
}
