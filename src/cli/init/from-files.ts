import {
  guessDeployment,
  holderOf,
  isCalledClient,
  isOfPublicCa,
  type Comparable,
  type StarterAnswers,
} from '../../lib/front.ts';
import { namesOf, printName, type Certificate } from '../../lib/index.ts';
import { readComparables } from '../compare/read-comparables.ts';
import type { Call } from '../program/command.ts';
import { fileOpener } from '../inputs/open-files.ts';
import type { PassphraseFlags } from '../inputs/passphrase.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';

/**
 * What the certificates and requests in use say of a deployment; says on stderr what was concluded from what. Without
 * those that cannot be read the rest says less, not something else.
 */
export async function answersFrom(
  paths: readonly string[],
  call: Call<readonly unknown[], PassphraseFlags>,
): Promise<{ readonly answers: StarterAnswers; readonly unread: readonly Problem[] }> {
  const { things, unread } = await readComparables(paths, fileOpener(call, call.flags), call);
  const samples = things.filter(
    (item) => item.kind === 'certificate-request' || holderOf(item.certificate) === 'server',
  );
  if (samples.length === 0) {
    if (unread.length > 0) throw new CommandError(3, unread);
    throw new CommandError(3, `there is no server certificate and no request in ${paths.join(', ')}`, {
      help: 'what is in a file:  expcert show FILE',
    });
  }
  const { answers, reasons, leftOut } = guessDeployment(samples.map(sampleOf));
  call.terminal.say(`read  ${count(samples.length, 'certificate')} or requests from ${paths.join(', ')}`);
  for (const reason of reasons) call.terminal.say(`guess ${reason}`);
  for (const name of leftOut)
    call.terminal.warn(`${name} is left out: write it into the file as a cluster of its own`);
  return { answers, unread: unread.map(leftOutOf) };
}

/** The file is written all the same. */
const leftOutOf = (problem: Problem): Problem => ({
  ...problem,
  details: { ...problem.details, note: 'what is in it is missing in the file written' },
});

function sampleOf(item: Comparable) {
  const { subject, extensions } = item.kind === 'certificate' ? item.certificate : item.request;
  const usages = extensions.find(({ name }) => name === 'extKeyUsage')?.value as
    readonly string[] | undefined;
  const commonNames = subject.rdns.flat().filter(({ type }) => type === commonName);
  return {
    names: namesOf(item).map(({ type, value }) => ({ type, value })),
    commonNames: commonNames.map(({ value }) => value),
    isCalledClient: isCalledClient(item.path),
    ...(item.kind === 'certificate' && {
      ca: isOfPublicCa(item.certificate) ? ('public' as const) : ('private' as const),
      ...issuerOf(item.certificate),
    }),
    ...(usages && {
      extendedKeyUsage: extendedKeyUsages.filter((usage) => usages.includes(purposes[usage])),
    }),
  };
}

/** The organization of the CA; one that signed itself has none. */
function issuerOf({ issuer, subject }: Certificate): { readonly issuer?: string } {
  const organizations = issuer.rdns.flat().filter(({ type }) => type === organizationName);
  const [organization] = printName(issuer) === printName(subject) ? [] : organizations;
  return organization ? { issuer: organization.value } : {};
}

/** RFC 5280 4.2.1.12. */
const purposes = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;
const extendedKeyUsages = ['serverAuth', 'clientAuth'] as const;

/** id-at-commonName (X.520). */
const commonName = '2.5.4.3';
/** id-at-organizationName. */
const organizationName = '2.5.4.10';
