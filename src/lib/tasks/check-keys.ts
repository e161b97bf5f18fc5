import { keyIdentity } from '../csr/same-key.ts';
import type { Finding, Location } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import type { KeyFacts } from '../rules/key/facts.ts';
import { keyRules } from '../rules/key/index.ts';
import { publicKeyHash } from '../x509/fingerprint.ts';
import { printName } from '../x509/name.ts';
import type { FileToCheck, CheckOptions } from './check-options.ts';
import type { Inventory, ThingOf } from './check-inventory.ts';
import type { PeerCandidate } from '../inventory/sort-certificates.ts';

export interface JudgedKey {
  readonly facts: KeyFacts;
  readonly findings: readonly Finding[];
}

/** Whose key is whose: certificates, requests and the manifest by public key. */
export class KeyOwners {
  readonly #names = new Map<string, string>();
  readonly #manifest: ReadonlyMap<string, string>;

  constructor({ certificates, requests }: Inventory, { manifest = [] }: CheckOptions) {
    for (const { issued, match } of certificates.peers) {
      const name = match && 'peer' in match ? match.peer.peer : printName(issued.certificate.subject);
      this.#add(keyIdentity(issued.certificate.publicKey), name);
    }
    for (const { issued } of certificates.nodes) {
      this.#add(keyIdentity(issued.certificate.publicKey), printName(issued.certificate.subject));
    }
    for (const { thing, place } of requests) {
      this.#add(keyIdentity(thing.request.publicKey), `the request ${place.file}`);
    }
    this.#manifest = new Map(manifest.map((owner) => [owner.publicKeyHash, owner.peer]));
  }

  #add(key: string, name: string): void {
    if (!this.#names.has(key)) this.#names.set(key, name);
  }

  of(identity: string, hash: string): string | undefined {
    return this.#names.get(identity) ?? this.#manifest.get(hash);
  }
}

/** Judges every private key, those included that cannot be opened. */
export async function judgeKeys(inventory: Inventory, options: CheckOptions): Promise<JudgedKey[]> {
  const owners = new KeyOwners(inventory, options);
  const files = new Map(inventory.files.map((file) => [file.path, file]));
  const claims = new Claims(inventory, options);
  const judged: JudgedKey[] = [];
  for (const thing of inventory.keys) {
    const { publicKey, encryption } = thing.privateKey;
    const identity = publicKey && keyIdentity(publicKey);
    const hash = publicKey && (await publicKeyHash(publicKey.der, options.crypto));
    const facts: KeyFacts = {
      ...aboutFile(thing, inventory, files),
      publicKeyHash: hash,
      encryption: thing.container ? undefined : encryption,
      claim: identity === undefined ? undefined : claims.of(thing, identity),
      owner: identity === undefined || hash === undefined ? undefined : owners.of(identity, hash),
    };
    judged.push({ facts, findings: run(keyRules, facts) });
  }
  for (const part of inventory.lockedKeys) {
    const facts: KeyFacts = {
      ...aboutFile(part, inventory, files),
      publicKeyHash: undefined,
      encryption: 'its passphrase was not given',
      claim: undefined,
      owner: undefined,
    };
    judged.push({ facts, findings: run(keyRules, facts) });
  }
  return judged;
}

interface PlacedKey {
  readonly path: string;
  readonly entry: number;
  readonly line?: number;
  readonly label?: string;
}

function aboutFile(
  thing: PlacedKey,
  { placeOf }: Inventory,
  files: ReadonlyMap<string, FileToCheck>,
): Pick<KeyFacts, 'subject' | 'place' | 'endsInNewline' | 'isReadableByOthers'> {
  const file = files.get(thing.path);
  return {
    subject: { file: thing.path },
    place: placeOf(thing),
    endsInNewline: file && thing.label !== undefined ? file.bytes.at(-1) === 0x0a : undefined,
    isReadableByOthers: file?.isReadableByOthers,
  };
}

/** What each key is said to belong to: by its file, by the file's name, or by the caller. */
class Claims {
  readonly #byFile = new Map<string, PeerCandidate[]>();
  readonly #byPeer = new Map<string, PeerCandidate[]>();
  readonly #keysAtHand: ReadonlySet<string>;
  readonly #given: readonly PeerCandidate[];

  constructor({ certificates, keys }: Inventory, { belongTogether }: CheckOptions) {
    for (const candidate of certificates.peers) {
      add(this.#byFile, candidate.thing.path, candidate);
      const { match } = candidate;
      if (match && 'peer' in match) add(this.#byPeer, match.peer.peer.toLowerCase(), candidate);
    }
    const publicKeys = keys.flatMap(({ privateKey }) => (privateKey.publicKey ? [privateKey.publicKey] : []));
    this.#keysAtHand = new Set(publicKeys.map(keyIdentity));
    this.#given = belongTogether ? certificates.peers : [];
  }

  of(thing: ThingOf<'private-key'>, identity: string): KeyFacts['claim'] {
    const beside = this.#byFile.get(thing.path) ?? [];
    if (beside.length > 0) return claim(beside, identity);
    if (this.#given.length > 0) return claim(this.#given, identity);
    // A certificate whose own key is at hand needs no other: this one is then left over from before.
    const named = (this.#byPeer.get(peerInName(thing.path)) ?? []).filter(
      ({ issued }) => !this.#keysAtHand.has(keyIdentity(issued.certificate.publicKey)),
    );
    return named.length > 0 ? claim(named, identity) : undefined;
  }
}

function claim(candidates: readonly PeerCandidate[], identity: string): NonNullable<KeyFacts['claim']> {
  const fitting = candidates.find(({ issued }) => keyIdentity(issued.certificate.publicKey) === identity);
  const { place, issued } = fitting ?? candidates[0]!;
  const others = candidates.length === 1 || fitting ? '' : ` or any of the ${candidates.length - 1} others`;
  return {
    of: `${textOf(place)} (${printName(issued.certificate.subject)})${others}`,
    place,
    isTrue: fitting !== undefined,
  };
}

const textOf = ({ file, entry }: Location): string =>
  entry === undefined ? file : `${file}, entry ${entry}`;

/** `keys/expe1.example.com.key.pem` is called after expe1.example.com, as `csr create` does. */
function peerInName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/(\.(key|pem|privkey|private|der|p8))+$/i, '').toLowerCase();
}

function add(map: Map<string, PeerCandidate[]>, key: string, candidate: PeerCandidate): void {
  const known = map.get(key);
  if (known) known.push(candidate);
  else map.set(key, [candidate]);
}
