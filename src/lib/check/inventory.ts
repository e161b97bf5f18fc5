import { gatherIssuedCertificate } from '../certificate/issued-certificate.ts';
import { gatherRequestFacts, type RequestFacts } from '../csr/facts.ts';
import type { Deployment } from '../deployment/model.ts';
import type { Location } from '../findings/finding.ts';
import { open } from '../formats/open.ts';
import type { Recognised, Unrecognised } from '../formats/recognised.ts';
import { declaredLists, rolesOfFile } from './file-roles.ts';
import { PeerIndex } from './peer-index.ts';
import {
  sortCertificates,
  type CertificateThing,
  type FoundCertificate,
  type SortedCertificates,
} from './sort-certificates.ts';
import { planDeployment, findPeer, type Plan } from '../plan/plan.ts';
import { webCryptoVerifier, type SignatureVerifier } from '../x509/signature.ts';
import type { CheckOptions, FileToCheck } from './options.ts';
import { inBatches } from './in-steps.ts';

export type ThingOf<Kind extends Recognised['kind']> = Extract<Recognised, { kind: Kind }>;

export interface FoundRequest {
  readonly thing: ThingOf<'certificate-request'>;
  readonly facts: RequestFacts;
  readonly place: Location;
}

/** Everything that was in the files, by what it is. */
export interface Inventory {
  readonly files: readonly FileToCheck[];
  readonly plan: Plan | undefined;
  readonly index: PeerIndex | undefined;
  /** Every certificate, in the order of the files. */
  readonly found: readonly FoundCertificate[];
  readonly certificates: SortedCertificates;
  readonly requests: readonly FoundRequest[];
  readonly keys: readonly ThingOf<'private-key'>[];
  /** Keys that are encrypted and were not opened; those for which a passphrase was tried are among the unread, too. */
  readonly lockedKeys: readonly Unrecognised[];
  readonly crls: readonly ThingOf<'crl'>[];
  readonly ocspResponses: readonly ThingOf<'ocsp-response'>[];
  /** Readable, and nothing to check: public keys, parameters, lists of names. */
  readonly ignored: readonly Recognised[];
  readonly unread: readonly Unrecognised[];
  readonly placeOf: (thing: {
    readonly path: string;
    readonly entry: number;
    readonly line?: number;
  }) => Location;
  readonly verifier: SignatureVerifier;
}

/** Opens the files and sorts what is in them. Throws TypeError where `peer` is no peer of the deployment. */
export async function takeInventory(
  input: Iterable<FileToCheck>,
  deployment: Deployment | undefined,
  options: CheckOptions,
): Promise<Inventory> {
  const files = [...input];
  const { crypto = globalThis.crypto, verifier = webCryptoVerifier(crypto), peer, manifest = [] } = options;
  const plan = deployment && planDeployment(deployment);
  if (peer !== undefined && plan && !findPeer(plan, peer)) {
    throw new TypeError(`no peer of the deployment is called "${peer}"`);
  }
  const { recognised, unrecognised } = options.opened ?? (await open(files, options));
  const things = <Kind extends Recognised['kind']>(kind: Kind) =>
    recognised.filter((thing): thing is ThingOf<Kind> => thing.kind === kind);
  const placeOf = placer([...recognised.filter(({ kind }) => !kind.startsWith('pkcs')), ...unrecognised]);
  const found = await gatherAll(things('certificate'), placeOf, { ...options, crypto, verifier });
  const index = plan && new PeerIndex(plan);
  const owners = new Map(manifest.map((owner) => [owner.publicKeyHash, owner.peer]));
  const declared = deployment ? declaredLists(deployment) : [];
  return {
    files,
    plan,
    index,
    found,
    certificates: sortCertificates(found, {
      plan,
      rolesOf: (path) => {
        const given = rolesOfFile(path, options.trustLists ?? []);
        return given.length > 0 ? given : rolesOfFile(path, declared);
      },
      match: ({ names, commonNames, publicKeyHash }, path) => {
        const ownerOfKey = owners.get(publicKeyHash);
        return index?.match({
          names,
          commonNames,
          path,
          ...(peer !== undefined && { choice: peer }),
          ...(ownerOfKey !== undefined && { ownerOfKey }),
        });
      },
    }),
    requests: await gatherRequests(things('certificate-request'), placeOf, { ...options, crypto, verifier }),
    keys: things('private-key'),
    lockedKeys: unrecognised.filter(isLockedKey),
    crls: things('crl'),
    ocspResponses: things('ocsp-response'),
    ignored: recognised.filter(({ kind }) => ignoredKinds.has(kind)),
    unread: unrecognised.filter((part) => !(isLockedKey(part) && part.error.code === 'passphrase-needed')),
    placeOf,
    verifier,
  };
}

const isLockedKey = ({ kind, error }: Unrecognised): boolean =>
  kind === 'encrypted-private-key' &&
  ['passphrase-needed', 'wrong-passphrase', 'unsupported'].includes(error.code);

const ignoredKinds: ReadonlySet<string> = new Set(['public-key', 'key-parameters', 'names']);

/** The number of a thing is said where its file holds several. */
function placer(things: readonly { readonly path: string }[]): Inventory['placeOf'] {
  const counts = new Map<string, number>();
  for (const { path } of things) counts.set(path, (counts.get(path) ?? 0) + 1);
  return ({ path, entry, line }) => ({
    file: path,
    ...((counts.get(path) ?? 0) > 1 && { entry, ...(line !== undefined && { line }) }),
  });
}

type GatheringOptions = Required<Pick<CheckOptions, 'crypto' | 'verifier'>> &
  Pick<CheckOptions, 'onProgress'>;

async function gatherAll(
  things: readonly CertificateThing[],
  placeOf: Inventory['placeOf'],
  options: GatheringOptions,
): Promise<FoundCertificate[]> {
  const found: FoundCertificate[] = [];
  const gather = async (thing: CertificateThing): Promise<FoundCertificate> => ({
    thing,
    place: placeOf(thing),
    issued: await gatherIssuedCertificate(thing.certificate, options),
  });
  for await (const batch of inBatches(things, 'reading certificates', options)) {
    found.push(...(await Promise.all(batch.map(gather))));
  }
  return found;
}

async function gatherRequests(
  things: readonly ThingOf<'certificate-request'>[],
  placeOf: Inventory['placeOf'],
  options: GatheringOptions,
): Promise<FoundRequest[]> {
  const found: FoundRequest[] = [];
  const gather = async (thing: ThingOf<'certificate-request'>): Promise<FoundRequest> => ({
    thing,
    place: placeOf(thing),
    facts: await gatherRequestFacts(thing.request, options),
  });
  for await (const batch of inBatches(things, 'reading requests', options)) {
    found.push(...(await Promise.all(batch.map(gather))));
  }
  return found;
}
