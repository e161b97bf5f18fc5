import { expiryDays, type ExpiryPolicy } from '../deployment/expiry.ts';
import type { CheckedItem, CheckReport } from '../check/report.ts';

export interface CalendarOptions {
  /** When the calendar was made: DTSTAMP. */
  readonly at: Date;
  /** When to remind: by the lifetime where it does not say. */
  readonly policy?: ExpiryPolicy;
}

/**
 * The ends of all certificates as a calendar (RFC 5545), with reminders. An event keeps its UID, so that a calendar that
 * is imported again replaces what it has.
 */
export function expiryCalendar(
  { items }: Pick<CheckReport, 'items'>,
  { at, policy }: CalendarOptions,
): string {
  const ending = items.filter(
    ({ kind, store, notAfter }) =>
      (kind === 'certificate' || kind === 'node-certificate' || kind === 'ca-certificate') &&
      store !== 'older' &&
      notAfter !== undefined,
  );
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//expcert//certificates//EN',
    'CALSCALE:GREGORIAN',
    ...ending.flatMap((item) => eventLines(item, at, policy)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(item: CheckedItem, at: Date, policy: ExpiryPolicy | undefined): string[] {
  const { peer, subject = '', issuer = '', serial = '', sha256 = '', file, notAfter = '' } = item;
  const what = `Certificate of ${peer ?? subject} ends`;
  const details = [`Subject: ${subject}`, `Issuer: ${issuer}`, `Serial number: ${serial}`, `File: ${file}`];
  return [
    'BEGIN:VEVENT',
    `UID:${sha256.replaceAll(':', '').toLowerCase()}@expcert`,
    `DTSTAMP:${basic(at.toISOString())}`,
    `DTSTART:${basic(notAfter)}`,
    `SUMMARY:${escaped(what)}`,
    `DESCRIPTION:${escaped(details.join('\n'))}`,
    'TRANSP:TRANSPARENT',
    ...remindDays(item, policy).flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:-P${days}D`,
      `DESCRIPTION:${escaped(`${what} in ${days} days`)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

/** Whole days before the end, most first. */
function remindDays(
  { notBefore = '', notAfter = '' }: CheckedItem,
  policy: ExpiryPolicy | undefined,
): number[] {
  const validity = { notBefore: Date.parse(notBefore), notAfter: Date.parse(notAfter) };
  const { warn, error } = expiryDays(policy, validity);
  return [...new Set([warn, error].map(Math.ceil))];
}

/** `2026-11-22T10:00:00Z` → `20261122T100000Z` */
const basic = (iso: string): string => `${iso.slice(0, 19).replace(/[-:]/g, '')}Z`;

/** TEXT of section 3.3.11. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r?\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');

/** No line is longer than 75 octets (section 3.1); no character is cut apart. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
