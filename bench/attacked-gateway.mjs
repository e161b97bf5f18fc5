// examples/gateway in a process of its own, which tells how long its event loop was held up, and how full its heap is.
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, loadExample } from './federation.mjs';

const [folder] = process.argv.slice(2);
const { openSite } = await loadExample('open-site.ts');
const { startGateway } = await loadExample('gateway.ts');
const [deployment, certificate, key, root] = ['gateway.yaml', '0.pem', 'key.pem', 'root.pem'].map((name) =>
  join(folder, name),
);
const site = await openSite(
  { deployment, certificate, key, trust: { anchors: [root] } },
  { deliver: () => {}, onEvent: () => {}, reloading: { watch: false } },
);
const port = await freePort();
const gateway = await startGateway(site, { host: '127.0.0.1', port: await freePort(), directTlsPort: port });

const delay = monitorEventLoopDelay({ resolution: 5 });
const answers = {
  begin() {
    delay.reset();
    delay.enable();
  },
  end() {
    delay.disable();
    return { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
  },
  open: () => gateway.streams.inbound,
  /** Handles of TLS and of certificates are given back a turn of the event loop after they were found to be garbage. */
  async heap() {
    for (let round = 0; round < 8; round++) {
      globalThis.gc();
      await sleep(50);
    }
    return process.memoryUsage().heapUsed;
  },
};
process.on('message', async (question) => process.send({ answer: await answers[question]() }));
process.send({ port });
