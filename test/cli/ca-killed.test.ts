import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCrl, readCertificate } from '../../src/lib/index.ts';
import { serialHex } from '../../src/lib/issue/index.ts';
import { expcert, program } from '../support/cli.ts';
import { corp } from '../support/corp.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';

const folder = scratchFolder();
const at = (name: string): string => join(folder, name);
const inFolder = async (call: string) => expcert(call.split(' '), { cwd: folder });
const sign = 'ca sign ca csr/expc1.example.com.csr.pem -d corp.yaml --yes';

async function must(call: string): Promise<string> {
  const { status, stdout, stderr } = await inFolder(call);
  expect(status, stderr).toBe(0);
  return stdout;
}

/** Puts the folder of the CA back as it was. */
function restore(from: string): void {
  rmSync(at('ca'), { recursive: true, force: true });
  cpSync(at(from), at('ca'), { recursive: true });
}

interface State {
  readonly issued: number;
  readonly revoked: number;
}

/** Journal, files and list say the same, however the run before ended. */
async function consistent(): Promise<State> {
  const listed = await must('ca list ca');
  const names = readdirSync(at('ca'));
  const issued = readdirSync(at('ca/issued'));
  const serials = issued.map((name) =>
    serialHex(readCertificate(readFileSync(at(`ca/issued/${name}`), 'utf8')).serialNumber),
  );
  const { revoked } = readCrl(readFileSync(at('ca/issuing.crl'), 'utf8'));
  expect(names.filter((name) => name.startsWith('.lock'))).toEqual([]);
  expect(serials.every((serial) => listed.includes(serial.slice(0, 8)))).toBe(true);
  expect(listed.match(/ {2}(valid|revoked) /g)?.length ?? 0).toBe(issued.length);
  expect(listed.match(/ {2}revoked /g)?.length ?? 0).toBe([...revoked].length);
  return { issued: issued.length, revoked: [...revoked].length };
}

beforeAll(async () => {
  writeFileSync(at('corp.yaml'), corp);
  await must('csr create -d corp.yaml --out csr');
  await must('ca init ca -d corp.yaml --key ec:p256 --no-passphrase');
  cpSync(at('ca'), at('new'), { recursive: true });
  await must(sign);
  cpSync(at('ca'), at('signed'), { recursive: true });
});

/** Runs the call under strace, which kills it at the n-th call of this kind that changes a file; was it killed? */
function killedAt(call: string, system: string, number: number): boolean {
  const journal = ['journal.jsonl', 'journal.head.new', 'issuing.crl.new'].flatMap((name) => [
    '-P',
    `ca/${name}`,
  ]);
  const { status } = runProgram('sh', [
    ...[
      '-c',
      'cd "$0" && exec "$@"',
      folder,
      'strace',
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      `trace=${system}`,
    ],
    // Node writes to much else; the other calls it makes for files alone.
    ...(system === 'write' ? journal : []),
    ...['-e', `inject=${system}:signal=KILL:when=${number}`, process.execPath, program, ...call.split(' ')],
  ]);
  return status !== 0;
}

const callOf = {
  sign: () => sign,
  revoke: () => `ca revoke ca ca/issued/${readdirSync(at('signed/issued'))[0]!} --reason superseded`,
};

describeWith('strace', 'a run that is killed', () => {
  describe.each([
    ['sign', 'new', { issued: [0, 1], revoked: [0] }, { issued: 1, revoked: 0 }],
    ['revoke', 'signed', { issued: [1], revoked: [0, 1] }, { issued: 1, revoked: 1 }],
  ] as const)('at %s', (command, from, either, done) => {
    it.each(['write', 'fchmod', 'fsync', 'rename', 'unlink'])(
      'at any %s leaves all of it or nothing',
      async (system) => {
        let number = 0;
        let isKilled: boolean;
        do {
          restore(from);
          number += 1;
          isKilled = killedAt(callOf[command](), system, number);
          const state: State = await consistent();
          expect(either.issued, `${system} ${number}`).toContain(state.issued);
          expect(either.revoked, `${system} ${number}`).toContain(state.revoked);
          if (!isKilled) expect(state).toEqual(done);
        } while (isKilled);
        expect(number).toBeGreaterThan(1);
      },
      300_000,
    );
  });
});

it("two runs at once do not get into each other's way", async () => {
  restore('new');
  const peers = ['expc1', 'expe1', 'expe2'];
  const runs = peers.map((peer) => inFolder(`ca sign ca csr/${peer}.example.com.csr.pem -d corp.yaml --yes`));
  expect((await Promise.all(runs)).map(({ status, stderr }) => [status, stderr.includes('error')])).toEqual(
    peers.map(() => [0, false]),
  );
  expect(await consistent()).toEqual({ issued: 3, revoked: 0 });
});
