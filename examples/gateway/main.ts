// Starts the gateway from a deployment file; README.md says how.
import { parseArgs } from 'node:util';
import { echo } from './echo.ts';
import { startGateway, type Gateway } from './gateway.ts';
import { openSite } from './open-site.ts';
import type { GatewayEvent } from './site.ts';

const usage =
  'usage: main.ts DEPLOYMENT --certificate FILE --key FILE --trust PATH [--crl PATH] [--listen ADDRESS] [--direct-tls PORT]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    certificate: { type: 'string' },
    key: { type: 'string' },
    trust: { type: 'string', multiple: true },
    crl: { type: 'string', multiple: true },
    listen: { type: 'string', default: '127.0.0.1' },
    'direct-tls': { type: 'string' },
  },
});
const [deployment] = positionals;
const { certificate, key, trust } = values;
if (!deployment || !certificate || !key || !trust) {
  console.error(usage);
  process.exit(2);
}

function print(event: GatewayEvent): void {
  const { kind, ...rest } = event;
  console.log(kind, JSON.stringify(rest));
}

const site = await openSite(
  { deployment, certificate, key, trust: { anchors: trust, crls: values.crl ?? [] } },
  {
    deliver: (stanza) => {
      const answer = echo(stanza);
      if (answer) gateway.send(answer).catch((error: Error) => console.error(`not delivered: ${error.message}`));
    },
    onEvent: print,
    reloading: { onEvent: (event) => console.log('files', JSON.stringify(event)) },
  },
);
const directTls = values['direct-tls'];
const gateway: Gateway = await startGateway(site, {
  host: values.listen,
  ...(directTls !== undefined && { directTlsPort: Number(directTls) }),
});
console.log(`listening on ${values.listen} for ${[...site.policy.localDomains].join(', ')}`);

process.on('SIGHUP', () => void site.reload());
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    site.close();
    void gateway.close();
  });
}
