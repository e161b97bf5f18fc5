import { services, type Role, type Service } from '../deployment/model.ts';
import type { Finding } from '../findings/finding.ts';

/** What an administrator asks about a certificate: can it be uploaded, and will each service work with it? */
export const verdictServices = ['upload', ...services] as const;
export type VerdictService = (typeof verdictServices)[number];

/** Words for services in results; `b2b` is SIP federation and business-to-business calls. */
export type Verdict = 'yes' | 'no' | 'not known';

export type ServiceVerdict = {
  readonly service: VerdictService;
  readonly peer: string;
  readonly cluster: string;
  readonly verdict: Verdict;
  /** Codes of the findings it rests on; empty for `yes`. */
  readonly because: readonly string[];
  /** Questions left open that it hangs on; empty but for `not known`. */
  readonly open: readonly string[];
  /** The service cannot work before this one does. */
  readonly waitsFor?: 'upload';
};

/** A question that was not answered, and the services whose verdict hangs on it. */
export interface OpenQuestion {
  readonly what: string;
  readonly services: readonly VerdictService[];
}

export interface PeerToJudge {
  readonly peer: string;
  readonly cluster: string;
  readonly role: Role;
  /** Those about the peer, and those about its cluster or the whole deployment. */
  readonly findings: readonly Finding[];
  readonly open: readonly OpenQuestion[];
}

/** C and E talk through the traversal zone: what brings it down ends these. */
const throughTraversal: readonly Service[] = ['mra', 'xmppFederation', 'groupChatTls', 'jabberGuest'];
const uploadAndAll: readonly VerdictService[] = verdictServices;

/** Which services a finding ends, by its code; codes that are not here end none. */
const ends: Readonly<Record<string, readonly VerdictService[]>> = {
  'chain/incomplete': ['upload'],
  'chain/broken': uploadAndAll,
  'chain/not-in-own-list': ['upload'],
  'cert/cn-not-fqdn': ['upload'],
  'cert/name-not-fqdn': ['upload'],
  'cert/client-auth-missing': ['upload'],
  'cert/key-type-release': ['upload'],
  'cert/other-request': ['upload'],
  'key/mismatch': ['upload'],
  'cert/server-auth-missing': services,
  'cert/expired': services,
  'cert/not-yet-valid': services,
  'cert/revoked': services,
  'cert/no-names': services,
  'cert/weak-key-or-hash': services,
  'cert/wildcard': services,
  'cert/key-refused': services,
  'cert/self-signed': services,
  'cert/self-signed-for-federation': services,
  'cert/temporary': throughTraversal,
  'cert/subject-oid': throughTraversal,
  'cert/client-store-refused': throughTraversal,
  'chain/untrusted': throughTraversal,
  'chain/intermediate-missing': throughTraversal,
  'chain/node-untrusted': ['mra'],
  'cert/node-expired': ['mra'],
  'cert/node-revoked': ['mra'],
  'trust/no-basic-constraints': throughTraversal,
  'cert/names-too-long': ['mra'],
  'cert/cn-missing': ['mra', 'jabberGuest'],
  'fleet/chat-aliases-differ': ['groupChatTls'],
};

/** What a finding leaves undecided. */
const leavesOpen: Readonly<Record<string, readonly VerdictService[]>> = {
  'fleet/peer-without-certificate': verdictServices,
  'cert/usage-absent': ['upload'],
  'cert/usage-any': uploadAndAll,
  'cert/client-auth-switch': ['upload'],
  'cert/not-pem': ['upload'],
  'cert/server-auth-missing': ['upload'],
  'key/no-final-newline': ['mra'],
};

/**
 * One verdict for each peer and each service in use, the upload first. `yes` rests on everything that was checked;
 * whatever was left open and matters makes it `not known`.
 */
export function judgeServices(peers: readonly PeerToJudge[], inUse: readonly Service[]): ServiceVerdict[] {
  return peers.flatMap((peer) => {
    const upload = judge(peer, 'upload');
    return [upload, ...inUse.map((service) => afterUpload(upload, judge(peer, service)))];
  });
}

function judge(
  { peer, cluster, role, findings, open }: PeerToJudge,
  service: VerdictService,
): ServiceVerdict {
  const about = { service, peer, cluster };
  const fatal = codes(findings.filter((finding) => endsService(finding, service, role)));
  if (fatal.length > 0) return { ...about, verdict: 'no', because: fatal, open: [] };
  const unclear = codes(findings.filter((finding) => leavesServiceOpen(finding, service, role)));
  const questions = open.filter(({ services }) => services.includes(service)).map(({ what }) => what);
  const isOpen = unclear.length + questions.length > 0;
  return { ...about, verdict: isOpen ? 'not known' : 'yes', because: unclear, open: questions };
}

const codes = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ code }) => code))];

/** Names say themselves what needs them. */
function endsService({ code, severity, params }: Finding, service: VerdictService, role: Role): boolean {
  if (severity !== 'error') return false;
  const { neededFor } = params;
  if (Array.isArray(neededFor)) return (neededFor as readonly unknown[]).includes(service);
  if (code === 'trust/duplicate-self-signed-cn') return behindList[role].includes(service as Service);
  return ends[code]?.includes(service) ?? false;
}

/** What no longer works on an Expressway whose trusted-CA list these findings are about. */
export const servicesLost = (findings: readonly Finding[], role: Role): Service[] =>
  services.filter((service) => findings.some((finding) => endsService(finding, service, role)));

/** Whom the Expressway no longer trusts when entries of its list hide each other: Unified CM, or IM and Presence. */
const behindList: Readonly<Record<Role, readonly Service[]>> = {
  C: ['mra'],
  E: ['xmppFederation', 'groupChatTls'],
};

/** The client store decides about an Expressway-C, which opens the connections. */
function leavesServiceOpen({ code }: Finding, service: VerdictService, role: Role): boolean {
  if (code === 'cert/client-auth-own-certificate') {
    return role === 'C' && throughTraversal.includes(service as Service);
  }
  return leavesOpen[code]?.includes(service) ?? false;
}

function afterUpload(upload: ServiceVerdict, verdict: ServiceVerdict): ServiceVerdict {
  if (upload.verdict === 'yes' || verdict.verdict === 'no') {
    return upload.verdict === 'no' ? { ...verdict, waitsFor: 'upload' } : verdict;
  }
  if (upload.verdict === 'no') {
    return { ...verdict, verdict: 'no', because: upload.because, open: [], waitsFor: 'upload' };
  }
  return {
    ...verdict,
    verdict: 'not known',
    because: [...new Set([...upload.because, ...verdict.because])],
    open: [...new Set([...upload.open, ...verdict.open])],
  };
}
