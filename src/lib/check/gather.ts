import { toBase64, toHex } from '../bytes.ts';
import { open, type OpenOptions } from '../formats/open.ts';
import type { Place, Recognised, Unrecognised } from '../formats/recognised.ts';
import { fingerprintText, publicKeyHashText, webCryptoSha256, type Sha256 } from '../x509/fingerprint.ts';
import { verifySignature, webCryptoVerifier, type SignatureVerifier } from '../x509/signature.ts';
import { keepDecoded } from './decoded.ts';
import type { CheckFacts, FileFacts, PlaceFacts, ThingFacts, UnreadFacts } from './facts.ts';
import { gatherSignatures } from './gather-signatures.ts';
import { inBatches } from './in-steps.ts';
import { sortedFiles } from './merge-facts.ts';
import type { CheckProgress, FileToCheck, GatherOptions } from './options.ts';

interface Context {
  readonly verifier: SignatureVerifier;
  readonly sha256: Sha256;
}

/**
 * Reads files and finds out what takes a computation: decoding, digests, what has signed itself. The result is plain data without
 * any key material, for judge(); parts of a large folder can be gathered apart and merged by mergeFacts().
 *
 * @throws TypeError where the files are not as their type says; never for what is in them
 */
export async function gather(input: Iterable<FileToCheck>, options: GatherOptions = {}): Promise<CheckFacts> {
  const { verifier = webCryptoVerifier(), sha256 = webCryptoSha256, onProgress } = options;
  const files = [...input];
  const { recognised, unrecognised } = options.opened ?? (await open(files, openOptions(options)));
  const context = { verifier, sha256 };
  const things = new Map<Recognised, ThingFacts>();
  const endings = new Map(files.map(({ path, bytes }) => [path, bytes.at(-1) === 0x0a]));
  const worked = recognised.filter((thing) => !isContainer(thing));
  for await (const batch of inBatches(worked, 'reading certificates', {
    ...(onProgress && { onProgress }),
  })) {
    const facts = await Promise.all(batch.map((thing) => thingFacts(thing, endings, context)));
    batch.forEach((thing, at) => things.set(thing, facts[at]!));
  }
  const thingsByFile = groupByFile(worked, (thing) => things.get(thing)!);
  const unreadByFile = groupByFile(unrecognised, unreadFacts);
  const gathered: FileFacts[] = [];
  for (const { path, bytes, isReadableByOthers } of files) {
    gathered.push({
      path,
      // As sha256sum prints it.
      sha256: toHex(await sha256(bytes)),
      ...(isReadableByOthers !== undefined && { isReadableByOthers }),
      things: thingsByFile.get(path) ?? [],
      unread: unreadByFile.get(path) ?? [],
    });
  }
  return {
    factsVersion: '1.0',
    files: sortedFiles(gathered),
    signatures: await gatherSignatures([...things.values()], verifier),
  };
}

function openOptions({ passphrases, limits, onProgress }: GatherOptions): OpenOptions {
  return {
    ...(passphrases && { passphrases }),
    ...(limits && { limits }),
    ...(onProgress && { onProgress: (progress: CheckProgress) => onProgress(progress) }),
  };
}

const isContainer = ({ kind }: Recognised): boolean => kind === 'pkcs7' || kind === 'pkcs12';

/** `a.zip!/b/c.pem` is in `a.zip`. */
const fileOf = (path: string): string => {
  const end = path.indexOf('!/');
  return end < 0 ? path : path.slice(0, end);
};

function groupByFile<Found extends { readonly path: string }, Facts>(
  found: readonly Found[],
  factsOf: (found: Found) => Facts,
): Map<string, Facts[]> {
  const groups = new Map<string, Facts[]>();
  for (const each of found) {
    const file = fileOf(each.path);
    const group = groups.get(file);
    if (group) group.push(factsOf(each));
    else groups.set(file, [factsOf(each)]);
  }
  return groups;
}

function placeFacts(place: Omit<Place, 'encoding'>): Omit<PlaceFacts, 'encoding'> {
  const { path, entry, line, label, comment, container, friendlyName, armour } = place;
  return {
    path,
    entry,
    ...(line !== undefined && { line }),
    ...(label !== undefined && { label }),
    ...(comment !== undefined && { comment }),
    ...(container !== undefined && { container }),
    ...(friendlyName !== undefined && { friendlyName }),
    ...(armour && { armour }),
  };
}

async function thingFacts(
  thing: Recognised,
  endings: ReadonlyMap<string, boolean>,
  { verifier, sha256 }: Context,
): Promise<ThingFacts> {
  const place = { ...placeFacts(thing), encoding: thing.encoding };
  switch (thing.kind) {
    case 'certificate': {
      const { certificate } = thing;
      return kept(certificate, {
        ...place,
        kind: thing.kind,
        // Written out only for whoever takes the facts elsewhere.
        get der() {
          return toBase64(certificate.der);
        },
        fingerprint: fingerprintText(await sha256(certificate.der)),
        publicKeyHash: publicKeyHashText(await sha256(certificate.publicKey.der)),
      });
    }
    case 'certificate-request': {
      const { signatureAlgorithm, publicKey, certificationRequestInfo, signature } = thing.request;
      return kept(thing.request, {
        ...place,
        kind: thing.kind,
        der: toBase64(thing.der),
        publicKeyHash: publicKeyHashText(await sha256(publicKey.der)),
        signature: await verifySignature(
          ...([signatureAlgorithm, publicKey, certificationRequestInfo, signature, verifier] as const),
        ),
      });
    }
    case 'private-key': {
      const { publicKey, encryption } = thing.privateKey;
      const endsInNewline = thing.label === undefined ? undefined : endings.get(thing.path);
      return {
        ...place,
        kind: thing.kind,
        ...(publicKey && {
          publicKey: toBase64(publicKey.der),
          publicKeyHash: publicKeyHashText(await sha256(publicKey.der)),
        }),
        ...(encryption !== undefined && !thing.container && { encryption }),
        ...(endsInNewline !== undefined && { endsInNewline }),
      };
    }
    case 'crl':
      return kept(thing.crl, {
        ...place,
        kind: thing.kind,
        der: toBase64(thing.der),
        fingerprint: fingerprintText(await sha256(thing.der)),
      });
    case 'ocsp-response':
      return kept(thing.response, { ...place, kind: thing.kind, der: toBase64(thing.der) });
    default:
      return { ...place, kind: 'ignored' };
  }
}

function kept<Facts extends ThingFacts>(thing: unknown, facts: Facts): Facts {
  keepDecoded(facts, thing);
  return facts;
}

const unreadFacts = ({ kind, error, ...place }: Unrecognised): UnreadFacts => ({
  ...placeFacts(place),
  kind,
  code: error.code,
  message: error.message,
});
