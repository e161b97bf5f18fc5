import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeNetwork } from '../../src/cli/host/node-network.ts';
import { checkDns } from '../../src/lib/check/dns.ts';
import type { Deployment } from '../../src/lib/deployment/model.ts';
import type { Ask } from '../../src/lib/dns/answer.ts';
import { observeDns } from '../../src/lib/dns/observe.ts';
import { planDns } from '../../src/lib/dns/plan-dns.ts';
import { zoneText } from '../../src/lib/dns/zone-text.ts';
import { core, edge, named, peer, sound } from '../support/deployment.ts';
import { describeWith, runProgram } from '../support/programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'expcert-bind-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = '$TTL 60\n@ IN SOA ns.invalid. root.invalid. 1 60 60 60 60\n@ IN NS ns.invalid.\n';

/** A deployment in a zone of its own, so that one server holds every mistake. */
const deploymentIn = (zone: string): Deployment => ({
  ...sound,
  clusters: [
    { ...core, peers: [peer(`c.${zone}`)] },
    {
      ...edge,
      name: named(`edge.${zone}`),
      peers: [
        peer(`e1.${zone}`, { addresses: { outside: ['203.0.113.11'], inside: ['10.7.0.11'] } }),
        peer(`e2.${zone}`, {
          addresses: { outside: ['203.0.113.12', '2001:db8::12'], inside: ['10.7.0.12'] },
        }),
      ],
    },
  ],
  registrationDomains: [{ ...named(zone), format: 'CollabEdgeDNS' }],
  federationDomains: [{ ...named(zone), format: 'DNS' }],
  chatNodeAliases: [{ ...named(`rooms.${zone}`), format: 'DNS' }],
});

interface Mistake {
  readonly zone: string;
  readonly what: string;
  /** Done to the zone's text as we print it. */
  change(text: string): string;
  readonly expect: readonly string[];
}

const without = (part: string) => (text: string) =>
  text
    .split('\n')
    .filter((line) => !line.includes(part))
    .join('\n');
const mistakes: readonly Mistake[] = [
  { zone: 'right.test', what: 'our own text', change: (text) => text, expect: [] },
  {
    zone: 'alias.test',
    what: 'no record for a chat node alias',
    change: without('_xmpp-server._tcp.rooms.'),
    expect: ['dns/record-missing'],
  },
  {
    zone: 'dot.test',
    what: 'a trailing dot left out',
    change: (text) => text.replaceAll('_xmpp-server._tcp.dot.test. IN', '_xmpp-server._tcp.dot.test IN'),
    expect: ['dns/record-mistyped'],
  },
  {
    zone: 'port.test',
    what: 'another port',
    change: (text) => text.replace('SRV 0 0 5269 e1.port.test.', 'SRV 0 0 25269 e1.port.test.'),
    expect: ['dns/port-differs'],
  },
  {
    zone: 'uds.test',
    what: 'one zone for inside and outside',
    change: (text) => `${text}\n_cisco-uds._tcp IN SRV 10 10 8443 e1\n`,
    expect: ['dns/inside-name-outside'],
  },
  {
    zone: 'star.test',
    what: 'a wildcard',
    change: (text) => `${text}\n* IN A 203.0.113.80\n`,
    expect: ['dns/inside-name-outside', 'dns/zone-wildcard'],
  },
  {
    zone: 'elsewhere.test',
    what: 'an alias for a name in another domain',
    change: (text) => `${without('e1.elsewhere.test. IN A')(text)}\ne1 IN CNAME vm.right.test.\n`,
    expect: ['dns/address-differs', 'dns/alias-elsewhere'],
  },
  { zone: 'half.test', what: 'one peer alone', change: without('8443 e2.'), expect: ['dns/target-missing'] },
  {
    zone: 'inner.test',
    what: 'an address of the inside',
    change: (text) => text.replaceAll('203.0.113.11', '10.7.0.11'),
    expect: ['dns/address-differs', 'dns/address-differs', 'dns/address-private', 'dns/address-private'],
  },
];

/** The zone's text outside, as expcert prints it, with what a zone begins with. */
function zoneOf({ zone, change }: Mistake): string {
  const records = planDns(deploymentIn(zone)).filter(({ view }) => view === 'external');
  return start + change(zoneText(records));
}

describeWith('named-checkzone', 'text for zone files', () => {
  it.each(mistakes.map((mistake) => [mistake.what, mistake] as const))('%s is a zone', (_, mistake) => {
    const file = join(folder, `${mistake.zone}.check`);
    writeFileSync(file, zoneOf(mistake));
    const { status, stdout } = runProgram('named-checkzone', ['-i', 'local', mistake.zone, file]);
    expect({ status, stdout }).toMatchObject({ status: 0 });
  });
});

describeWith('named', 'a name server with a zone for each mistake', () => {
  let server: ChildProcess;
  let ask: Ask;
  const abort = new AbortController();

  beforeAll(async () => {
    const port = await freePort();
    for (const mistake of mistakes) writeFileSync(join(folder, `${mistake.zone}.zone`), zoneOf(mistake));
    writeFileSync(join(folder, 'extra.zone'), `${start}vm IN A 203.0.113.11\n`);
    const zones = mistakes.map(({ zone }) => `zone "${zone}" { type primary; file "${zone}.zone"; };`);
    writeFileSync(
      join(folder, 'named.conf'),
      [
        `options { directory "${folder}"; listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };`,
        `recursion no; dnssec-validation no; pid-file none; session-keyfile none; check-names primary ignore; };`,
        'controls { };',
        ...zones,
      ].join('\n'),
    );
    server = spawn('named', ['-g', '-c', join(folder, 'named.conf')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    ask = nodeNetwork(abort.signal).askDns(`127.0.0.1:${port}`);
    await untilItAnswers(server);
  });
  afterAll(() => {
    abort.abort();
    server.kill('SIGKILL');
  });

  it.each(mistakes.map((mistake) => [mistake.what, mistake] as const))(
    '%s gives exactly its findings',
    async (_, mistake) => {
      const deployment = deploymentIn(mistake.zone);
      const observed = await observeDns(deployment, planDns(deployment), { view: 'external', ask });
      const told = checkDns(deployment, observed).filter(({ code }) => code !== 'dns/not-answered');
      expect(told.map(({ code }) => code).sort()).toEqual(mistake.expect);
    },
  );
});

function freePort(): Promise<number> {
  return new Promise((found) => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => found(port));
    });
  });
}

function untilItAnswers({ stderr }: ChildProcess): Promise<void> {
  return new Promise((running, failed) => {
    let said = '';
    stderr!.on('data', (chunk) => {
      said += String(chunk);
      if (/ running$/m.test(said)) running();
    });
    stderr!.on('end', () => failed(new Error(`named ended: ${said.slice(-800)}`)));
  });
}
