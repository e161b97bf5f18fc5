// Strangers with hostile chains: `loops` of them, each one connection after the other, until told to stop or `count` are done.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';

const [file, port, loops, count] = process.argv.slice(2);
const identities = Object.values(JSON.parse(readFileSync(file, 'utf8')));
let left = Number(count) || Infinity;
let done = 0;

async function attack({ cert, key, domain }) {
  const secureContext = tls.createSecureContext({ cert, key });
  const socket = tls.connect({
    host: '127.0.0.1',
    port: Number(port),
    secureContext,
    rejectUnauthorized: false,
  });
  socket.on('error', () => {});
  socket.write(
    `<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams' from='${domain}' to='example.com' version='1.0'>`,
  );
  let heard = '';
  socket.on('data', (octets) => {
    heard += octets;
    if (heard.includes('</stream:stream>')) socket.destroy();
  });
  await once(socket, 'close');
  done++;
  if (!heard.includes('<stream:error')) throw new Error(`not refused: ${heard}`);
}

process.on('message', () => (left = 0));
process.send('ready');
await Promise.all(
  Array.from({ length: Number(loops) }, async (_, loop) => {
    for (let turn = loop; left-- > 0; turn++) await attack(identities[turn % identities.length]);
  }),
);
process.send(done, () => process.disconnect());
