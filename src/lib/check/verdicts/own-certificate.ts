import { isInstalled } from '../../deployment/installed.ts';
import {
  rsaBitsMade,
  releaseFacts,
  hasClientStore,
  holdsFor,
  subjectOidsAllowed,
} from '../../product/release.ts';
import type { Requirement } from '../../findings/requirements.ts';
import { isServerEkuUploadOn } from '../../plan/client-usage.ts';
import { isClientStoreCopied, type PeerPlan, type RequestPlan } from '../../plan/plan.ts';
import { asksForClientAuth, ownClientLine } from '../../plan/usage-advice.ts';
import type { PeerCertificateFacts } from '../../rules/cert/facts.ts';
import { bestPath } from '../../rules/chain/facts.ts';
import { refusedForm } from '../../rules/profile/facts.ts';
import { sameName } from '../../x509/name.ts';
import type { PublicKey } from '../../x509/public-key.ts';
import { askAboutRevocation } from '../open-questions.ts';
import { ask, holds, itemOf, ownFaultOf, replaceFirst, type LookAtCertificate, type Row } from './row.ts';
import type { JudgedCertificate } from '../expressway-certificates.ts';

const issueWithUsages = 'have it issued again with the extended key usages of the request';
/** A request that does not ask for clientAuth would come back as it is. */
function issueAsClient(request: RequestPlan, plan: PeerPlan): string {
  const { cluster, role, release, issuedBy } = request;
  if (asksForClientAuth(request)) return issueWithUsages;
  const own = `give the client store a certificate of its own: write  ${ownClientLine(issuedBy)}  under clusters: ${cluster} in the deployment file, and have that one issued`;
  if (role === 'E' && isClientStoreCopied(plan)) {
    return `ask the partners whether they take the copy, which has no clientAuth; where they do not, ${own}`;
  }
  return hasClientStore(release)
    ? own
    : `ask for clientAuth too, where the CA issues it, or upgrade to ${releaseFacts.separateClientStore.from}, which has a client certificate of its own`;
}

const giveCas = 'give root and intermediates of its CA, best as the trusted CA list of the cluster';

/** The last second of notAfter still counts. */
const lastSecond = 1000;

const inDate: LookAtCertificate = (row, judged) => {
  const { notBefore, notAfter } = judged.facts.issued.certificate;
  const isValid = notBefore <= row.standing.at && row.standing.at < notAfter + lastSecond;
  return isValid
    ? holds('its dates include the day of the check', itemOf(judged))
    : ask(row, {
        kind: 'certificate',
        what: 'certificate in date',
        why: 'it is not valid on the day of the check',
      });
};

const caSigned: LookAtCertificate = (row, judged) => {
  const { isSelfSigned, isTemporary, certificate } = judged.facts.issued;
  return isSelfSigned === false && !isTemporary && !sameName(certificate.subject, certificate.issuer)
    ? holds('its issuer is another certificate', itemOf(judged))
    : ask(row, {
        kind: 'self-signature',
        what: 'whether it is self-signed',
        why: 'its issuer is called as it is, and its own key did not sign it as far as can be told here',
        answer: ['have the request of this peer signed by a CA'],
      });
};

const keyAccepted: LookAtCertificate = (row, judged) => {
  const { certificate, signatureAlgorithm } = judged.facts.issued;
  const isAccepted =
    isAcceptedKey(certificate.publicKey, row.peer.plan.release) &&
    acceptedHashes.includes(signatureAlgorithm.hash ?? '');
  return isAccepted
    ? holds(
        'kind and size of its key and the hash of its signature are in use on Expressways',
        itemOf(judged),
      )
    : ask(row, {
        kind: 'key-kind',
        what: 'whether the Expressway takes this kind of key',
        why: 'nobody is known to use it there',
        answer: ['make a new request with an RSA key of 2048 bits'],
      });
};

const acceptedHashes: readonly string[] = ['SHA-256', 'SHA-384', 'SHA-512'];

function isAcceptedKey(key: PublicKey, release: string): boolean {
  if (key.kind === 'ec') {
    const isNamed = key.curve !== undefined && !key.explicitParameters;
    return isNamed && holdsFor(releaseFacts.ecdsaCertificates, release);
  }
  return key.kind === 'rsa' && rsaBitsMade.includes(key.bits);
}

const noWildcard: LookAtCertificate = (row, judged) => {
  const { names, commonNames } = judged.facts.issued;
  const texts = [...names.map(({ value }) => value), ...commonNames];
  return texts.every((text) => !text.includes('*'))
    ? holds('none of its names is a wildcard', itemOf(judged))
    : ask(row, {
        kind: 'names',
        what: 'names without a wildcard',
        why: 'policy.allowWildcard accepts what the product does not support',
        answer: ['have it issued again with every name written out'],
      });
};

