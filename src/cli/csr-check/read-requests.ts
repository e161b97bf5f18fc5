import {
  DecodeError,
  itemText,
  open,
  readCsr,
  type CsrToCheck,
  type OpenedItem,
  type UnreadablePart,
} from '../../lib/index.ts';
import type { Call } from '../command.ts';
import type { Problem } from '../command-error.ts';
import { findFiles, type FoundFile } from '../find-files.ts';

/** A request, where it stands, and which of several it is there (from 0). */
export interface ReadRequest extends CsrToCheck {
  readonly file: string;
  readonly index: number;
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
      const inFile = requestsIn(found);
      requests.push(...inFile.requests);
      unread.push(...inFile.unread);
      if (inFile.requests.length + inFile.unread.length === 0) passedOver.push(found.file);
    }
  }
  return { requests, unread, passedOver };
}

function requestsIn({ file, bytes, isNamed }: FoundFile): Pick<ReadRequests, 'requests' | 'unread'> {
  const { items, unreadable } = open(bytes);
  const candidates = items.filter(isRequest);
  const hasPrivateKeyBeside = items.some(
    ({ kind }) => kind === 'private-key' || kind === 'encrypted-private-key',
  );
  const requests: ReadRequest[] = [];
  const unread = unreadable
    .filter((part) => isNamed || claimsToBeRequest(part))
    .map((part) => damagedPart(file, part));
  for (const { der, entry } of candidates) {
    const place = { file, ...(candidates.length > 1 && { entry }) };
    try {
      requests.push({ request: readCsr(der), place, hasPrivateKeyBeside, file, index: requests.length });
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      unread.push(damagedRequest(file, candidates.length > 1 ? entry : undefined, error));
    }
  }
  if (isNamed && requests.length + unread.length === 0) unread.push(noRequest(file, items));
  return { requests, unread };
}

const isRequest = (item: OpenedItem): item is Extract<OpenedItem, { der: Uint8Array }> =>
  item.kind === 'certificate-request';

const claimsToBeRequest = ({ label }: UnreadablePart): boolean =>
  label?.endsWith('CERTIFICATE REQUEST') ?? false;

const damagedPart = (file: string, { label, error }: UnreadablePart): Problem => ({
  message: `${file}: ${label ?? 'a part of it'} cannot be read`,
  details: { found: error.message, help: 'copy the file again, from its BEGIN line to its END line' },
});

const damagedRequest = (file: string, entry: number | undefined, error: DecodeError): Problem => ({
  message: `${file}${entry === undefined ? '' : `, entry ${entry},`} is a damaged certificate signing request`,
  details: {
    found: error.message,
    expected: 'PKCS#10 in DER (RFC 2986)',
    help: 'copy the file again, or make a new request',
  },
});

/** cli.md 4.1 E: not what it seems. */
function noRequest(file: string, items: readonly OpenedItem[]): Problem {
  const [first] = items;
  const texts = [...new Set(items.map(itemText))];
  const some = texts.length > 3 ? [...texts.slice(0, 3), `and ${texts.length - 3} more`] : texts;
  return {
    message: `${file} is not a certificate signing request`,
    details: { found: some, help: first ? helpFor[first.kind] : helpFor.empty },
  };
}

const theOneYouSent = 'the request is the file that goes to the CA: usually .csr, .csr.pem or .req';

const helpFor: Readonly<Record<OpenedItem['kind'], string | readonly string[]>> = {
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
  zip: 'unpack it, and give the files or their folder',
  html: 'the browser has saved a page instead of the file: download it again',
  text: 'a request in PEM starts with the line -----BEGIN CERTIFICATE REQUEST-----',
  binary: theOneYouSent,
  empty: 'make or copy the file again',
};
