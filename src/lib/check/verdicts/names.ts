import type { Service } from '../../deployment/model.ts';
import { kindsDemanded } from '../../san/table.ts';
import { holdsFor, releaseFacts } from '../../product/release.ts';
import { isOptional } from '../../plan/name-advice.ts';
import { servicesOfUntoldNames } from '../../rules/cert/facts.ts';
import { namesBehindLimit } from '../../rules/cert/limit-facts.ts';
import { servicesThatNeed } from '../../rules/profile/facts.ts';
import { altNameKey, altNameText, type PlannedName } from '../../san/required.ts';
import { isUpload } from '../../verdict/services.ts';
import type { JudgedCertificate } from '../expressway-certificates.ts';
import { ask, holds, itemOf, type LookAtCertificate, type Row } from './row.ts';

/** Is every name by which the service looks for the peer in its certificate, in a form that is looked for? */
export const namesPresent: LookAtCertificate = (row, judged) => {
  const { service, peer } = row;
  if (isUpload(service)) return holds('no name is asked for', itemOf(judged));
  if (judged.facts.store === 'client') return namesOfClientPresent(row, judged);
  const planned = new Set(peer.plan.names.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)));
  const unlisted = kindsDemanded(service, peer.plan.role).find(({ kind }) => !planned.has(kind));
  if (unlisted) {
    const { key } = unlisted.list;
    return ask(row, {
      kind: 'names-of-service',
      about: key,
      what: `names of ${key}`,
      why: 'the deployment file lists none',
      answer: [`list them under ${key} in the deployment file`],
    });
  }
  const needed = peer.plan.names.filter((name) => isNeeded(name, service));
  const there = namesThere(judged, peer.plan.release);
  return needed.every((name) => there.has(altNameKey(name)))
    ? holds(textOfAll(needed.length), itemOf(judged))
    : ask(row, {
        kind: 'names',
        about: service,
        what: 'names',
        why: 'one that the service needs is not in it',
        answer: ['have it issued again with the names of the plan'],
      });
};

function textOfAll(count: number): string {
  if (count === 0) return 'the service needs no name in it';
  return count === 1
    ? 'the one name that the service needs is in it'
    : `all ${count} names that the service needs are in it`;
}

/** A name of which nobody said what it is for may be what a service is looked for by. */
function isNeeded(name: PlannedName, service: Service): boolean {
  const services = servicesThatNeed(name);
  const isUntold = services.length === 0 && !isOptional(name);
  return services.includes(service) || (isUntold && servicesOfUntoldNames.includes(service));
}

/** Registration domains are found in any of their formats. Old releases read the first characters alone. */
function namesThere({ facts }: JudgedCertificate, release: string): ReadonlySet<string> {
  const { names, issued } = facts;
  const inOtherForm = (names?.inOtherForm ?? [])
    .filter(({ planned }) => planned.reasons.every(({ kind }) => kind === 'registrationDomain'))
    .map(({ planned }) => planned);
  const there = new Set([...(names?.present ?? []), ...inOtherForm].map(altNameKey));
  if (!holdsFor(releaseFacts.sanTextLimit, release)) return there;
  for (const name of namesBehindLimit(issued.names, altNameText)) there.delete(altNameKey(name));
  return there;
}

/** The names that are planned for the client store; where none are, what the other side compares: the peer's or its cluster's. */
function namesOfClientPresent(row: Row, judged: JudgedCertificate) {
  const { plan } = row.peer;
  const { issued, peer: planned } = judged.facts;
  const there = new Set(issued.names.map(altNameKey));
  const has = (value: string): boolean => there.has(altNameKey({ type: 'DNS', value }));
  const isThere =
    planned?.store === 'client'
      ? planned.names.every((name) => there.has(altNameKey(name)))
      : has(plan.peer) || has(plan.commonName);
  return isThere
    ? holds(
        planned?.store === 'client'
          ? 'the names planned for the client store are in it'
          : 'the name of the peer or of its cluster is in it',
        itemOf(judged),
      )
    : ask(row, {
        kind: 'names',
        about: 'client certificate',
        what: 'names of the client certificate',
        why:
          planned?.store === 'client'
            ? 'one that is planned for the client store is not in it'
            : 'neither the name of the peer nor that of its cluster is in it',
        answer: ['have a client certificate issued that has the name of the peer'],
      });
}
