import fc from 'fast-check';
import type { CaKind, Custody, Service } from '../../../src/lib/deployment/model.ts';
import { holdsFor, releaseFacts } from '../../../src/lib/product/release.ts';

/** One or several of each release that differs from the one before in what is asked. */
export const releases = [
  'X8.9',
  'X8.10',
  'X12.5',
  'X12.7',
  'X14.0.1',
  'X14.0.2',
  'X14.1',
  'X14.2',
  'X14.3',
  'X15.0',
  'X15.3',
  'X15.4',
  'X15.5',
] as const;

/** What a deployment is made of; everything else follows from it. */
export interface Shape {
  readonly release: (typeof releases)[number];
  /** Peers of the Expressway-C cluster. */
  readonly cores: number;
  /** Peers of each Expressway-E cluster. */
  readonly edges: readonly number[];
  readonly services: readonly Service[];
  readonly edgeCa: CaKind;
  readonly coreCustody: Custody;
  readonly edgeCustody: Custody;
  readonly keys: 'rsa' | 'mixed';
  readonly commonName: 'cluster' | 'peer';
  /** What was exported of Unified CM. */
  readonly unifiedCm: 'signed' | 'self-signed' | 'everything';
  readonly hasImp: boolean;
  readonly hasUnity: boolean;
  readonly hasMeetingServer: boolean;
  readonly hasRevocationLists: boolean;
}

const ownKeys = { coreCustody: 'tool', edgeCustody: 'tool' } as const;
const custody = fc.constantFrom<Custody>('tool', 'expressway');

const sizes = { small: [1, 2], any: [1, 2, 6] } as const;
const edgesOf = { small: [[1], [2], [1, 2]], any: [[1], [2], [6], [1, 2], [2, 2]] } as const;

/**
 * Shapes of deployments; small ones where their size does not matter.
 *
 * Group chat goes with federation; no release before X14.3 has ECDSA; where there are two stores, the request for the
 * client's is not planned yet, so that its key is at hand.
 */
const shapesOf = (size: keyof typeof sizes): fc.Arbitrary<Shape> =>
  fc
    .record<Shape>({
      release: fc.constantFrom(...releases),
      cores: fc.constantFrom<number>(...sizes[size]),
      edges: fc.constantFrom<readonly number[]>(...edgesOf[size]),
      services: fc.subarray<Service>(['mra', 'xmppFederation', 'groupChatTls', 'jabberGuest', 'b2b'], {
        minLength: 1,
      }),
      edgeCa: fc.constantFrom<CaKind>('private', 'public'),
      coreCustody: custody,
      edgeCustody: custody,
      keys: fc.constantFrom('rsa', 'mixed'),
      commonName: fc.constantFrom('cluster', 'peer'),
      unifiedCm: fc.constantFrom('signed', 'self-signed', 'everything'),
      hasImp: fc.boolean(),
      hasUnity: fc.boolean(),
      hasMeetingServer: fc.boolean(),
      hasRevocationLists: fc.boolean(),
    })
    .map((shape) => ({
      ...shape,
      services:
        shape.services.includes('groupChatTls') && !shape.services.includes('xmppFederation')
          ? [...shape.services, 'xmppFederation']
          : shape.services,
      ...(holdsFor(releaseFacts.separateClientStore, shape.release) && ownKeys),
      keys: holdsFor(releaseFacts.ecdsaCertificates, shape.release) ? shape.keys : 'rsa',
    }));

export const shapes = shapesOf('any');
export const smallShapes = shapesOf('small');
