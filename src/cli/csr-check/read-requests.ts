import { isDamage, thingText } from '../../lib/front.ts';
import { open, type CsrToCheck, type Opened, type Recognised, type Unrecognised } from '../../lib/index.ts';
import { findFiles, type FoundFile } from '../inputs/find-files.ts';
import type { Call } from '../program/command.ts';
import type { Problem } from '../program/command-error.ts';
import { grouped } from '../program/grouped.ts';

/** A request, and where it stands. */
export interface ReadRequest extends CsrToCheck {
  readonly place: NonNullable<CsrToCheck['place']>;
}

export interface ReadRequests {
  readonly requests: readonly ReadRequest[];
  readonly unread: readonly Problem[];
  /** Files in folders that hold no request. */
  readonly passedOver: readonly string[];
}

/** All requests in the files and folders named. */
export async function readRequests(
  names: readonly string[],
  call: Pick<Call, 'io' | 'inputs'>,
): Promise<ReadRequests> {
  const requests: ReadRequest[] = [];
  const unread: Problem[] = [];
  const passedOver: string[] = [];
  for await (const found of findFiles(names, 'request', call)) {
    if ('problem' in found) unread.push(found.problem);
    else if ('passedOver' in found) passedOver.push(found.passedOver);
    else {
      const inFile = await requestsIn(found);
      requests.push(...inFile.requests);
      unread.push(...inFile.unread);
      if (inFile.requests.length + inFile.unread.length === 0) passedOver.push(found.file);
    }
  }
  return { requests, unread, passedOver };
}

async function requestsIn({
  file,
  bytes,
  isNamed,
}: FoundFile): Promise<Pick<ReadRequests, 'requests' | 'unread'>> {
  const opened = await open([{ path: file, bytes }], { decrypt: false });
  const { recognised, unrecognised } = opened;
  const damaged = unrecognised.filter((part) => claimsToBeRequest(part) || (isNamed && isDamaged(part)));
  const byPath = grouped([...recognised, ...unrecognised], ({ path }) => path);
  const requests = [...byPath.values()].flatMap((beside) => {
    const all = beside.filter(({ kind }) => kind === 'certificate-request');
    const hasPrivateKeyBeside = beside.some(({ kind }) => kind?.endsWith('private-key') === true);
    return all.flatMap((item): ReadRequest[] =>
      'request' in item
        ? [
            {
              request: item.request,
              place: { file: item.path, ...(all.length > 1 && { entry: item.entry }) },
              ...(item.armour && { armour: item.armour }),
              hasPrivateKeyBeside,
            },
          ]
        : [],
    );
  });
  const unread = damaged.map((part) => damagedPart(part, damaged.length + requests.length > 1));
  if (isNamed && requests.length + unread.length === 0) unread.push(noRequest(file, opened));
  return { requests, unread };
}

const claimsToBeRequest = ({ kind, label }: Unrecognised): boolean =>
  kind === 'certificate-request' || (label?.endsWith('CERTIFICATE REQUEST') ?? false);

/** Of nobody knows what, but in a PEM block or behind a structure. */
const isDamaged = ({ kind }: Unrecognised): boolean => kind === undefined;

function damagedPart({ path, entry, kind, label, error }: Unrecognised, isOneOfSeveral: boolean): Problem {
  if (kind !== 'certificate-request') {
    return {
      message: `${path}: ${label ?? 'a part of it'} cannot be read`,
      details: { found: error.message, help: 'copy the file again, from its BEGIN line to its END line' },
    };
  }
  return {
    message: `${path}${isOneOfSeveral ? `, entry ${entry},` : ''} is a ${isDamage(error.code) ? 'damaged' : 'malformed'} certificate signing request`,
    details: {
      found: error.message,
      expected: 'PKCS#10 in DER (RFC 2986)',
      help: isDamage(error.code)
        ? 'copy the file again, or make a new request'
        : 'make a new request: this one was written so, and a new copy is the same',
    },
  };
}

/** cli.md 4.1 E: not what it seems. */
function noRequest(file: string, { recognised, unrecognised }: Opened): Problem {
  const items = [...recognised, ...unrecognised].sort((a, b) => a.entry - b.entry);
  const [first] = items;
  const texts = [...new Set(items.map(thingText))];
  const some = texts.length > 3 ? [...texts.slice(0, 3), `and ${texts.length - 3} more`] : texts;
  return {
    message: `${file} is not a certificate signing request`,
    details: { found: some, help: first?.kind ? helpFor[first.kind] : theOneYouSent },
  };
}

const theOneYouSent = 'the request is the file that goes to the CA: usually .csr, .csr.pem or .req';

const helpFor: Readonly<
  Record<Recognised['kind'] | NonNullable<Unrecognised['kind']>, string | readonly string[]>
> = {
  'certificate-request': theOneYouSent,
  certificate: ['this looks like the answer of the CA', theOneYouSent],
  crl: theOneYouSent,
  'private-key': ['keep this file to yourself', theOneYouSent],
  'encrypted-private-key': ['keep this file to yourself', theOneYouSent],
  'public-key': theOneYouSent,
  'key-parameters': theOneYouSent,
  pkcs7: ['this looks like the answer of the CA', theOneYouSent],
  pkcs12: ['keep this file to yourself: it holds a private key', theOneYouSent],
  'ocsp-response': theOneYouSent,
  names: 'to make a request with these names, put them into a deployment file: expcert init',
  zip: 'unpack it, and give the files or their folder',
  html: 'the browser has saved a page instead of the file: download it again',
  text: 'a request in PEM starts with the line -----BEGIN CERTIFICATE REQUEST-----',
  binary: theOneYouSent,
  empty: 'make or copy the file again',
};
