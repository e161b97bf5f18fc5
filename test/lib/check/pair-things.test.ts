import { describe, expect, it } from 'vitest';
import { makeHierarchy } from '../../../fixtures/recipes/certificates.ts';
import { buildRequest, type KeyName } from '../../../fixtures/recipes/requests.ts';
import { open } from '../../../src/lib/formats/open.ts';
import { pairThings, type Comparable } from '../../../src/lib/check/compare.ts';

type Kind = 'certificate' | 'request';
/** Whose, with which key. */
type Thing = readonly [kind: Kind, peer: string, key: KeyName];

const cluster = 'expe.example.com';

async function thing([kind, peer, key]: Thing): Promise<Comparable> {
  const names = [`DNS:${peer}.example.com`, `DNS:${cluster}`, 'DNS:chat.example.com'];
  const subject = [['commonName', cluster]] as const;
  const bytes =
    kind === 'certificate'
      ? makeHierarchy({ made: { key, names, subject } }).made.der
      : buildRequest({ key, names, subject });
  const { recognised } = await open([{ path: `${peer}-${kind}`, bytes }]);
  return recognised[0] as Comparable;
}

const [a, b, renewed] = ['rsa-2048', 'rsa-2048-d', 'rsa-2048-e'] as const;
const nameOf = ({ path }: Comparable): string => path;

describe('of two folders', () => {
  it.each<[string, readonly Thing[], readonly Thing[], readonly string[]]>([
    [
      'a certificate and not its request is the partner of a certificate with the same key',
      [['certificate', 'expe1', a]],
      [
        ['request', 'expe1', a],
        ['certificate', 'expe1', a],
      ],
      ['expe1-certificate expe1-certificate'],
    ],
    [
      'a renewed certificate with a new key comes before a request with the old one',
      [['certificate', 'expe1', a]],
      [
        ['request', 'expe1', a],
        ['certificate', 'expe1', renewed],
      ],
      ['expe1-certificate expe1-certificate'],
    ],
    [
      'requests are paired with the certificates that came of them',
      [
        ['request', 'expe1', a],
        ['request', 'expe2', b],
      ],
      [
        ['certificate', 'expe2', b],
        ['certificate', 'expe1', a],
      ],
      ['expe1-request expe1-certificate', 'expe2-request expe2-certificate'],
    ],
    [
      'requests with requests, certificates with certificates',
      [
        ['request', 'expe1', a],
        ['certificate', 'expe1', a],
      ],
      [
        ['certificate', 'expe1', a],
        ['request', 'expe1', a],
      ],
      ['expe1-request expe1-request', 'expe1-certificate expe1-certificate'],
    ],
    [
      'the certificate of the other peer of a cluster is no partner where that has its own',
      [
        ['certificate', 'expe1', a],
        ['certificate', 'expe2', b],
      ],
      [
        ['certificate', 'expe2', renewed],
        ['request', 'expe1', a],
      ],
      ['expe1-certificate expe1-request', 'expe2-certificate expe2-certificate'],
    ],
  ])('%s', async (_, before, after, expected) => {
    const { pairs } = pairThings(await Promise.all(before.map(thing)), await Promise.all(after.map(thing)));
    expect(pairs.map((pair) => pair.map(nameOf).join(' '))).toEqual(expected);
  });
});
