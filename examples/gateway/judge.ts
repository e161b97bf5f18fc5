import { type Decision } from 'expcert';
import {
  PeerRefusedError,
  refusalBeforeTls,
  type JudgedPeer,
  type StreamJudgement,
  type StreamPair,
} from 'expcert/node';
import type { Site } from './site.ts';
import { faultOf } from './stream-fault.ts';

/** What becomes of a stream without TLS, or of a further pair of domains on one. */
export async function judge(site: Site, pair: StreamPair): Promise<StreamJudgement> {
  const judgement = await site.guard.judge(pair);
  tellVerdict(site, judgement);
  return judgement;
}

/** What accept() or connect() of the guard comes to, and is told. */
export async function admitted(site: Site, entry: Promise<JudgedPeer>): Promise<JudgedPeer> {
  try {
    const peer = await entry;
    tellVerdict(site, peer.judgement);
    return peer;
  } catch (error) {
    if (!(error instanceof PeerRefusedError)) throw error;
    tellVerdict(site, error.judgement);
    throw faultOf(error.judgement.decision);
  }
}

/** R0 and R1 can be answered at once. What was said before TLS does not count, so they are asked again after it. */
export function refusedBeforeTls(site: Site, pair: Omit<StreamPair, 'tls'>): Decision | undefined {
  const decision = refusalBeforeTls(pair, site.policy);
  if (decision) tell(site, pair, decision, undefined, []);
  return decision;
}

const tellVerdict = (site: Site, { pair, decision, report, codes }: StreamJudgement): void =>
  tell(site, pair, decision, report?.state, codes);

function tell(
  site: Site,
  { id, direction, local, remote }: Omit<StreamPair, 'tls'>,
  decision: Decision,
  state: string | undefined,
  codes: readonly string[],
): void {
  site.onEvent({ kind: 'verdict', id, direction, local, remote, decision, state, codes });
}
