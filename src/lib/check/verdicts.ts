import { services, type Deployment } from '../deployment/model.ts';
import type { Finding } from '../findings/finding.ts';
import { questionText } from '../findings/question.ts';
import { groupOf, groupsOfPeer } from '../services/finding-groups.ts';
import { judgeServices, type PeerToJudge, type ServiceVerdict } from '../services/verdict.ts';
import type { Fleet } from './fleet.ts';
import type { OpenAboutPeer } from './open-questions.ts';
import type { JudgedCertificate } from './expressway-certificates.ts';

/** The verdicts for every peer, from what was found about it and what was left open. */
export function verdicts(
  { peers }: Fleet,
  findings: readonly Finding[],
  judged: readonly JudgedCertificate[],
  questions: readonly (readonly OpenAboutPeer[])[],
  deployment: Deployment,
): ServiceVerdict[] {
  const about = findingsByPeer(findings);
  const open = new Map<string, OpenAboutPeer[]>();
  judged.forEach(({ facts }, i) => {
    if (facts.peer) add(open, facts.peer.peer, ...questions[i]!);
  });
  const toJudge = peers.map(({ plan }): PeerToJudge => {
    return {
      peer: plan.peer,
      cluster: plan.cluster,
      role: plan.role,
      findings: about(plan.peer, plan.cluster),
      open: (open.get(plan.peer) ?? []).map(({ what, why, services: hanging }) => {
        return { what: questionText({ what, why }), services: hanging };
      }),
    };
  });
  return judgeServices(
    toJudge,
    services.filter((service) => deployment.services[service]),
  );
}

function findingsByPeer(findings: readonly Finding[]): (peer: string, cluster: string) => readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) add(groups, groupOf(finding), finding);
  return (peer, cluster) => groupsOfPeer(peer, cluster).flatMap((group) => groups.get(group) ?? []);
}

function add<T>(groups: Map<string, T[]>, key: string, ...members: readonly T[]): void {
  const group = groups.get(key);
  if (group) group.push(...members);
  else groups.set(key, [...members]);
}
