import type { Socket } from 'node:net';
import { acceptTls } from '../../src/lib/node/index.ts';
import { serveOnLoopback } from './loopback.ts';
import { contextWith, type HandshakeName } from './tls-lab.ts';

export const xmppHeader = (from = 'peer.example'): string =>
  `<?xml version='1.0'?><stream:stream xmlns='jabber:server' xmlns:db='jabber:server:dialback' ` +
  `xmlns:stream='http://etherx.jabber.org/streams' id='1' from='${from}' version='1.0'>`;

export const features = `<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls></stream:features>`;

export const proceed = `<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>`;

/** What is said in return for each thing that is heard; then TLS, if there is somebody to present. */
export interface Script {
  readonly answers: readonly string[];
  readonly presents?: HandshakeName;
}

export const goodScript = (presents: HandshakeName = 'peer'): Script => ({
  answers: [`${xmppHeader()}${features}`, proceed],
  presents,
});

export interface FakeServer {
  readonly port: number;
  /** What was heard before TLS, in order. */
  readonly heard: readonly string[];
  /** How many certificates were presented to it, connection by connection. */
  readonly presented: readonly number[];
}

/** A server on loopback that follows a script, whatever it hears. */
export async function fakeXmppServer({ answers, presents }: Script): Promise<FakeServer> {
  const heard: string[] = [];
  const presented: number[] = [];
  const port = await serveOnLoopback((socket: Socket) => {
    let said = 0;
    const begin = (): void => {
      if (!presents) return;
      void acceptTls(socket, { context: contextWith(presents) }).then(
        ({ chain }) => presented.push(chain.length),
        () => {},
      );
    };
    if (answers.length === 0) {
      begin();
      return;
    }
    socket.on('data', function listen(data: Buffer) {
      heard.push(data.toString());
      const answer = answers[said++];
      if (answer === undefined) return;
      if (answer === '') socket.end();
      else socket.write(answer);
      if (said < answers.length || !presents) return;
      socket.off('data', listen);
      begin();
    });
  });
  return { port, heard, presented };
}
