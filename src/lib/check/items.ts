import type { IssuedCertificate } from '../certificate/issued-certificate.ts';
import type { Location } from '../findings/finding.ts';
import { bestPath, type ListAnswer } from '../rules/chain/facts.ts';
import { altNameText } from '../san/required.ts';
import { expresswayNotation, printGeneralName } from '../x509/general-name.ts';
import { findExtension } from '../x509/extensions.ts';
import { printName } from '../x509/name.ts';
import { publicKeyText } from '../x509/public-key.ts';
import { productsWith } from '../product/certificate-role.ts';
import type { OtherProduct } from '../product/products.ts';
import type { CheckedItem } from './report.ts';
import { itemId } from '../findings/ids.ts';
import { crlOf } from './decoded.ts';
import type { Inventory } from './inventory.ts';
import type { DomainCertificateFound, OtherSideCertificate } from './sort-certificates.ts';
import type { JudgedKey } from './keys.ts';
import type { JudgedNode } from './other-products.ts';
import type { JudgedCertificate } from './expressway-certificates.ts';

export const placed = ({ file, entry }: Location): Pick<CheckedItem, 'id' | 'file' | 'entry'> => ({
  id: itemId({ file, ...(entry !== undefined && { entry }) }),
  file,
  ...(entry !== undefined && { entry }),
});

export const moment = (time: number): string => new Date(time).toISOString().replace('.000', '');

type CertificateItem = Omit<CheckedItem, 'id' | 'file' | 'entry' | 'kind'>;

export function certificateItem(issued: IssuedCertificate): CertificateItem {
  const { certificate, extendedKeyUsage } = issued;
  const altNames = findExtension(certificate.extensions, 'subjectAltName')?.value ?? [];
  return {
    subject: printName(certificate.subject),
    ...(issued.commonNames[0] !== undefined && { commonName: issued.commonNames[0] }),
    issuer: printName(certificate.issuer),
    serial: issued.serialNumber,
    sha256: issued.fingerprint,
    notBefore: moment(certificate.notBefore),
    notAfter: moment(certificate.notAfter),
    key: publicKeyText(certificate.publicKey),
    publicKeyHash: issued.publicKeyHash,
    names: altNames.map((name) => expresswayNotation(name) ?? printGeneralName(name)),
    ...(extendedKeyUsage && { extendedKeyUsage }),
    issuedBy: issued.issuedBy.kind,
  };
}

/** Certificates of Expressways; one that several peers share is one item. */
export function peerItems(judged: readonly JudgedCertificate[]): CheckedItem[] {
  const items = new Map<string, CheckedItem>();
  for (const each of judged) {
    const known = items.get(each.item);
    const peer = each.facts.peer?.peer;
    if (!known) items.set(each.item, peerItem(each));
    else if (peer !== undefined)
      items.set(each.item, {
        ...pathThatEndsFirst(known, peerItem(each)),
        sharedWith: [...(known.sharedWith ?? []), peer],
      });
  }
  return [...items.values()];
}

/** Peers that share a certificate may read lists that lead it to different roots. */
function pathThatEndsFirst(known: CheckedItem, other: CheckedItem): CheckedItem {
  const [a, b] = [known.chainEnds, other.chainEnds];
  if (!b || !other.chain || (a && a.notAfter <= b.notAfter)) return known;
  return { ...known, chain: other.chain, chainEnds: b };
}

/** A certificate of an Expressway with what came out of judging it. */
function peerItem({ candidate, facts, chain }: JudgedCertificate): CheckedItem {
  const { peer, names, match } = facts;
  const path = bestPath(chain);
  return {
    ...placed(candidate.place),
    kind: 'certificate',
    ...(peer && { cluster: peer.cluster, peer: peer.peer }),
    ...(match && match.by !== 'none' && { matchedBy: match.by }),
    ...(match?.by === 'none' &&
      match.couldBe.length > 0 && { couldBe: match.couldBe.map((each) => each.peer) }),
    store: facts.store,
    ...certificateItem(candidate.issued),
    ...(facts.comparison && { keyOfRequest: facts.comparison.hasSameKey ? 'same' : 'other' }),
    ...(peer && names && { plannedNames: { present: names.present.length, planned: peer.names.length } }),
    ...(path && {
      chain: path.path,
      chainEnds: { notAfter: moment(path.ends.notAfter), subject: path.ends.subject },
    }),
    ...(chain.toRoot?.result === 'issuer missing' && {
      chainLacks: { issuer: chain.toRoot.missingIssuer, of: chain.toRoot.of },
    }),
    trustedBy: eachOnce([...(chain.ownList ? [chain.ownList] : []), ...chain.otherLists]).map(trust),
  };
}

