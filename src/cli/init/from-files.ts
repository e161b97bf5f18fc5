import {
  guessDeployment,
  namesOf,
  open,
  summarise,
  type Recognised,
  type StarterAnswers,
} from '../../lib/index.ts';
import { readFiles } from '../check/read-files.ts';
import type { Call } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { count } from '../exit-code.ts';

type Sampled = Extract<Recognised, { kind: 'certificate' | 'certificate-request' }>;

/** What the certificates and requests in use say of a deployment; says on stderr what was concluded from what. */
export async function answersFrom(paths: readonly string[], call: Call): Promise<StarterAnswers> {
  const { files, unread } = await readFiles(paths, 'certificate or request', call);
  if (unread.length > 0) throw new CommandError(3, unread);
  const { recognised } = await open(files, { decrypt: false, crypto: call.io.crypto });
  const samples: Sampled[] = [];
  for (const item of recognised) {
    if (item.kind !== 'certificate' && item.kind !== 'certificate-request') continue;
    const { isCa } = await summarise(item, { crypto: call.io.crypto });
    if (!isCa) samples.push(item);
  }
  if (samples.length === 0) {
    throw new CommandError(3, `there is no server certificate and no request in ${paths.join(', ')}`, {
      help: 'what is in a file:  expcert show FILE',
    });
  }
  const { answers, reasons, leftOut } = guessDeployment(samples.map(sampleOf));
  call.terminal.say(`read  ${count(samples.length, 'certificate')} or requests from ${paths.join(', ')}`);
  for (const reason of reasons) call.terminal.say(`guess ${reason}`);
  for (const name of leftOut)
    call.terminal.warn(`${name} is left out: write it into the file as a cluster of its own`);
  return answers;
}

function sampleOf(item: Sampled) {
  const { subject } = item.kind === 'certificate' ? item.certificate : item.request;
  const commonNames = subject.rdns.flat().filter(({ type }) => type === commonName);
  return {
    names: namesOf(item).map(({ type, value }) => ({ type, value })),
    commonNames: commonNames.map(({ value }) => value),
  };
}

/** id-at-commonName (X.520). */
const commonName = '2.5.4.3';
