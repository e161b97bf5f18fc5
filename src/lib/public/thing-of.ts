import { DecodeError } from '../errors.ts';
import { recogniseAsn1 } from '../formats/recognise.ts';
import type { Recognised, Thing } from '../formats/recognised.ts';
import { derOf, type DerInput, type Meant } from './der-of.ts';
import { alreadyRead, certificates, crls, inThing, ocspResponses, requests, type Kind } from './read.ts';
import { isObjectWith } from './settings.ts';

const kinds: readonly Kind<unknown>[] = [certificates, requests, crls, ocspResponses];
const anyKind: Meant = {
  what: 'a certificate, request, revocation list, OCSP response or thing that open() recognised',
  labels: kinds.flatMap(({ labels }) => labels),
};

const isThing = (input: unknown): input is Thing =>
  isObjectWith('kind')(input) && isObjectWith(inThing[(input as Thing).kind] ?? '')(input);

/** What open() recognised, as it is; else the one thing in any of the forms, told by its first elements. */
export function thingOf(argument: string, input: Thing | Recognised | DerInput): Thing {
  if (isThing(input)) return input;
  const der = derOf(argument, input, anyKind);
  const found = recogniseAsn1(der);
  const kind = kinds.find(({ thing }) => thing === found);
  if (!kind) {
    const what = 'neither a certificate nor a request, revocation list or OCSP response';
    throw new DecodeError('unrecognised', `${argument}: ${what}`);
  }
  const read = alreadyRead(input, kind) ?? kind.read(der);
  return { kind: kind.thing, der, [inThing[kind.thing]]: read } as unknown as Thing;
}
