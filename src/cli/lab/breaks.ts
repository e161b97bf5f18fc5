import {
  certificateFileOf,
  crlOf,
  keyFileOf,
  pemOf,
  pemsOf,
  requestFileOf,
  type MadeLab,
} from './make-lab.ts';
import type { Draft, DraftCertificate } from './draft.ts';
import { buildCsr } from '../../lib/front.ts';
import { exportPrivateKey, generateKeyPair, writePem, type FindingCode } from '../../lib/index.ts';

/** One fault: what is other in the certificates before they are made, and in the files afterwards. */
export interface Break {
  /** Names of releases in which there is such a fault; absent: in all. */
  readonly from?: string;
  readonly before?: string;
  draft?(draft: Draft): void;
  files?(lab: MadeLab, draft: Draft, at: Date): Promise<void> | void;
}

type IsMeant = (each: DraftCertificate) => boolean;

const isServer: IsMeant = ({ request }) => request?.store === 'server';
const isClient: IsMeant = ({ request }) => request?.store === 'client';
const isEdge: IsMeant = (each) => isServer(each) && each.request?.role === 'E';
const isCore: IsMeant = (each) => isServer(each) && each.request?.role === 'C';
const isNode =
  (stem: RegExp): IsMeant =>
  (each) =>
    !each.request && stem.test(each.stem);
const isTomcat = isNode(/^unified-cm\/.*-tomcat$/);
const isCallManager = isNode(/^unified-cm\/.*-CallManager$/);

/** Lays something over the certificates that are meant. */
const odd =
  (isMeant: IsMeant, how: (each: DraftCertificate) => DraftCertificate['odd']) =>
  (draft: Draft): void => {
    draft.certificates = draft.certificates.map((each) =>
      isMeant(each) ? { ...each, odd: { ...each.odd, ...how(each) } } : each,
    );
  };

const first = (draft: Draft, isMeant: IsMeant): DraftCertificate => draft.certificates.find(isMeant)!;

/** Only the first that is meant. */
const oddOne =
  (isMeant: IsMeant, how: (each: DraftCertificate) => DraftCertificate['odd']) =>
  (draft: Draft): void => {
    const one = first(draft, isMeant);
    odd((each) => each === one, how)(draft);
  };

const dns = (value: string) => ({ type: 'DNS', value }) as const;
const withName =
  (value: string) =>
  ({ asked }: DraftCertificate) => ({ names: [...asked.names, dns(value)] });
const serverOnly = () => ({ extendedKeyUsage: ['serverAuth'] as const });

/** Without the names that the plan has for this reason. */
const withoutNames =
  (kind: string) =>
  ({ asked, request }: DraftCertificate) => ({
    names: asked.names.filter(
      ({ type, value }) =>
        !request?.names.some(
          (planned) =>
            planned.type === type &&
            planned.value === value &&
            planned.reasons.every((reason) => reason.kind === kind),
        ),
    ),
  });

const listOfRole = ({ plan }: Draft, role: 'C' | 'E'): string =>
  plan.deployment.clusters.find((cluster) => cluster.role === role)!.trustList!;

/** A list as it is, with more or fewer certificates in it. */
const setList = (lab: MadeLab, file: string, certificates: Parameters<typeof pemsOf>[0]): void =>
  void lab.files.set(file, pemsOf(certificates));

const known = ({ cas }: MadeLab) => [cas.root.certificate, cas.issuing.certificate];

/**
 * One fault each, by the code that tells it: those of docs/failures.md that files can show after the request.
 */
