import { expect, it } from 'vitest';
import {
  PeerCache,
  peerGuard,
  type FederationPolicy,
  type PeerAssessment,
  type SignatureVerifier,
  TurnQueue,
  type VerdictEvent,
} from '../../src/lib/node/index.ts';
import { chainOf, labPolicy, labTrust, type LabName } from '../support/federation-lab.ts';
import { judgedAt } from '../support/pki.ts';
import { syncVerifier } from '../support/sync-verifier.ts';

function guarded(policy: () => FederationPolicy = labPolicy) {
  const events: VerdictEvent[] = [];
  let clock = judgedAt;
  const trust = { current: labTrust() };
  const guard = peerGuard({
    ...{ policy, trust, now: () => (clock += 5), cache: new PeerCache<PeerAssessment>() },
    onVerdict: (event) => events.push(event),
  });
  const verify = (name: LabName, rest: object = {}) =>
    guard.verify(chainOf(name), {
      role: 'client',
      domain: `${name}.lab.example`,
      dialback: 'valid',
      ...rest,
    });
  return { verify, events, trust };
}

it('every verdict is told, with role, rule, reasons and duration by the clock given', async () => {
  const { verify, events } = guarded();
  await verify('dns');
  await verify('expired');
  await verify('eku-client', { role: 'server' });
  expect(events).toEqual([
    { role: 'client', verdict: 'accept', rule: 'R11', state: 'ok', codes: [], duration: 5 },
    { role: 'client', verdict: 'reject', rule: 'R8', state: 'expired', codes: ['path/expired'], duration: 5 },
    {
      ...{ role: 'server', verdict: 'reject', rule: 'R8', state: 'untrusted', duration: 5 },
      codes: ['federation/usage-not-accepted'],
    },
  ]);
});

it('strangers wait for their turn; who is known, or refused at once, does not', async () => {
  const go: (() => void)[] = [];
  let isSlow = false;
  const verifier: SignatureVerifier = {
    async verify(...question) {
      if (isSlow) await new Promise<void>((resolve) => go.push(resolve));
      return syncVerifier.verify(...question);
    },
  };
  const policy = labPolicy();
  const guard = peerGuard({
    ...{ policy: () => policy, trust: { current: labTrust({ verifier }) }, now: () => judgedAt },
    ...{ cache: new PeerCache<PeerAssessment>(), queue: new TurnQueue({ atOnce: 1, waiting: 0 }) },
  });
  const verify = (name: LabName, domain = `${name}.lab.example`) =>
    guard.verify(chainOf(name), { role: 'client', domain, dialback: 'valid', address: '192.0.2.1' });
  expect((await verify('dns')).decision.verdict).toBe('accept');
  isSlow = true;
  const stranger = verify('wildcard');
  expect((await verify('srvname')).decision).toMatchObject({
    ...{ verdict: 'reject', rule: 'not judged', wire: { condition: 'resource-constraint' } },
  });
  expect((await verify('dns')).decision.verdict).toBe('accept');
  expect((await verify('srvname', 'other.example')).decision.rule).toBe('R7');
  isSlow = false;
  go.forEach((resume) => resume());
  expect((await stranger).decision.verdict).toBe('accept');
});

it('policy and trust are those of the moment', async () => {
  let policy = labPolicy();
  const { verify, trust } = guarded(() => policy);
  expect((await verify('dns')).decision.verdict).toBe('accept');
  policy = labPolicy({ privacyMode: 'Allow list' });
  expect((await verify('dns')).decision.rule).toBe('R1');
  policy = labPolicy();
  trust.current = labTrust({ anchors: [] });
  expect((await verify('dns')).state).toBe('untrusted');
});

it('misuse is told to the caller, and is no verdict', async () => {
  const { verify, events } = guarded(() => labPolicy({ securityMode: 'No TLS' }));
  await expect(verify('dns')).rejects.toThrow(TypeError);
  expect(events).toEqual([]);
});
