import {
  absentText,
  type BrokenPath,
  type CaAtHand,
  type ChainFacts,
  type ListAnswer,
  type ListDetail,
  type PathAnswer,
  type PathFault,
} from './facts.ts';
import { whereToPutCas } from './relation-facts.ts';

/** Values that say what is wrong with a path. */
export type FaultDetail = {
  readonly because: string;
  readonly fault: PathFault;
  /** The certificate at fault. */
  readonly certificate: string;
  /** Key identifiers; empty where the fault is another. */
  readonly wantedKey: string;
  readonly foundKeys: readonly string[];
};

export function faultDetail({
  because,
  fault,
  subject,
  wantedKey = '',
  foundKeys = [],
}: BrokenPath): FaultDetail {
  return { because, fault, certificate: subject, wantedKey, foundKeys };
}

/** Is the fault the certificate's own, so that no list can mend it? */
export const isOfLeafAlone = ({ fault, position }: BrokenPath): boolean =>
  position === 0 && (isToldByCertificate(fault) || fault === 'strength');

/** Rules on the certificate tell it where it is the certificate's own. */
export const isToldByCertificate = (fault: PathFault): boolean =>
  fault === 'critical-extension' || fault === 'malformed';

/** The same fault of the same certificate, seen in another place. */
export const isSameFault = (a: PathAnswer | undefined, b: PathAnswer | undefined): boolean =>
  a?.result === 'broken' && b?.result === 'broken' && a.fault === b.fault && a.subject === b.subject;

const ofTheCa = 'Ask the CA for';
const onEveryPeer = 'Upload it to Trusted CA certificate on every peer: lists are not replicated.';

/** What mends a fault of a path, and what kind of thing it is. */
export const remedies = (
  intoTheList: string = onEveryPeer,
): Readonly<Record<PathFault, readonly string[]>> => ({
  expired: [
    `${ofTheCa} its current CA certificate, and put it in the place of the one that has ended. ${intoTheList}`,
    'Where the CA has a new key, have the certificate issued again too.',
  ],
  'not-yet-valid': [
    'Check the clock (NTP) of the Expressways and of the machine that asks.',
    `Until the CA certificate begins, use the one before it. ${intoTheList}`,
  ],
  'other-key': [
    `${ofTheCa} its certificate with the key identifier that is named here; a CA that was renewed with a new key has several of one name. ${intoTheList}`,
    'Keep the one that is there as long as certificates of its key are in use.',
  ],
  'not-a-ca': [
    `The certificate above is none of a CA: ${ofTheCa.toLowerCase()} that of the CA that really issued the certificate. ${intoTheList}`,
  ],
  'path-length': [
    'The CA hierarchy is deeper than the upper CA allows. Have the certificate issued by a CA that may issue it, or the upper CA certificate reissued with a larger path length; nothing on the Expressway mends it.',
  ],
  'name-constraints': [
    'Have the certificate issued by another CA, one that may issue for this name.',
    'Or leave the name out, where nobody needs it.',
  ],
  'critical-extension': [
    'Have the certificate that is named issued again without the critical extension, or with the extension not critical.',
  ],
  malformed: [
    'Have the certificate that is named issued again; tell the CA which part it wrote wrongly. Copying the file again changes nothing.',
  ],
  revoked: [
    'The CA has been withdrawn: have the certificate issued by its successor, and take the old CA out of the lists.',
  ],
  strength: [
    'Have the certificate that is named issued again: RSA from 2048 bits or ECDSA, signed with SHA-256 or more.',
  ],
  policy: ['Have the certificate issued by a CA whose policies allow it.'],
  other: ['Get the certificate that is named again from its CA, and put it in the place of the one here.'],
});

/** CAs of a good way that are at hand while a list has others of their names. */
export type AtHand = { readonly absent: readonly CaAtHand[] };

export const atHand = ({ absent }: ListAnswer, { toRoot }: Pick<ChainFacts, 'toRoot'>): AtHand => ({
  absent: toRoot?.result === 'trusted' ? [...absent] : [],
});

/** What mends it in the list of this reader. */
export function remedyInList(detail: ListDetail & FaultDetail & AtHand): readonly string[] {
  const { absent, fault } = detail;
  const where = whereToPutCas(detail)?.join(' ');
  const steps = remedies(where)[fault];
  if (absent.length === 0) return steps;
  return [
    where === undefined
      ? `Upload ${absentText(absent)} to Trusted CA certificate on every peer: lists are not replicated.`
      : `${where} At hand: ${absentText(absent)}.`,
    ...(fault === 'other-key' ? steps.slice(1) : []),
  ];
}