export const breaks: { readonly [Code in FindingCode]?: Break } = {
  'trust/duplicate-self-signed-cn': {
    draft: odd(
      (each) => isTomcat(each) || isCallManager(each),
      () => ({ signer: 'itself' }),
    ),
    files: (lab, draft) =>
      setList(lab, listOfRole(draft, 'C'), [
        ...known(lab),
        ...[isTomcat, isCallManager].map((is) => lab.certificates.get(first(draft, is).stem)!),
      ]),
  },
  'cert/client-auth-missing': { before: 'X15.4', draft: odd(isEdge, serverOnly) },
  'cert/client-auth-switch': { from: 'X15.4', before: 'X15.5', draft: odd(isEdge, serverOnly) },
  'cert/client-store-refused': {
    from: 'X15.5',
    draft: odd((each) => isClient(each) && each.request?.role === 'C', serverOnly),
  },
  'cert/client-auth-own-certificate': {
    from: 'X15.5',
    draft(draft) {
      odd(isServer, serverOnly)(draft);
      draft.certificates = draft.certificates.filter((each) => !isClient(each));
    },
  },
  'chain/intermediate-missing': {
    draft: odd(
      (each) => !isEdge(each),
      () => ({ signer: 'other issuing' }),
    ),
    files: (lab, draft) =>
      setList(lab, listOfRole(draft, 'C'), [lab.cas.root.certificate, lab.cas['other issuing'].certificate]),
  },
  'chain/incomplete': {
    draft: odd(isEdge, () => ({ signer: 'stranger' })),
  },
  'chain/not-in-own-list': {
    draft: odd(isEdge, () => ({ signer: 'stranger' })),
    files(lab, draft) {
      const stranger = lab.cas.stranger.certificate;
      for (const list of [listOfRole(draft, 'C'), 'trust/outside.pem'])
        setList(lab, list, [...known(lab), stranger]);
      lab.files.set('ca/other.pem', pemOf(stranger));
    },
  },
  'chain/untrusted': {
    files: (lab) => setList(lab, 'trust/unified-cm-tomcat.pem', [lab.cas.strangerRoot.certificate]),
  },
  'cert/not-pem': {
    files: (lab, draft) => {
      const one = first(draft, isEdge);
      lab.files.set(certificateFileOf(one), lab.certificates.get(one.stem)!.der);
    },
  },
  'chain/bundle': {
    files: (lab, draft) => {
      const one = first(draft, isEdge);
      lab.files.set(certificateFileOf(one), pemsOf([lab.certificates.get(one.stem)!, ...known(lab)]));
    },
  },
  'key/not-pem': {
    files: async (lab, draft) => {
      const { stem } = first(draft, isEdge);
      const { privateKey } = lab.keys.get(stem)!;
      const der = await globalThis.crypto.subtle.exportKey('pkcs8', privateKey);
      lab.files.set(keyFileOf(stem), new Uint8Array(der));
    },
  },
  'key/encrypted-for-upload': {
    files: async (lab, draft) => {
      const { stem } = first(draft, isEdge);
      const { privateKey } = lab.keys.get(stem)!;
      lab.files.set(
        keyFileOf(stem),
        await exportPrivateKey(privateKey, { passphrase: 'a fault of the lab' }),
      );
    },
  },
  'key/no-final-newline': {
    files: (lab, draft) => {
      const file = keyFileOf(first(draft, isEdge).stem);
      lab.files.set(file, (lab.files.get(file) as string).trimEnd());
    },
  },
  'key/mismatch': {
    files: (lab, draft) => {
      const [one, other] = draft.certificates.filter(isEdge);
      lab.files.set(keyFileOf(one!.stem), lab.files.get(keyFileOf((other ?? first(draft, isCore)).stem))!);
    },
  },
  'cert/name-not-fqdn': {
    draft: oddOne(isEdge, (each) => withName(each.request!.peer.split('.')[0]!)(each)),
  },
  'cert/cn-not-fqdn': {
    draft: odd(isEdge, ({ request }) => ({ commonName: request!.commonName.split('.')[0]! })),
  },
  'cert/name-missing': { draft: odd(isEdge, withoutNames('registrationDomain')) },
  'cert/name-wrong-form': {
    draft: odd(isEdge, ({ asked }) => ({
      names: asked.names.map((name) =>
        name.value.startsWith('collab-edge.') ? { type: 'SRV', value: `_${name.value}` } : name,
      ),
    })),
  },
  'chain/node-untrusted': { draft: odd(isTomcat, () => ({ signer: 'itself' })) },
  'cert/node-name-not-fqdn': {
    draft: odd(isTomcat, ({ asked }) => {
      const host = asked.commonName.split('.')[0]!;
      return { commonName: host, names: [dns(host)] };
    }),
  },
  'chain/node-twin-untrusted': {
    draft(draft) {
      const tomcat = first(draft, isTomcat);
      draft.certificates.push({
        ...tomcat,
        stem: `${tomcat.stem}-ECDSA`,
        key: { type: 'ec', curve: 'P-256' },
        odd: { signer: 'itself' },
      });
    },
  },
  'cert/subject-oid': {
    draft: oddOne(isEdge, ({ asked }) => ({
      subject: [{ type: '1.3.6.1.4.1.6449.1.2.1.5.1', value: 'x' }, ...asked.subject],
    })),
  },
  'cert/names-too-long': {
    before: 'X8.10',
    draft: odd(isEdge, ({ asked, request }) => {
      const domain = request!.peer.split('.').slice(1).join('.');
      const long = Array.from({ length: 40 }, (_, i) => dns(`a-rather-long-host-name-${i}.${domain}`));
      return { names: [...asked.names, ...long] };
    }),
  },
  'chain/broken': {
    files: async (lab, _, at) => {
      lab.files.set('ca/root.crl', await crlOf(lab.cas.root, [lab.cas.issuing.certificate], at));
    },
  },
  'cert/revoked': {
    files: async (lab, draft, at) => {
      const one = lab.certificates.get(first(draft, isEdge).stem)!;
      lab.files.set('ca/issuing.crl', await crlOf(lab.cas.issuing, [one], at));
    },
  },
  'cert/wildcard': {
    draft: oddOne(isEdge, (each) => withName(`*.${each.request!.peer.split('.').slice(1).join('.')}`)(each)),
  },
  'cert/node-wildcard': {
    draft: odd(isTomcat, (each) =>
      withName(`*.${each.asked.commonName.split('.').slice(1).join('.')}`)(each),
    ),
  },
  'fleet/chat-aliases-differ': {
    draft: odd(isEdge, ({ asked, request }) => {
      const aliases = request!.names.filter(({ reasons }) =>
        reasons.some(({ kind }) => kind === 'chatNodeAlias'),
      );
      const last = aliases.at(-1);
      return { names: asked.names.filter(({ value }) => value !== last?.value) };
    }),
  },
  'cert/self-signed-for-federation': {
    draft: odd(isEdge, () => ({ signer: 'itself' })),
  },
  'cert/node-differs-from-csr': {
    draft: odd(isTomcat, (each) => withName(`www.${each.asked.commonName}`)(each)),
    files: (lab, draft) => {
      const { stem } = first(draft, isTomcat);
      lab.files.set(`${stem}.csr.pem`, lab.requests.get(stem)!);
    },
  },
  'cert/differs-from-csr': {
    draft(draft) {
      odd(isEdge, withoutNames('registrationDomain'))(draft);
      draft.certificates = draft.certificates.map((each) =>
        isEdge(each) ? { ...each, isRequestGiven: true } : each,
      );
    },
  },
  'cert/other-request': {
    files: async (lab, draft) => {
      const { stem, key, asked } = first(draft, isEdge);
      const again = await buildCsr(asked, await generateKeyPair(key));
      lab.files.delete(requestFileOf(stem));
      lab.files.set(`issued/${stem}.csr.pem`, writePem('CERTIFICATE REQUEST', again));
    },
  },
  'cert/webex-ios-lifetime': { draft: oddOne(isEdge, () => ({ days: 700 })) },
  'cert/webex-ios-crl': { draft: oddOne(isEdge, () => ({ crlUrls: ['ldap:///CN=Lab'], days: 29 })) },
  'cert/node-client-auth-missing': { draft: odd(isCallManager, serverOnly) },
  'cert/node-not-ascii': {
    before: 'X8.2',
    draft: odd(isTomcat, () => ({ subject: [{ type: 'O', value: 'Müller AG' }] })),
  },
  'cert/cn-missing': { draft: oddOne(isEdge, () => ({ commonName: undefined })) },
};
