import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from './authority.ts';
import { dnsPort } from './dns.ts';
import { startServer, type ServerProcess } from './server-process.ts';

export interface EjabberdSettings {
  readonly folder: string;
  readonly address: string;
  readonly dns: string;
  readonly rootPem: string;
  readonly hosts: Readonly<Record<string, Identity>>;
  /** Those that know server dialback; the others trust certificates alone. */
  readonly dialbackHosts: readonly string[];
}

export interface Ejabberd extends ServerProcess {
  /** A command of its administration, such as send_message. */
  call(command: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown>;
  send(from: string, to: string, body: string): Promise<unknown>;
}

const apiPort = 5280;

/** ejabberd in a folder of its own. It is Erlang's plain `erl` without distribution, so no epmd stays behind. */
export async function startEjabberd(settings: EjabberdSettings): Promise<Ejabberd> {
  const { folder, address, hosts } = settings;
  for (const each of ['certs', 'data']) mkdirSync(join(folder, each), { recursive: true });
  for (const [host, { chain, key }] of Object.entries(hosts)) {
    writeFileSync(join(folder, 'certs', `${host}.pem`), chain + key, { mode: 0o600 });
  }
  writeFileSync(join(folder, 'root.pem'), settings.rootPem);
  writeFileSync(join(folder, 'ejabberd.yml'), JSON.stringify(configuration(settings), null, 2));
  const octets = settings.dns.split('.').join(',');
  writeFileSync(
    join(folder, 'inetrc'),
    // resolv_conf first: it clears what is set before it.
    `{resolv_conf,""}.\n{lookup,["file","native"]}.\n{nameserver,{${octets}},${dnsPort}}.\n`,
  );
  const server = await startServer({
    program: 'erl',
    args: ['-noinput', '-mnesia', 'dir', `"${folder}/data"`, '-s', 'ejabberd'],
    folder,
    env: {
      EJABBERD_CONFIG_PATH: join(folder, 'ejabberd.yml'),
      EJABBERD_LOG_PATH: join(folder, 'ejabberd.log'),
      EJABBERD_PID_PATH: join(folder, 'ejabberd.pid'),
      ERL_INETRC: join(folder, 'inetrc'),
      ERL_LIBS: '/usr/lib/x86_64-linux-gnu',
      ERL_CRASH_DUMP: '/dev/null',
    },
    ready: { host: address, port: apiPort },
  });
  async function call(command: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    const answer = await fetch(`http://${address}:${apiPort}/api/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${command}: ${answer.status} ${text}`);
    return JSON.parse(text) as unknown;
  }
  return {
    ...server,
    call,
    send: (from, to, body) => call('send_message', { type: 'chat', from, to, subject: '', body }),
  };
}

/** YAML's subset JSON: ejabberd reads the one as well as the other. */
const configuration = ({ folder, address, hosts, dialbackHosts }: EjabberdSettings) => ({
  hosts: Object.keys(hosts),
  loglevel: 'debug',
  certfiles: [`${folder}/certs/*.pem`],
  ca_file: `${folder}/root.pem`,
  s2s_use_starttls: 'required',
  s2s_max_retry_delay: 1,
  outgoing_s2s_families: ['ipv4'],
  acl: { loopback: { ip: ['127.0.0.0/8'] } },
  api_permissions: { lab: { from: ['mod_http_api'], who: { acl: 'loopback' }, what: '*' } },
  listen: [
    { port: 5269, ip: address, module: 'ejabberd_s2s_in' },
    { port: apiPort, ip: address, module: 'ejabberd_http', request_handlers: { '/api': 'mod_http_api' } },
  ],
  modules: { mod_admin_extra: {}, mod_http_api: {}, mod_offline: {}, mod_ping: {} },
  append_host_config: Object.fromEntries(
    dialbackHosts.map((host) => [host, { modules: { mod_s2s_dialback: {} } }]),
  ),
});
