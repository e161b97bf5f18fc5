// Clients of a server on loopback: each time they are asked, `count` connections with a certificate, eight at a time, up to the
// first octet.
import { once } from 'node:events';
import tls from 'node:tls';
import { count, readPeers } from './federation.mjs';
import { each } from './measure.mjs';

const [folder, port, temperature] = process.argv.slice(2);
const { chains, key } = readPeers(folder);
const contextOf = (cert) => tls.createSecureContext({ cert, key, ca: [] });
const contexts = temperature === 'cold' ? chains.map(contextOf) : [contextOf(chains[0])];

async function connect(index) {
  const secureContext = contexts[index % contexts.length];
  const socket = tls.connect({
    host: '127.0.0.1',
    port: Number(port),
    secureContext,
    rejectUnauthorized: false,
  });
  await once(socket, 'data');
  socket.end();
  await once(socket, 'close');
}

process.on('message', async () => {
  await each(count, 8, connect);
  process.send('done');
});
process.send('ready');