const subjectAccepted: LookAtCertificate = (row, judged) =>
  judged.facts.issued.unnamedAttributes.every((oid) => subjectOidsAllowed.includes(oid))
    ? holds('subject and issuer have attributes with a name alone', itemOf(judged))
    : ask(row, { kind: 'subject', what: 'attributes of its subject', why: 'one is known by number only' });

/** For SIP federation IM and Presence compares it with its "TLS Peer Subject". */
const commonName: LookAtCertificate = (row, judged) => {
  const { commonNames } = judged.facts.issued;
  const { sipFederation } = row.standing.plan.deployment;
  const wanted =
    row.service === 'sipFederation' ? sipFederation?.peerSubject?.map(({ name }) => name) : undefined;
  if (commonNames.length === 0)
    return ask(row, { kind: 'subject', what: 'CN of its subject', why: 'it has none' });
  const isWanted = (name: string): boolean =>
    wanted === undefined || wanted.some((each) => each.toLowerCase() === name.toLowerCase());
  if (commonNames.some(isWanted)) return holds('its subject has a CN', itemOf(judged));
  return ask(row, {
    kind: 'subject',
    about: 'TLS peer subject',
    what: 'CN of its subject',
    why: `it is ${commonNames.join(', ')}, and IM and Presence has ${wanted?.join(', ')} as TLS peer subject`,
    answer: [
      'add the CN on IM and Presence as TLS peer subject, and say it under sipFederation: peerSubject',
    ],
  });
};

const namesWellFormed: LookAtCertificate = (row, judged) => {
  const { names, otherNames, commonNames } = judged.facts.issued;
  const texts = [...names.flatMap(({ type, value }) => (type === 'DNS' ? [value] : [])), ...commonNames];
  const isWell =
    texts.every((text) => text.includes('*') || refusedForm(judged.facts, text) === undefined) &&
    otherNames.every(({ kind }) => kind !== 'iPAddress');
  return isWell
    ? holds('CN and names are whole host and domain names', itemOf(judged))
    : ask(row, { kind: 'names', what: 'form of its names', why: 'one is no whole name' });
};

const uploadUsage: LookAtCertificate = (row, judged) => {
  const { extendedKeyUsage: usages } = judged.facts.issued;
  return isTakenAtUpload(judged.facts, row)
    ? holds(
        usages === undefined
          ? 'it names no extended key usage'
          : `its extended key usage is ${usages.join(', ')}`,
        itemOf(judged),
      )
    : ask(row, {
        kind: 'usages',
        what: 'extended key usages at the upload',
        why: 'no text says whether the page takes them',
        answer: [issueWithUsages],
      });
};

function isTakenAtUpload({ issued, store }: PeerCertificateFacts, { peer, standing }: Row): boolean {
  const { extendedKeyUsage: usages } = issued;
  if (store === 'client') return usages === undefined || usages.includes('clientAuth');
  if (usages === undefined) return false;
  const needsServerAuthAlone =
    holdsFor(releaseFacts.separateClientStore, peer.plan.release) ||
    isServerEkuUploadOn(standing.plan, peer.plan);
  return usages.includes('serverAuth') && (needsServerAuthAlone || usages.includes('clientAuth'));
}

/** A chain that is all there and broken is mended by what the findings say. */
const wayToChain = (judged: JudgedCertificate): string => {
  if (ownFaultOf(judged) !== undefined) return replaceFirst;
  return judged.chain.toRoot?.result === 'broken' ? 'mend the chain, as its finding says' : giveCas;
};

const asked = { server: () => issueWithUsages, client: issueAsClient };
const usage =
  (purpose: 'server' | 'client'): LookAtCertificate =>
  (row, judged) => {
    const path = bestPath(judged.chain);
    if (path && path.refusedAs[purpose] === undefined)
      return holds(`it and every CA above it may be used by a TLS ${purpose}`, itemOf(judged));
    return ask(row, {
      kind: 'usages',
      about: `TLS ${purpose}`,
      what: `usages of the chain, for a TLS ${purpose}`,
      why: path ? `no usage of it names a TLS ${purpose}` : 'no good chain to a root was there to look at',
      answer: [path ? asked[purpose](judged.facts.peer ?? row.peer.plan, row.peer.plan) : wayToChain(judged)],
    });
  };

