import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RevocationStatus } from '../../src/lib/revocation/status.ts';

/** A name as the suites write it. */
export interface VectorName {
  readonly kind: 'DNS' | 'IP' | 'RFC822' | 'XMPP' | 'SRV';
  readonly value: string;
}

export interface VectorPolicy {
  readonly initial_policy_set: readonly string[];
  readonly initial_explicit_policy: boolean;
  readonly initial_policy_mapping_inhibit: boolean;
  readonly initial_inhibit_any_policy: boolean;
  readonly expected_user_constrained_policy_set?: readonly string[];
}

/** One case of a suite, as the README beside the suites describes it. */
export interface VectorCase {
  readonly id: string;
  readonly suite: string;
  readonly needs: readonly string[];
  readonly validation_kind: 'SERVER' | 'CLIENT' | 'ANY';
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  readonly crls: readonly string[];
  readonly revocation: 'none' | 'crl' | 'crl-leaf';
  readonly validation_time: string;
  readonly expected_peer_name: VectorName | null;
  readonly expected_peer_names: readonly VectorName[];
  readonly extended_key_usage: readonly string[];
  readonly key_usage: readonly string[];
  readonly signature_algorithms: readonly string[];
  readonly max_chain_depth: number | null;
  readonly policy: VectorPolicy | null;
  readonly profile: 'rfc5280' | 'webpki';
  readonly expected: 'SUCCESS' | 'FAILURE';
  /** Sections 4 and 5 of RFC 5280 are judged too; absent: of TLS peers. */
  readonly conformance?: boolean;
  readonly minimum_rsa_bits?: number;
  readonly allow_sha1?: boolean;
  readonly strict_serials?: boolean;
  readonly leading_dot?: 'reject' | 'subdomains';
  /** DER, base64. */
  readonly ocsp?: readonly string[];
  /** Hex. */
  readonly ocsp_nonce?: string | null;
  /** Milliseconds, as the next. */
  readonly ocsp_tolerance?: number;
  readonly ocsp_maximum_age?: number;
  /** Of the leaf. */
  readonly expected_status?: RevocationStatus['status'] | null;
  /** A wrong verdict is a warning. */
  readonly soft: boolean;
}

export interface VectorSuite {
  readonly suite: string;
  readonly cases: readonly VectorCase[];
}

/** All suites of a folder, by file name. Other files than `*.json` are not looked at. */
export function loadSuites(folder: string): VectorSuite[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as VectorSuite);
}
