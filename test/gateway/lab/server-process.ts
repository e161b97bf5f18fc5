import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server that runs until it is stopped, with everything it has printed. */
export interface ServerProcess {
  log(): string;
  /** Waits until the log has this text, behind its first `since` characters. */
  logged(text: string, since?: number): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where it listens as soon as it is ready. */
  readonly ready: { readonly host: string; readonly port: number };
}

const patience = 60_000;

/** Runs a program until it ends or our end of its standard input is closed, as it is when we are killed. */
const supervised =
  'exec 3<&0; "$@" </dev/null & pid=$!; (cat <&3 >/dev/null; kill -9 $pid 2>/dev/null) & wait $pid';

/** Starts a server and waits until it takes connections. It never outlives the process of the tests. */
export async function startServer(command: ServerCommand): Promise<ServerProcess> {
  const { program, args, folder, env, ready } = command;
  const child = spawn('sh', ['-c', supervised, 'sh', program, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let log = '';
  const note = (data: Buffer) => void (log += data.toString());
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const ended = once(child, 'exit');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(20)) {
      if (await isSo()) return;
      if (hasEnded()) break;
    }
    throw new Error(`${program}: ${what}; it printed:\n${log.slice(-6000)}`);
  }

  const server: ServerProcess = {
    log: () => log,
    logged: (text, since = 0) => until(`nothing like ${text}`, async () => log.includes(text, since)),
    async stop() {
      // Nothing of it is kept, so it need not say goodbye.
      child.stdin.destroy();
      if (!hasEnded()) await ended;
    },
  };
  try {
    await until('not ready', () => takesConnections(ready));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

function takesConnections({ host, port }: ServerCommand['ready']): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const answer = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
