// Clients of a server on loopback: each time they are asked, `count` connections with a certificate, eight at a time, up to
// the first octet, or, with a stream header of their own, up to the stream features.
import { once } from 'node:events';
import tls from 'node:tls';
import { hostOf } from './certificates.mjs';
import { count, readPeers } from './federation.mjs';
import { each } from './measure.mjs';

const [folder, port, temperature, what] = process.argv.slice(2);
const { chains, key } = readPeers(folder);
const contextOf = (cert) => tls.createSecureContext({ cert, key, ca: [] });
const contexts = temperature === 'cold' ? chains.map(contextOf) : [contextOf(chains[0])];

const headerFrom = (domain) =>
  `<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams' ` +
  `from='${domain}' to='example.com' version='1.0'>`;

async function connect(index) {
  const secureContext = contexts[index % contexts.length];
  const socket = tls.connect({
    host: '127.0.0.1',
    port: Number(port),
    secureContext,
    rejectUnauthorized: false,
  });
  if (what === 'stream') {
    socket.write(headerFrom(hostOf(index % contexts.length)));
    for (let heard = ''; !heard.includes('</stream:features>');) heard += (await once(socket, 'data'))[0];
  } else await once(socket, 'data');
  socket.end();
  await once(socket, 'close');
}

process.on('message', async () => {
  await each(count, 8, connect);
  process.send('done');
});
process.send('ready');
