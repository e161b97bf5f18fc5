import type * as DnsNames from '../../src/lib/names/dns-name.ts';
import type * as Front from '../../src/lib/front.ts';
import type * as Index from '../../src/lib/index.ts';
import { certificates, seeds } from './seeds.ts';

/** The library under test: its public functions, what the front ends use besides, and the deployment reader's reader of names. */
export type Library = typeof Index & typeof Front & typeof DnsNames;

export interface Target {
  readonly name: string;
  /** How often, beside the others. */
  readonly weight: number;
  readonly seeds: readonly Uint8Array[];
  /** May throw DecodeError where `mayThrow`, and nothing else. */
  run(input: Uint8Array): unknown;
  readonly mayThrow: boolean;
}

const at = Date.parse('2026-11-22T12:00:00Z');
const decoder = new TextDecoder();

/** Little work, so that most of the time goes into reading. */
const openLimits = {
  iterations: 3_000,
  totalIterations: 12_000,
  scryptMemory: 4 << 20,
  unpackedBytes: 16 << 20,
  fileBytes: 16 << 20,
};

export function targetsOf(library: Library): Target[] {
  const { open, describe, describeAsn1, summarise, namesOf, pemOf, thingText } = library;
  /** Every signature holds: what lies behind it is to be reached. */
  const verifier = { verify: () => 'valid' as const };
  const [root, sub, leaf] = [certificates.root, certificates.sub, certificates.leaf].map(({ der }) =>
    library.readCertificate(der),
  );

  const touch = (thing: object): unknown =>
    JSON.stringify(
      // Getters decode on demand; none may fail.
      Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(thing) as object))
        .filter(([, { get }]) => get)
        .map(([name]) => typeof (thing as Record<string, unknown>)[name]),
    );

  const readAll = async (bytes: Uint8Array): Promise<void> => {
    const opened = await open([{ path: 'file', bytes }], { passphrases: ['secret'], limits: openLimits });
    for (const thing of opened.recognised) {
      await describe(thing);
      await summarise(thing);
      namesOf(thing);
      pemOf(thing);
      thingText(thing);
      if (thing.kind !== 'names') describeAsn1(thing);
    }
    for (const part of opened.unrecognised) {
      thingText(part);
      if (part.der) describeAsn1(part);
    }
  };

  const readPlan = (bytes: Uint8Array): void => {
    const { deployment } = library.readDeployment(bytes, { file: 'corp.yaml' });
    if (deployment) library.checkPlan(library.planDeployment(deployment), { at: new Date(at) });
  };

  const validate = (bytes: Uint8Array): unknown =>
    new library.PathValidator(
      { anchors: [root!], intermediates: [sub!], verifier },
      { at: new Date(at), profile: 'webpki', identities: [{ kind: 'dns', name: 'host.example.com' }] },
    ).validateSync(library.readCertificate(bytes));

  const checkStatus = (evidence: Index.RevocationMaterial): Promise<unknown> =>
    library.checkRevocation(leaf!, sub!, { ...evidence, verifier }, { at: new Date(at), conformance: false });

  return [
    {
      name: 'readCertificate',
      weight: 6,
      seeds: seeds.certificates,
      run: (input) => touch(library.readCertificate(input)),
      mayThrow: true,
    },
    {
      name: 'readCrl',
      weight: 2,
      seeds: seeds.crls,
      run: (input) => [...library.readCrl(input).revoked],
      mayThrow: true,
    },
    { name: 'readCsr', weight: 2, seeds: seeds.requests, run: library.readCsr, mayThrow: true },
    {
      name: 'readOcspResponse',
      weight: 2,
      seeds: seeds.responses,
      run: library.readOcspResponse,
      mayThrow: true,
    },
    { name: 'open', weight: 4, seeds: seeds.files, run: readAll, mayThrow: false },
    {
      name: 'open, DER',
      weight: 2,
      seeds: [seeds.certificates, seeds.crls, seeds.requests, seeds.responses].flat(),
      run: readAll,
      mayThrow: false,
    },
    { name: 'readDeployment', weight: 2, seeds: seeds.deployments, run: readPlan, mayThrow: false },
    {
      name: 'parseDnsName',
      weight: 2,
      seeds: seeds.names,
      run: (input) => library.parseDnsName(decoder.decode(input), { wildcard: true }),
      mayThrow: false,
    },
    { name: 'validatePath', weight: 2, seeds: seeds.certificates, run: validate, mayThrow: true },
    {
      name: 'checkRevocation, list',
      weight: 1,
      seeds: seeds.crls,
      run: (input) => checkStatus({ crls: [library.readCrl(input)] }),
      mayThrow: true,
    },
    {
      name: 'checkRevocation, OCSP',
      weight: 1,
      seeds: seeds.responses,
      run: (input) => checkStatus({ ocspResponses: [library.readOcspResponse(input)] }),
      mayThrow: true,
    },
  ];
}
