import { readCertificate } from '../../lib/index.ts';
import { serialHex } from '../../lib/issue/index.ts';
import type { Call } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import type { Issued, Memory } from './memory.ts';

/** A certificate of this CA, by its file or by its serial number or the beginning of it. */
export async function findIssued(
  name: string,
  { issued }: Memory,
  call: Pick<Call, 'io' | 'inputs'>,
): Promise<Issued> {
  const isFile = (await call.io.fs.status(name))?.kind === 'file';
  const serial = isFile ? await serialIn(name, call) : name.toLowerCase().replaceAll(':', '');
  const found = issued.filter((each) => each.serial.startsWith(serial));
  const [one] = found;
  if (one && found.length === 1) return one;
  throw new CommandError(
    3,
    `${name} is ${one ? 'the beginning of several serial numbers' : 'no certificate of this CA'}`,
    {
      help: 'to see them: expcert ca list DIR',
    },
  );
}

async function serialIn(file: string, { inputs }: Pick<Call, 'inputs'>): Promise<string> {
  const { bytes } = await inputs.read(file, 'certificate');
  try {
    return serialHex(readCertificate(bytes).serialNumber);
  } catch {
    throw new CommandError(3, `${file} is no certificate`);
  }
}
