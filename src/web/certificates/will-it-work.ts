import { html, nothing } from 'lit';
import { findingsBehind } from '../../lib/front.ts';
import type { CheckedItem, CheckReport, Finding, ServiceVerdict, Verdict } from '../../lib/index.ts';
import { findingLink } from '../checks/grouped-findings.ts';
import type { Content } from '../element.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { shortened } from '../parts/shortened.ts';
import { text, worded } from '../texts/text.ts';
import { servicesOf } from './certificate-views.ts';

export const verdictStatus: Readonly<Record<Verdict, Status>> = {
  yes: 'ok',
  no: 'error',
  'not known': 'unknown',
};
export const verdictText = (verdict: Verdict): string => text(`verdict.${verdict}`);

/**
 * A line for each service of the peer: yes, no, not known, and what it rests on.
 *
 * @param anchor of the certificate, below which the findings stand
 */
export function willItWork(item: CheckedItem, { services, findings }: CheckReport, anchor: string): Content {
  const own = servicesOf(item, services);
  if (own.length === 0) return nothing;
  return html`<section class="verdicts">
    <h3>${text('verdict.title')}</h3>
    <dl>
      ${own.map(
        (each) =>
          html`<div>
            <dt>${text(`service.${each.service}`)}</dt>
            <dd>
              ${statusText(verdictStatus[each.verdict], verdictText(each.verdict))}
              <ul class="reasons hint">
                ${reasonsOf(each, findings, anchor).map((reason) => html`<li>${reason}</li>`)}
              </ul>
            </dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function reasonsOf(verdict: ServiceVerdict, findings: readonly Finding[], anchor: string): unknown[] {
  const { because, open, waitsFor } = verdict;
  if (waitsFor) return [text('verdict.waits')];
  const behind = findingsBehind(verdict, findings);
  return [
    ...because.map((code) => {
      const messages = behind.filter((finding) => finding.code === code).map(({ message }) => message);
      return html`${inShort(messages)} ${findingLink(anchor, code)}`;
    }),
    ...(open.length > 0 ? [text('verdict.open', { what: open.map(worded).join('; ') })] : []),
  ];
}

/** Messages of one code side by side: the finding itself has them all, with the fingerprints. */
const inShort = (messages: readonly string[]): string =>
  shortened(
    messages.map((message) => worded(message.replace(/; SHA-256 [0-9A-F:]+…/g, ''))),
    3,
    '; ',
  );
