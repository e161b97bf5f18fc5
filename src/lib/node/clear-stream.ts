import type { Socket } from 'node:net';
import { ProbeError } from './probe-error.ts';

/** What a connection is good for before TLS. It ends with the function it was given to. */
export interface ClearStream {
  send(text: string): void;
  /** What comes next, at once if it is there; undefined: the other side has closed. */
  receive(): Promise<Uint8Array | undefined>;
}

/**
 * @param limit octets taken at most
 * @returns the stream, and what ends it: nothing may be left unread then, since it came before TLS
 */
export function clearStream(
  socket: Socket,
  limit: number,
): { readonly stream: ClearStream; readonly end: () => void } {
  const received: Uint8Array[] = [];
  let bytes = 0;
  let isOver = false;
  let isClosed = false;
  let wake = (): void => {};

  const onData = (data: Uint8Array): void => {
    bytes += data.length;
    received.push(data);
    // Nothing more is taken than has been asked for.
    socket.pause();
    wake();
  };
  const onClose = (): void => {
    isClosed = true;
    wake();
  };
  socket.on('data', onData).on('end', onClose).on('close', onClose).pause();

  return {
    stream: {
      send(text) {
        if (isOver) throw new TypeError('the stream before TLS is over');
        socket.write(text);
      },
      async receive() {
        if (isOver) throw new TypeError('the stream before TLS is over');
        while (received.length === 0 && !isClosed) {
          const waiting = new Promise<void>((resolve) => (wake = resolve));
          socket.resume();
          await waiting;
        }
        if (bytes > limit) {
          throw new ProbeError('negotiate', 'too-much-data', `more than ${limit} octets came before TLS`);
        }
        return received.shift();
      },
    },
    end() {
      isOver = true;
      socket.off('data', onData).off('end', onClose).off('close', onClose);
      const isEarly = received.length > 0 || socket.readableLength > 0;
      if (isEarly) {
        throw new ProbeError('negotiate', 'data-before-tls', 'data that TLS should have come before');
      }
    },
  };
}