/** A list that both sides read has one answer. */
const eachOnce = (answers: readonly ListAnswer[]): ListAnswer[] => [
  ...new Map(answers.map((answer) => [answer.list, answer])).values(),
];

export const verified = ({ answer }: ListAnswer): 'yes' | 'no' | 'not checked' =>
  answer.result === 'not checked' ? 'not checked' : answer.result === 'trusted' ? 'yes' : 'no';

const trust = (answer: ListAnswer) => ({ list: answer.list, answer: verified(answer) });

/** A certificate of Unified CM and its kind. */
export function nodeItem({ node: { place, issued, role, product }, lists }: JudgedNode): CheckedItem {
  const [only, ...others] = product ? [product] : role ? productsWith(role.role) : [];
  return {
    ...placed(place),
    kind: 'node-certificate',
    ...(only && others.length === 0 && { product: only }),
    ...certificateItem(issued),
    ...(role && { role: role.role }),
    ...(lists.length > 0 && { trustedBy: eachOnce(lists).map(trust) }),
  };
}

/** A certificate of a product that nobody judges. */
export const otherCertificateItem = ({ place, issued, product }: OtherSideCertificate): CheckedItem => ({
  ...placed(place),
  kind: 'other-certificate',
  product,
  ...certificateItem(issued),
});

/** In multitenant mode; no peer's server certificate. */
export const domainCertificateItem = ({ place, issued, domain }: DomainCertificateFound): CheckedItem => ({
  ...placed(place),
  kind: 'other-certificate',
  domain,
  ...certificateItem(issued),
});

export function keyItem({ facts }: JudgedKey): CheckedItem {
  return {
    ...placed(facts.place),
    kind: 'private-key',
    ...(facts.publicKeyHash !== undefined && { publicKeyHash: facts.publicKeyHash }),
    ...(facts.claim?.place && { goesWith: itemId(facts.claim.place) }),
  };
}

/** Everything that is not judged as a certificate or a key. */
export function otherItems(
  inventory: Inventory,
  productsOfRequests: ReadonlyMap<Location, OtherProduct | undefined>,
): CheckedItem[] {
  const { requests, crls, ocspResponses, ignored, ignoredFiles, placeOf } = inventory;
  const { cas, lists, repeated } = inventory.certificates;
  return [
    ...cas.map(({ place, issued }): CheckedItem => {
      return { ...placed(place), kind: 'ca-certificate', ...certificateItem(issued) };
    }),
    ...repeated.map(({ place, issued }): CheckedItem => {
      return { ...placed(place), kind: 'repeated-certificate', sha256: issued.fingerprint };
    }),
    ...lists.map(({ file, roles, entries }): CheckedItem => {
      const [of, ...alsoOf] = new Set(roles.flatMap((role) => role.of ?? []));
      return {
        id: file,
        file,
        kind: 'trust-list',
        entries: entries.length,
        ...(of !== undefined && { of }),
        ...(alsoOf.length > 0 && { alsoOf }),
      };
    }),
    ...requests.map(({ place, facts }): CheckedItem => {
      const product = productsOfRequests.get(place);
      return {
        ...placed(place),
        kind: 'certificate-request',
        ...(product && { product }),
        subject: printName(facts.request.subject),
        ...(facts.commonNames[0] !== undefined && { commonName: facts.commonNames[0] }),
        publicKeyHash: facts.publicKeyHash,
        names: [...facts.names.map(altNameText), ...facts.otherNames.map(printGeneralName)],
      };
    }),
    ...crls.map((thing): CheckedItem => {
      return { ...placed(placeOf(thing)), kind: 'crl', issuer: printName(crlOf(thing).issuer) };
    }),
    ...ocspResponses.map((thing): CheckedItem => ({ ...placed(placeOf(thing)), kind: 'ocsp-response' })),
    ...ignored.map((thing): CheckedItem => ({ ...placed(placeOf(thing)), kind: 'ignored' })),
    ...ignoredFiles.map((file): CheckedItem => ({ ...placed({ file }), kind: 'ignored' })),
  ];
}
