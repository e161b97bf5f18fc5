import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from './authority.ts';
import { dnsPort } from './dns.ts';
import { startServer, type ServerProcess } from './server-process.ts';

export interface ProsodySettings {
  readonly folder: string;
  readonly address: string;
  readonly dns: string;
  readonly rootPem: string;
  readonly hosts: Readonly<Record<string, Identity>>;
  /** s2s_secure_auth: refuse whom no certificate vouches for. */
  readonly secureAuth: boolean;
  /** Besides 5269. */
  readonly directTlsPort?: number;
  /** XEP-0288. Default: no. */
  readonly bidi?: boolean;
}

export interface Prosody extends ServerProcess {
  /** Pings a domain as one of the hosts: the shell's answer. */
  ping(from: string, to: string): Promise<string>;
  /** Sends a message as a host's user. */
  send(from: string, to: string, body: string): Promise<string>;
}

/** Writes down what reaches the hosts' users: `LAB GOT from -> to: body`. */
const labModule = `
local function got(event)
  local stanza = event.stanza;
  module:log("info", "LAB GOT %s -> %s: %s", stanza.attr.from, stanza.attr.to, stanza:get_child_text("body") or "");
  return true;
end
module:hook("message/bare", got, 100);
module:hook("message/full", got, 100);
module:hook("message/host", got, 100);
`;

/** Prosody in a folder of its own, reachable by other servers alone. */
export async function startProsody(settings: ProsodySettings): Promise<Prosody> {
  const { folder, address } = settings;
  for (const each of ['certs', 'data', 'modules']) mkdirSync(join(folder, each), { recursive: true });
  for (const [host, { chain, key }] of Object.entries(settings.hosts)) {
    writeFileSync(join(folder, 'certs', `${host}.crt`), chain);
    writeFileSync(join(folder, 'certs', `${host}.key`), key, { mode: 0o600 });
  }
  writeFileSync(join(folder, 'certs/root.pem'), settings.rootPem);
  writeFileSync(join(folder, 'modules/mod_lab.lua'), labModule);
  const file = join(folder, 'prosody.cfg.lua');
  writeFileSync(file, configuration(settings));
  const server = await startServer({
    program: 'prosody',
    args: ['-F', '--config', file],
    folder,
    ready: { host: address, port: 5269 },
  });
  const shell = (command: string) => run('prosodyctl', ['--config', file, 'shell', command], folder);
  return {
    ...server,
    ping: (from, to) => shell(`xmpp:ping("${from}", "${to}")`),
    send: (from, to, body) =>
      shell(
        `> local st = require "util.stanza"; prosody.core_post_stanza(prosody.hosts["${domainOf(from)}"],` +
          ` st.message({ from = "${from}", to = "${to}", type = "chat" }):tag("body"):text("${body}"):up())`,
      ),
  };
}

const domainOf = (jid: string): string => jid.slice(jid.indexOf('@') + 1);

const configuration = ({ folder, address, dns, hosts, secureAuth, directTlsPort, bidi }: ProsodySettings) => `
run_as_root = true
pidfile = "${folder}/prosody.pid"
data_path = "${folder}/data"
plugin_paths = { "${folder}/modules" }
certificates = "${folder}/certs"
log = { { levels = { min = "debug" }, to = "console" } }
network_backend = "epoll"
modules_enabled = { "s2s", "tls", "dialback", "saslauth", "ping", "disco", "admin_shell", "lab"${bidi ? ', "s2s_bidi"' : ''} }
modules_disabled = { "c2s" }
interfaces = { "${address}" }
s2s_ports = { 5269 }
${directTlsPort === undefined ? '' : `s2s_direct_tls_ports = { ${directTlsPort} }`}
s2s_require_encryption = true
s2s_secure_auth = ${secureAuth}
authentication = "internal_hashed"
storage = "memory"
ssl = { cafile = "${folder}/certs/root.pem", capath = "${folder}/none" }
unbound = {
  resolvconf = false, hoststxt = false,
  forward = { "${dns}@${dnsPort}" },
  options = { ["do-not-query-localhost:"] = "no" },
}
${Object.keys(hosts)
  .map((host) => `VirtualHost "${host}"`)
  .join('\n')}
`;

function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: 20_000 });
    let output = '';
    child.stdout.on('data', (data: Buffer) => void (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => void (output += data.toString()));
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}
