import {
  printName,
  readCertificate,
  type Certificate,
  type Decision,
  type WireAnswer,
} from '../../lib/index.ts';
import type { Looked } from './look-at-server.ts';
import { placeText, type Failure } from './problems.ts';

/** What was found out, and what the policy makes of a server whose certificate could not be looked at. */
export interface Answered extends Looked {
  readonly from: string;
  readonly isPresenting: boolean;
  /** undefined: one was looked at, or nothing is known of TLS either. */
  readonly withoutTls: Decision | undefined;
}

/** What was found out about the server, for programs. */
export function peerJson(domain: string, { seen, failures, from, isPresenting, withoutTls }: Answered) {
  const asked = {
    ...{ domain, from, presented: isPresenting },
    ...(failures.length > 0 && { failures: failures.map(failureJson) }),
  };
  if (!seen) return { ...asked, ...(withoutTls && decisionJson(withoutTls)) };
  const { place, report } = seen;
  const { peer, address, protocol, cipher, alpn, chain } = report;
  const { decision, state, names, reachesAnchor, path, recheckAt } = peer;
  return {
    ...asked,
    address,
    port: place.port,
    foundBy: place.by,
    directTls: place.isDirectTls,
    ...(seen.isStartTlsOffered !== undefined && { startTlsOffered: seen.isStartTlsOffered }),
    protocol,
    cipher,
    ...(alpn !== undefined && { alpn }),
    chain: chain.map(certificateJson),
    names: names.map(({ name, verdict }) => ({ name, verdict })),
    path: path.map(({ subject }) => printName(subject)),
    ...(reachesAnchor !== undefined && { reachesAnchor }),
    state,
    ...decisionJson(decision),
    ...(recheckAt !== undefined && { recheckAt: wholeSeconds(recheckAt) }),
  };
}

const decisionJson = ({ verdict, rule, wire, warnings }: Decision) => ({
  ...{ verdict, rule, wire: wireText(wire), warnings: [...warnings] },
});

const failureJson = ({ place, phase, code, problem }: Failure) => ({
  ...{ at: placeText(place), foundBy: place.by, phase, code, message: problem.message },
});

/** What is sent, in short: `stream error not-authorized: …`. */
export function wireText(wire: WireAnswer): string {
  switch (wire.kind) {
    case 'stream error':
      return `stream error ${wire.condition}: ${wire.text}`;
    case 'db:result':
      return `db:result ${wire.type}`;
    default:
      return wire.kind;
  }
}

function certificateJson(der: Uint8Array) {
  const certificate = readable(der);
  if (!certificate) return { bytes: der.length };
  const { subject, issuer, serialNumber, notBefore, notAfter } = certificate;
  return {
    subject: printName(subject),
    issuer: printName(issuer),
    serial: Buffer.from(serialNumber).toString('hex'),
    notBefore: wholeSeconds(notBefore),
    notAfter: wholeSeconds(notAfter),
  };
}

/** undefined: the findings say why it cannot be read. */
export function readable(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch {
    return undefined;
  }
}

export const wholeSeconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
