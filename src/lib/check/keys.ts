import { keyIdentity } from '../csr/same-key.ts';
import type { Finding, Location } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import type { KeyClaim, KeyedCertificate, KeyFacts } from '../rules/key/facts.ts';
import { keyFileRules, keyToUploadRules } from '../rules/key/index.ts';
import { requestName } from '../plan/request-name.ts';
import { printName } from '../x509/name.ts';
import { publicKeyOf, requestOf } from './decoded.ts';
import type { ThingFactsOf, UnreadFacts } from './facts.ts';
import type { Inventory } from './inventory.ts';
import type { JudgeOptions } from './options.ts';
import { isAsUploaded } from './key-holder.ts';
import { inSteps } from './in-steps.ts';
import { stemOf } from './file-stem.ts';
import type { PeerCandidate } from './sort-certificates.ts';

export interface JudgedKey {
  readonly facts: KeyFacts;
  readonly findings: readonly Finding[];
}

/** Whose key is whose: certificates, requests and the manifest by public key. */
export class KeyOwners {
  readonly #names = new Map<string, string>();
  readonly #certificates = new Map<string, KeyedCertificate[]>();
  readonly #manifest: ReadonlyMap<string, string>;

  constructor({ certificates, requests }: Inventory, { manifest = [] }: JudgeOptions) {
    for (const candidate of certificates.peers) {
      const { issued } = candidate;
      const identity = keyIdentity(issued.certificate.publicKey);
      const keyed = keyedCertificate(candidate);
      this.#add(identity, keyed?.peer ?? printName(issued.certificate.subject));
      if (keyed) this.#certificates.set(identity, [...this.certificatesOf(identity), keyed]);
    }
    for (const { issued } of certificates.nodes) {
      this.#add(keyIdentity(issued.certificate.publicKey), printName(issued.certificate.subject));
    }
    for (const { thing, place } of requests) {
      this.#add(keyIdentity(requestOf(thing).publicKey), `the request ${place.file}`);
    }
    this.#manifest = new Map(manifest.map((owner) => [owner.publicKeyHash, owner.peer]));
  }

  #add(key: string, name: string): void {
    if (!this.#names.has(key)) this.#names.set(key, name);
  }

  certificatesOf(identity: string): readonly KeyedCertificate[] {
    return this.#certificates.get(identity) ?? [];
  }

  of(identity: string, hash: string): string | undefined {
    return this.#names.get(identity) ?? this.#manifest.get(hash);
  }
}

/** Judges every private key, those included that cannot be opened. */
export async function judgeKeys(inventory: Inventory, options: JudgeOptions): Promise<JudgedKey[]> {
  if (inventory.keys.length + inventory.lockedKeys.length === 0) return [];
  const owners = new KeyOwners(inventory, options);
  const readable = new Map(inventory.files.map((file) => [file.path, file.isReadableByOthers]));
  const claims = new Claims(inventory, options);
  const toUpload = new Set(
    inventory.keys
      .filter(isAsUploaded)
      .flatMap((thing) => publicKeyOf(thing) ?? [])
      .map(keyIdentity),
  );
  const awaitedBy = peersWithoutCertificate(inventory);
  const cas = new KeysOfCas(inventory);
  const judged: JudgedKey[] = [];
  for await (const thing of inSteps(inventory.keys, 'judging keys', options)) {
    const publicKey = publicKeyOf(thing);
    const identity = publicKey && keyIdentity(publicKey);
    const { publicKeyHash, encryption, endsInNewline } = thing;
    const facts: KeyFacts = {
      ...aboutFile(thing, inventory, readable),
      publicKeyHash,
      encryption,
      encoding: thing.container || thing.encoding === 'text' ? undefined : thing.encoding,
      endsInNewline,
      hasCopyToUpload: !isAsUploaded(thing) && identity !== undefined && toUpload.has(identity),
      claim: identity === undefined ? undefined : claims.of(thing, identity),
      owner:
        identity === undefined || publicKeyHash === undefined
          ? undefined
          : owners.of(identity, publicKeyHash),
      certificates: identity === undefined ? [] : owners.certificatesOf(identity),
      awaitedBy,
    };
    judged.push({ facts, findings: findingsOf(facts, facts.claim === undefined && cas.has(identity)) });
  }
  for (const part of inventory.lockedKeys) {
    const facts: KeyFacts = {
      ...aboutFile(part, inventory, readable),
      publicKeyHash: undefined,
      encryption:
        part.code === 'passphrase-needed'
          ? 'its passphrase was not given'
          : 'it opens with no passphrase given',
      encoding: undefined,
      endsInNewline: undefined,
      hasCopyToUpload: false,
      claim: undefined,
      owner: undefined,
      certificates: [],
      awaitedBy,
    };
    judged.push({ facts, findings: findingsOf(facts, cas.isBeside(part.path)) });
  }
  return judged;
}

const findingsOf = (facts: KeyFacts, isOfCa: boolean): Finding[] => [
  ...(isOfCa ? [] : run(keyToUploadRules, facts)),
  ...run(keyFileRules, facts),
];

/**
 * Keys of CAs whose certificates are there: by the key, or by the name of its file where it cannot be opened. One that
 * lies in the place of a peer's is held against that peer all the same.
 */
