import {
  guessDeployment,
  isOfPublicCa,
  summarise,
  type Comparable,
  type StarterAnswers,
} from '../../lib/front.ts';
import { namesOf } from '../../lib/index.ts';
import { readComparables } from '../compare/read-comparables.ts';
import type { Call } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';

/** What the certificates and requests in use say of a deployment; says on stderr what was concluded from what. */
export async function answersFrom(paths: readonly string[], call: Call): Promise<StarterAnswers> {
  const { things, unread } = await readComparables(paths, call);
  if (unread.length > 0) throw new CommandError(3, unread);
  const samples: Comparable[] = [];
  for (const item of things) {
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

function sampleOf(item: Comparable) {
  const { subject, extensions } = item.kind === 'certificate' ? item.certificate : item.request;
  const usages = extensions.find(({ name }) => name === 'extKeyUsage')?.value as
    readonly string[] | undefined;
  const commonNames = subject.rdns.flat().filter(({ type }) => type === commonName);
  return {
    names: namesOf(item).map(({ type, value }) => ({ type, value })),
    commonNames: commonNames.map(({ value }) => value),
    ...(item.kind === 'certificate' && {
      ca: isOfPublicCa(item.certificate) ? ('public' as const) : ('private' as const),
    }),
    ...(usages && {
      extendedKeyUsage: extendedKeyUsages.filter((usage) => usages.includes(purposes[usage])),
    }),
  };
}

/** RFC 5280 4.2.1.12. */
const purposes = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;
const extendedKeyUsages = ['serverAuth', 'clientAuth'] as const;

/** id-at-commonName (X.520). */
const commonName = '2.5.4.3';
