// Starts the gateway from a deployment file; README.md says how.
import { parseArgs } from 'node:util';
import type { ReloadRequest } from 'expcert/node';
import { echo } from './echo.ts';
import { eventLog } from './log.ts';
import { startGateway, type Gateway } from './gateway.ts';
import { openSite } from './open-site.ts';

const usage =
  'usage: main.ts DEPLOYMENT --certificate FILE --key FILE --trust PATH [--crl PATH] [--fetch-lists FOLDER] [--listen ADDRESS] [--direct-tls PORT] [--allow-private-addresses]';

function stop(message: string, status: number): never {
  console.error(message);
  process.exit(status);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        certificate: { type: 'string' },
        key: { type: 'string' },
        trust: { type: 'string', multiple: true },
        'fetch-lists': { type: 'string' },
        crl: { type: 'string', multiple: true },
        listen: { type: 'string', default: '127.0.0.1' },
        'direct-tls': { type: 'string' },
        'allow-private-addresses': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return stop(`${(error as Error).message}\n${usage}`, 2);
  }
}

const { values, positionals } = readArguments();
const [deployment] = positionals;
const { certificate, key, trust } = values;
if (!deployment || !certificate || !key || !trust) stop(usage, 2);

const site = await openSite(
  {
    ...{ deployment, certificate, key, trust: { anchors: trust, crls: values.crl ?? [] } },
    ...(values['fetch-lists'] !== undefined && { fetchedLists: values['fetch-lists'] }),
  },
  {
    deliver: (stanza) => {
      const answer = echo(stanza);
      if (answer) gateway.send(answer).catch((error: Error) => console.error(`not delivered: ${error.message}`));
    },
    onEvent: eventLog((line) => console.log(line), Date.now),
    allowPrivateAddresses: values['allow-private-addresses'],
    reloading: { onEvent: (event) => console.log('files', JSON.stringify(event)) },
  },
).catch((error: Error) => stop(error.message, 1));
const directTls = values['direct-tls'];
const gateway: Gateway = await startGateway(site, {
  host: values.listen,
  ...(directTls !== undefined && { directTlsPort: Number(directTls) }),
}).catch((error: Error) => stop(error.message, 1));
const reload = (request?: ReloadRequest): void => {
  site.reload(request).catch((error: Error) => console.error(`not read again: ${error.message}`));
};
process.on('SIGHUP', () => reload());
// The operator has seen what was said of an older list, and knows why it is older.
process.on('SIGUSR2', () => reload({ acceptOlderLists: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void gateway.close().finally(() => site.close());
  });
}
// Whoever reads it may send a signal at once.
console.log(`listening on ${values.listen} for ${[...site.policy.localDomains].join(', ')}`);