class KeysOfCas {
  readonly #identities = new Set<string>();
  readonly #stems = new Set<string>();

  constructor({ certificates }: Inventory) {
    for (const { issued, thing } of certificates.cas) {
      this.#identities.add(keyIdentity(issued.certificate.publicKey));
      this.#stems.add(stemOf(thing.path));
    }
  }

  has(identity: string | undefined): boolean {
    return identity !== undefined && this.#identities.has(identity);
  }

  isBeside(path: string): boolean {
    return this.#stems.has(stemOf(path));
  }
}

function peersWithoutCertificate({ plan, certificates }: Inventory): string[] {
  const served = new Set(certificates.peers.flatMap((each) => keyedCertificate(each)?.peer ?? []));
  return (plan?.peers ?? []).map(({ peer }) => peer).filter((peer) => !served.has(peer));
}

/** Identities of the private keys that were opened. */
export const keysAtHand = ({ keys }: Inventory): ReadonlySet<string> =>
  new Set(keys.flatMap((thing) => publicKeyOf(thing) ?? []).map(keyIdentity));

/** undefined: nobody knows whose it is. */
function keyedCertificate({ match, destination }: PeerCandidate): KeyedCertificate | undefined {
  if (!match || match.by === 'none') return undefined;
  return { peer: match.peer.peer, store: destination.store };
}

const aboutFile = (
  thing: ThingFactsOf<'private-key'> | UnreadFacts,
  { placeOf }: Inventory,
  readable: ReadonlyMap<string, boolean | undefined>,
): Pick<KeyFacts, 'subject' | 'place' | 'armour' | 'isReadableByOthers'> => ({
  subject: { file: thing.path },
  place: placeOf(thing),
  armour: thing.armour,
  isReadableByOthers: readable.get(thing.path),
});

/** What each key is said to belong to: by its file, by the file's name, or by the caller. */
class Claims {
  readonly #byFile = new Map<string, Claimants>();
  readonly #byRequestName = new Map<string, Claimants>();
  readonly #byStem = new Map<string, Claimants>();
  readonly #given: Claimants | undefined;

  constructor(inventory: Inventory, { belongTogether }: JudgeOptions) {
    const atHand = keysAtHand(inventory);
    const given = new Claimants();
    for (const candidate of inventory.certificates.peers) {
      const key = keyIdentity(candidate.issued.certificate.publicKey);
      const isAtHand = atHand.has(key);
      add(this.#byFile, candidate.thing.path, candidate, key, isAtHand);
      given.add(candidate, key, isAtHand);
      if (!isAtHand) add(this.#byStem, stemOf(candidate.thing.path), candidate, key, isAtHand);
      const { match } = candidate;
      // A certificate whose own key is at hand needs no other: this one is then left over from before.
      if (match && 'peer' in match && !isAtHand) {
        const { peer } = match.peer;
        const name = requestName({ peer, store: candidate.destination.store });
        add(this.#byRequestName, name.toLowerCase(), candidate, key, isAtHand);
      }
    }
    this.#given = belongTogether && given.count > 0 ? given : undefined;
  }

  of(thing: ThingFactsOf<'private-key'>, identity: string): KeyClaim | undefined {
    const claimants =
      this.#byFile.get(thing.path) ??
      this.#given ??
      this.#byRequestName.get(requestInName(thing.path)) ??
      this.#byStem.get(stemOf(thing.path));
    return claimants?.claim(identity);
  }
}

/** Certificates of which one should have the key. */
class Claimants {
  count = 0;
  #first: PeerCandidate | undefined;
  readonly #byKey = new Map<string, PeerCandidate>();
  readonly #lacking = new Map<string, KeyedCertificate>();

  add(candidate: PeerCandidate, key: string, isAtHand: boolean): void {
    this.count += 1;
    this.#first ??= candidate;
    if (!this.#byKey.has(key)) this.#byKey.set(key, candidate);
    const keyed = isAtHand ? undefined : keyedCertificate(candidate);
    if (keyed) this.#lacking.set(`${keyed.peer} ${keyed.store}`, keyed);
  }

  claim(key: string): KeyClaim | undefined {
    const fitting = this.#byKey.get(key);
    const claimant = fitting ?? this.#first;
    if (!claimant) return undefined;
    const { place, issued } = claimant;
    const others = this.count === 1 || fitting ? '' : ` or any of the ${this.count - 1} others`;
    return {
      of: `${textOf(place)} (${printName(issued.certificate.subject)})${others}`,
      place,
      isTrue: fitting !== undefined,
      lacking: [...this.#lacking.values()],
    };
  }
}

const textOf = ({ file, entry }: Location): string =>
  entry === undefined ? file : `${file}, entry ${entry}`;

/** `keys/expe1.example.com.key.pem` is called after expe1.example.com and its server store, as `csr create` does. */
function requestInName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/(\.(key|pem|privkey|private|der|p8))+$/i, '').toLowerCase();
}

function add(
  map: Map<string, Claimants>,
  group: string,
  candidate: PeerCandidate,
  key: string,
  isAtHand: boolean,
): void {
  const known = map.get(group) ?? new Claimants();
  known.add(candidate, key, isAtHand);
  map.set(group, known);
}
