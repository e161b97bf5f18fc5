import { concat } from '../../src/lib/bytes.ts';
import { parseDer, siblingLists, writeDer } from './der-tree.ts';
import type { Random } from './random.ts';

/** Octets on which decoders turn: tags, lengths, signs, brackets, line ends. */
const telling = [
  ...[0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x1e, 0x30, 0x31],
  ...[
    0x7f, 0x80, 0x81, 0x82, 0x84, 0x85, 0xa0, 0xa1, 0xa3, 0xff, 0x0d, 0x2d, 0x3a, 0x22, 0x7b, 0x5b, 0x26,
    0x2a,
  ],
];

type Change = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array;

const flipBit: Change = (bytes, random) => {
  const copy = bytes.slice();
  copy[random.below(copy.length)]! ^= 1 << random.below(8);
  return copy;
};

const setOctet: Change = (bytes, random) => {
  const copy = bytes.slice();
  copy[random.below(copy.length)] = random.pick(telling);
  return copy;
};

const cut: Change = (bytes, random) => bytes.slice(0, random.below(bytes.length));

const remove: Change = (bytes, random) => {
  const at = random.below(bytes.length);
  return concat(bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(16)));
};

const insert: Change = (bytes, random) => {
  const at = random.below(bytes.length);
  const octets = Uint8Array.from({ length: 1 + random.below(8) }, () => random.pick(telling));
  return concat(bytes.subarray(0, at), octets, bytes.subarray(at));
};

const repeat: Change = (bytes, random) => {
  const at = random.below(bytes.length);
  const part = bytes.subarray(at, at + 1 + random.below(64));
  const times = 1 + random.below(random.below(8) === 0 ? 200 : 4);
  return concat(bytes.subarray(0, at), ...new Array<Uint8Array>(times).fill(part), bytes.subarray(at));
};

/** A piece of another input. */
const splice: Change = (bytes, random, others) => {
  const other = random.pick(others);
  const from = random.below(other.length);
  const part = other.subarray(from, from + 1 + random.below(200));
  const at = random.below(bytes.length);
  return concat(bytes.subarray(0, at), part, bytes.subarray(at + random.below(part.length)));
};

/** Keeps the lengths right, so that the change is met deep inside: an element of this input, or of another. */
const changeElement: Change = (bytes, random, others) => {
  const tree = parseDer(bytes);
  if (!tree || tree.length === 0) return setOctet(bytes, random, others);
  const donor = random.below(3) === 0 ? parseDer(random.pick(others)) : undefined;
  const target = random.pick(siblingLists(tree).filter(isNotEmpty));
  const source = random.pick(siblingLists(donor?.length ? donor : tree).filter(isNotEmpty));
  const at = random.below(target.length);
  const element = structuredClone(random.pick(source));
  switch (random.below(6)) {
    case 0:
      target.splice(at, 1);
      break;
    case 1:
      target.splice(at, 0, target[at]!);
      break;
    case 2:
      target.splice(at, 0, element);
      break;
    case 3:
      target[at] = element;
      break;
    case 4:
      target[at] = { ...target[at]!, identifier: random.pick(telling) };
      break;
    default:
      changeContent(target[at]!, random, others);
  }
  return writeDer(tree);
};

const isNotEmpty = (list: readonly unknown[]): boolean => list.length > 0;

function changeContent(
  node: { content: Uint8Array; children: unknown },
  random: Random,
  others: readonly Uint8Array[],
): void {
  const change = random.pick([flipBit, setOctet, cut, insert, repeat]);
  node.content =
    node.content.length > 0 ? change(node.content, random, others) : Uint8Array.of(random.below(256));
  node.children = undefined;
}

const changes: readonly Change[] = [
  ...[flipBit, setOctet, cut, remove, insert, repeat, splice],
  ...[changeElement, changeElement, changeElement, changeElement],
];

/** No input grows beyond it, however often a part is repeated. */
const maxLength = 1 << 18;

/** One to four changes to an input. */
export function mutate(input: Uint8Array, random: Random, others: readonly Uint8Array[]): Uint8Array {
  let bytes = input;
  for (let left = 1 + random.below(1 + random.below(4)); left > 0 && bytes.length > 0; left--) {
    bytes = random.pick(changes)(bytes, random, others);
  }
  return bytes.subarray(0, maxLength);
}
