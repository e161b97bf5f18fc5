import { asUndeliverable, initiate, peerError, type Pair } from './initiate.ts';
import { dialbackText, xmlns } from './markup.ts';
import type { Site } from './site.ts';
import { canonical } from './site.ts';
import { Undeliverable } from './stream-fault.ts';

export interface KeyQuestion extends Pair {
  /** Of the stream on which the key came. */
  readonly id: string;
  readonly key: string;
}

/** Asks a domain's own server whether the key came from it, over a stream of its own. Rejects with Undeliverable. */
export async function askAuthoritative(site: Site, { local, remote, id, key }: KeyQuestion): Promise<boolean> {
  const { connection } = await initiate(site, { local, remote });
  try {
    connection.send(dialbackText('verify', { from: local, to: remote, id }, key));
    for (;;) {
      const answer = await connection.element('authentication');
      if (!answer) throw new Undeliverable('remote-connection-failed', 'the stream was closed');
      if (answer.name === 'error' && answer.xmlns === xmlns.stream) throw peerError(answer);
      const { from = '', to = '', type, id: answered } = answer.attributes;
      const isOurs = answer.xmlns === xmlns.dialback && answer.name === 'verify' && answered === id;
      if (!isOurs || canonical(from) !== remote || canonical(to) !== local) {
        site.onEvent({ kind: 'unsolicited', what: answer.name });
      } else if (type === 'valid' || type === 'invalid') {
        return type === 'valid';
      } else {
        throw new Undeliverable('remote-server-timeout', 'the other server cannot say');
      }
    }
  } catch (error) {
    throw asUndeliverable(error);
  } finally {
    void connection.close();
  }
}
