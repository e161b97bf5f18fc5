import type { RequestPlan } from '../../lib/index.ts';
import type { DeploymentReference } from '../program/report.ts';
import { version } from '../program/version.ts';

/** What is remembered of one request, for later checks. Nothing of it is secret. */
export interface ManifestEntry {
  readonly peer: string;
  readonly cluster: string;
  /** Where the certificate goes; absent: into the server store, as before there was another. */
  readonly store?: RequestPlan['store'];
  /** For a domain certificate: the domain. */
  readonly domain?: string;
  /** Who is to sign, by the deployment file; absent in manifests of before. */
  readonly ca?: RequestPlan['ca'];
  readonly issuer?: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Name of the CSR's file, beside the manifest. */
  readonly csr: string;
  /** Of the request's DER, in hex. */
  readonly sha256: string;
  /** `RSA 2048` */
  readonly key: string;
  /** `sha256:` and base64, over the SubjectPublicKeyInfo. */
  readonly publicKeyHash: string;
  /** `DNS:…`, in the order of the request. */
  readonly names: readonly string[];
}

export interface Manifest {
  readonly schemaVersion: '1.0';
  readonly tool: { readonly name: 'expcert'; readonly version: string };
  /** Of the last change. */
  readonly createdAt: string;
  readonly deployment: { readonly name: string; readonly sha256: string };
  readonly peers: readonly ManifestEntry[];
}

export const manifestName = 'manifest.json';

/** The manifest in a file's bytes, or undefined where they are no manifest of this kind. */
export function readManifest(bytes: Uint8Array): Manifest | undefined {
  try {
    const manifest = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
    return isManifest(manifest) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (!isObject(value) || !isObject(value['tool']) || !isObject(value['deployment'])) return false;
  const { schemaVersion, tool, deployment, peers } = value;
  return (
    schemaVersion === '1.0' &&
    tool['name'] === 'expcert' &&
    typeof deployment['name'] === 'string' &&
    Array.isArray(peers) &&
    peers.every(isEntry)
  );
}

const textFields = ['peer', 'cluster', 'createdAt', 'csr', 'sha256', 'key', 'publicKeyHash'] as const;

function isEntry(value: unknown): value is ManifestEntry {
  if (!isObject(value) || textFields.some((field) => typeof value[field] !== 'string')) return false;
  const { names, store, domain } = value;
  if (domain !== undefined && typeof domain !== 'string') return false;
  if (store !== undefined && store !== 'server' && store !== 'client') return false;
  return Array.isArray(names) && names.every((name) => typeof name === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The entry is that of this request. */
export const isFor = (
  entry: ManifestEntry,
  { peer, store, domain }: Pick<RequestPlan, 'peer' | 'store' | 'domain'>,
): boolean => entry.peer === peer && (entry.store ?? 'server') === store && entry.domain === domain;

const keyOf = ({ peer, store = 'server', domain = '' }: ManifestEntry): string =>
  `${store} ${peer} ${domain}`;

/** The entries of `before` that this run did not make anew stay, in their places. */
export function manifestText(
  made: readonly ManifestEntry[],
  { name, sha256 }: DeploymentReference,
  createdAt: string,
  before: Manifest | undefined,
): string {
  const entries = new Map(before?.peers.map((entry) => [keyOf(entry), entry]));
  for (const entry of made) entries.set(keyOf(entry), entry);
  const manifest: Manifest = {
    schemaVersion: '1.0',
    tool: { name: 'expcert', version },
    createdAt,
    deployment: { name, sha256 },
    peers: [...entries.values()],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
