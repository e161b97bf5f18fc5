import type { Element } from './xml.ts';

export const xmlns = {
  server: 'jabber:server',
  stream: 'http://etherx.jabber.org/streams',
  streamErrors: 'urn:ietf:params:xml:ns:xmpp-streams',
  stanzaErrors: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  tls: 'urn:ietf:params:xml:ns:xmpp-tls',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  dialback: 'jabber:server:dialback',
  dialbackFeature: 'urn:xmpp:features:dialback',
  bidi: 'urn:xmpp:bidi',
  bidiFeature: 'urn:xmpp:features:bidi',
} as const;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export const escape = (text: string): string => text.replace(/[&<>"']/g, (each) => entities[each]!);

type Attributes = Readonly<Record<string, string | undefined>>;

const attributesText = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}='${escape(value)}'`))
    .join('');

export const headerText = (attributes: Attributes): string =>
  `<?xml version='1.0'?><stream:stream xmlns='${xmlns.server}' xmlns:db='${xmlns.dialback}'` +
  ` xmlns:stream='${xmlns.stream}'${attributesText({ ...attributes, version: '1.0' })}>`;

export const footerText = '</stream:stream>';

export const errorText = (condition: string, text: string): string =>
  `<stream:error><${condition} xmlns='${xmlns.streamErrors}'/>` +
  `<text xmlns='${xmlns.streamErrors}'>${escape(text)}</text></stream:error>${footerText}`;

export interface Features {
  readonly startTls: 'required' | 'optional' | undefined;
  readonly external: boolean;
  readonly dialback: boolean;
  readonly bidi: boolean;
}

export function featuresText({ startTls, external, dialback, bidi }: Features): string {
  const parts = [
    startTls && `<starttls xmlns='${xmlns.tls}'>${startTls === 'required' ? '<required/>' : ''}</starttls>`,
    external && `<mechanisms xmlns='${xmlns.sasl}'><mechanism>EXTERNAL</mechanism></mechanisms>`,
    dialback && `<dialback xmlns='${xmlns.dialbackFeature}'><errors/></dialback>`,
    bidi && `<bidi xmlns='${xmlns.bidiFeature}'/>`,
  ];
  return `<stream:features>${parts.filter(Boolean).join('')}</stream:features>`;
}

/** `name` is `result` or `verify`. */
export const dialbackText = (name: string, attributes: Attributes, content = ''): string =>
  `<db:${name}${attributesText(attributes)}>${content}</db:${name}>`;

export const dialbackErrorText = (condition: string): string =>
  `<error type='cancel'><${condition} xmlns='${xmlns.stanzaErrors}'/></error>`;

/** An element as it stands inside one of the other namespace. */
export function elementText(
  { name, xmlns: own, attributes, children }: Element,
  outer: string = xmlns.server,
): string {
  const declared = own === outer ? {} : { xmlns: own };
  const content = children.map((child) => (typeof child === 'string' ? escape(child) : elementText(child, own)));
  return `<${name}${attributesText({ ...declared, ...attributes })}>${content.join('')}</${name}>`;
}

export const element = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: Element['children'] = [],
  namespace: string = xmlns.server,
): Element => ({ name, xmlns: namespace, attributes, children });
