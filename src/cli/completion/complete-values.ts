import { serviceText, verdictServices } from '../../lib/front.ts';
import { catalogue, planDeployment } from '../../lib/index.ts';
import type { Io } from '../host/io.ts';
import { openInputs } from '../inputs/inputs.ts';
import { otherReaders } from '../check/trust-flag.ts';
import { loadDeploymentIfAny } from '../inputs/load-deployment.ts';

interface Candidate {
  readonly value: string;
  readonly description: string;
}

export const verdictServiceNames = (): Candidate[] =>
  verdictServices.map((service) => ({ value: service, description: serviceText(service) }));

export function ruleCodes(): Candidate[] {
  return catalogue.map(({ code, what }) => ({ value: code, description: what }));
}

/** `core=`: the file follows. */
export async function listReaders(file: string | undefined, io: Io): Promise<Candidate[]> {
  const clusters = await peersAndClusters('cluster', file, io);
  const others = Object.entries(otherReaders).map(([value, description]) => ({ value, description }));
  return [...clusters, ...others].map(({ value, description }) => ({ value: `${value}=`, description }));
}

/** Names of the deployment that the line so far would read. */
export async function peersAndClusters(
  kind: 'peer' | 'cluster',
  file: string | undefined,
  io: Io,
): Promise<Candidate[]> {
  if (file === '-') return [];
  const settings = file === undefined ? {} : { deployment: file };
  const loaded = await loadDeploymentIfAny({ io, settings, inputs: openInputs(io) });
  if (!loaded) return [];
  const { peers } = planDeployment(loaded.deployment);
  const candidates =
    kind === 'peer'
      ? peers.map(({ peer, role, cluster }) => ({
          value: peer,
          description: `Expressway-${role}, ${cluster}`,
        }))
      : loaded.deployment.clusters.map(({ id, role }) => ({ value: id, description: `Expressway-${role}` }));
  // What goes into a command line without quotes.
  return candidates.filter(({ value }) => /^[\w.-]+$/.test(value));
}
