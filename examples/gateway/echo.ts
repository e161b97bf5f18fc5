import { element, xmlns } from './markup.ts';
import { childOf, textOf, type Element } from './xml.ts';

/** What this gateway answers: messages come back, pings (XEP-0199) are answered, the rest is left alone. */
export function echo(stanza: Element): Element | undefined {
  const { from = '', to = '', id = '', type = 'normal' } = stanza.attributes;
  const back = { from: to, to: from, id };
  if (stanza.name === 'message' && type !== 'error') {
    const body = childOf(stanza, 'body');
    return body && element('message', { ...back, type }, [element('body', {}, [textOf(body)])]);
  }
  if (stanza.name !== 'iq' || (type !== 'get' && type !== 'set')) return undefined;
  if (childOf(stanza, 'ping')) return element('iq', { ...back, type: 'result' });
  const condition = element('service-unavailable', {}, [], xmlns.stanzaErrors);
  return element('iq', { ...back, type: 'error' }, [element('error', { type: 'cancel' }, [condition])]);
}
