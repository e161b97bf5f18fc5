import { elementLength } from '../asn1/ber.ts';
import { DecodeError } from '../errors.ts';
import { readPem, type PemBlock } from '../formats/pem.ts';
import { decodeText } from '../formats/text.ts';
import { classOf, wrong } from './argument.ts';

/** Bytes as callers hold them: Uint8Array, Buffer, DataView, ArrayBuffer, of any realm. */
export type AnyBuffer = ArrayBufferView | ArrayBufferLike;

/**
 * A certificate, request, revocation list or OCSP response in whatever form a caller holds it: PEM text, DER or PEM in
 * any buffer, what this library has read (`der`), and the objects of node:crypto (`raw`), @peculiar/x509 (`rawData`),
 * pkijs (`toSchema()`) and asn1js (`toBER()`). No package is loaded for it: what counts is the shape.
 */
export type DerInput =
  | string
  | AnyBuffer
  | { readonly der: AnyBuffer }
  | { readonly raw: AnyBuffer }
  | { readonly rawData: AnyBuffer }
  | { toBER(): AnyBuffer }
  | { toSchema(): { toBER(): AnyBuffer } };

/** What is meant, and how PEM calls it. */
export interface Meant {
  /** `a certificate` */
  readonly what: string;
  readonly labels: readonly string[];
}

const forms =
  'PEM text, DER or PEM in a buffer, or an object of node:crypto, @peculiar/x509, pkijs or asn1js';

/** The one thing that is meant, in DER. A PEM text may hold others of other kinds beside it. */
export function derOf(argument: string, input: DerInput, meant: Meant): Uint8Array {
  const all = dersOf(argument, input, meant);
  if (all.length === 1) return all[0]!;
  const [label] = meant.labels;
  throw new DecodeError('several', `${argument}: ${all.length} PEM blocks ${label}, where one is meant`);
}

/** The same where several may be meant: at least one. */
export function dersOf(argument: string, input: DerInput, meant: Meant): Uint8Array[] {
  if (typeof input === 'string') return blocksOf(argument, input, meant);
  const bytes = bytesOf(input) ?? bytesIn(input);
  if (!bytes) throw wrong(argument, `${meant.what} (${forms})`, input);
  // DER of all that is meant begins with SEQUENCE, and PEM does not.
  const text = bytes[0] === 0x30 ? undefined : decodeText(bytes);
  return text?.includes('-----BEGIN ') ? blocksOf(argument, text, meant) : [bytes];
}

/** The bytes of a buffer; a copy where other threads could change them. */
export function bytesOf(input: unknown): Uint8Array | undefined {
  if (input instanceof Uint8Array && input.buffer instanceof ArrayBuffer) return input;
  if (typeof input !== 'object' || input === null) return undefined;
  const view = ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : /^(Shared)?ArrayBuffer$/.test(classOf(input))
      ? new Uint8Array(input as ArrayBufferLike)
      : undefined;
  return view && classOf(view.buffer) === 'SharedArrayBuffer' ? view.slice() : view;
}

/** What an object says its bytes are. Each property is read once: some are getters that encode. */
export function bytesIn(input: unknown): Uint8Array | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const { der, rawData, raw, toBER, toSchema } = input as Readonly<Record<string, unknown>>;
  const given = der ?? rawData ?? raw;
  if (given !== undefined) return bytesOf(given);
  if (typeof toBER === 'function') return bytesOf(toBER.call(input));
  return typeof toSchema === 'function' ? bytesIn(toSchema.call(input)) : undefined;
}

function blocksOf(argument: string, text: string, { labels }: Meant): Uint8Array[] {
  const isMeant = ({ label }: { readonly label: string }): boolean => labels.includes(label);
  const { blocks, problems } = readPem(text);
  const damaged = problems.find(isMeant);
  if (damaged) throw damaged.error;
  const meant = blocks.filter(isMeant);
  if (meant.length > 0) return meant.map(contentOf);
  const there = [...new Set([...blocks, ...problems].map(({ label }) => label))].join(', ');
  throw new DecodeError(
    'invalid-pem',
    `${argument}: no PEM block ${labels[0]} in the text${there ? `, only ${there}` : ''}`,
  );
}

/** OpenSSL puts its own notes on trust behind a TRUSTED CERTIFICATE. */
const contentOf = ({ label, bytes }: PemBlock): Uint8Array =>
  label === 'TRUSTED CERTIFICATE' ? bytes.subarray(0, elementLength(bytes)) : bytes;