const keyHeld: LookAtCertificate = (row, judged) => {
  const holder = row.standing.keyHolder(judged);
  const { deployment } = row.standing.plan;
  const { cluster: id, peer: fqdn } = row.peer.plan;
  // What is in use is the certificate of the server store, and its copy.
  const isServers = judged.facts.store === 'server' || judged.facts.isCopy === true;
  if (isInstalled(deployment, fqdn) && isServers && holder.by !== 'key') {
    return holds(
      'as you say: it is in use, with its key',
      `${deployment.file || 'deployment'}: clusters: ${id}: peers: ${fqdn}: installed`,
    );
  }
  const { custody } = judged.facts.peer ?? row.peer.plan;
  const isOnExpressway = custody === 'expressway';
  const page = judged.facts.store === 'client' ? 'Client certificate' : 'Server certificate';
  if (isOnExpressway && row.peer.requestKeys > 1 && holder.by === 'request') {
    return ask(row, {
      kind: 'which-request',
      what: 'private key',
      why: 'several requests of this peer are here, and the Expressway has the key of its last one alone',
      answer: ['leave the older requests out'],
    });
  }
  switch (holder.by) {
    case 'key':
      return holds('the private key is here', itemOf(judged), holder.item);
    case 'request':
      return holds('a request with its key, signed by that key, is here', itemOf(judged), holder.item);
    case 'manifest':
      return holds('the manifest knows its key', itemOf(judged));
    case 'nobody':
      return ask(row, {
        kind: 'private-key',
        what: 'private key',
        why: holder.unsigned
          ? 'a request with its public key is here, and not signed by that key as far as can be told'
          : isOnExpressway
            ? 'kept on the Expressway'
            : holder.others
              ? 'no key, request or manifest given has its public key'
              : 'no key, request or manifest given',
        answer:
          ownFaultOf(judged) !== undefined
            ? [replaceFirst]
            : [
                isOnExpressway
                  ? `download the request on Maintenance > Security > ${page} of the peer and put it beside the certificate`
                  : 'give the request or the key, or the manifest that expcert wrote with them',
                ...(isServers
                  ? [
                      `or say  installed: true  for ${fqdn} in the deployment file, if the certificate is in use`,
                    ]
                  : []),
              ],
      });
  }
};

const fileAccepted: LookAtCertificate = (row, judged) => {
  const { place, encoding, armour } = judged.facts;
  // What stands alone in its file has no number there.
  const isAlone = place !== undefined && place.entry === undefined;
  const holder = row.standing.keyHolder(judged);
  const isKeyAsUploaded = holder.by !== 'key' || holder.isAsUploaded;
  if (isAlone && encoding === 'PEM' && armour?.sound && !isKeyAsUploaded) {
    return ask(row, {
      kind: 'key-file',
      what: 'the private key as the page takes it',
      why: 'it is not here in PEM that OpenSSL reads without a passphrase',
      answer: ['give the private key in a PEM file, without a passphrase'],
    });
  }
  if (isAlone && encoding === 'PEM' && armour?.sound)
    return holds('its file is PEM and holds nothing else', itemOf(judged));
  return ask(row, {
    kind: 'file',
    what: 'the file as the page takes it',
    why: place ? 'it is not a PEM file with the certificate alone' : 'the certificate came without a file',
    answer: ['give the certificate in a PEM file of its own'],
    ownWay: { what: 'write-parts' },
    ...(place && { file: place.file }),
  });
};

/** Revocation has a requirement of its own: the list of the Expressway knows nothing of it. */
const chainComplete: LookAtCertificate = (row, judged) => {
  const { chain, facts } = judged;
  if (bestPath(chain)) return holds('a good path leads to a root', itemOf(judged));
  if (facts.issued.isSelfSigned === true) return holds('it is its own root', itemOf(judged));
  return ask(row, {
    kind: 'chain',
    what: 'chain',
    why:
      chain.toRoot?.result === 'not checked'
        ? chain.toRoot.because
        : 'the CA certificates given make no whole chain',
    answer: [wayToChain(judged)],
  });
};

const notRevoked: LookAtCertificate = (row, judged) => {
  const { revocation, casOfUnknownStatus, answer } = judged.toRoot;
  const isCaRevoked = answer.result === 'broken' && answer.fault === 'revoked';
  if (revocation?.status === 'good' && casOfUnknownStatus.length === 0 && !isCaRevoked)
    return holds('a revocation list or OCSP response that is good for it does not name it', itemOf(judged));
  const [first, ...more] = askAboutRevocation(judged, row.questions);
  return first === undefined
    ? ask(row, { kind: 'revocation', what: 'revocation', why: 'it or a CA above it is revoked' })
    : { questions: [first, ...more] };
};

/** What is asked of the certificate itself. */
export const looksAtCertificate = {
  'file-accepted': fileAccepted,
  'key-held': keyHeld,
  'names-well-formed': namesWellFormed,
  'upload-usage': uploadUsage,
  'chain-complete': chainComplete,
  'in-date': inDate,
  'ca-signed': caSigned,
  'key-accepted': keyAccepted,
  'no-wildcard': noWildcard,
  'subject-accepted': subjectAccepted,
  'common-name': commonName,
  'server-usage': usage('server'),
  'client-usage': usage('client'),
  'not-revoked': notRevoked,
} as const satisfies Partial<Record<Requirement, LookAtCertificate>>;
