import { describe, expect, it, vi } from 'vitest';
import {
  PeerCache,
  peerGuard,
  telemetryOf,
  TurnQueue,
  type EndingEvent,
  type FederationPolicy,
  type HandshakeEvent,
  type PeerAssessment,
  type PeerGuardOptions,
  type PeerTrust,
  type StreamEnding,
  type StreamPair,
  type VerdictEvent,
} from '../../src/lib/node/index.ts';
import type { FederationPartner, PartnerPolicy } from '../../src/lib/deployment/model.ts';
import { hash } from '../../src/lib/x509/hash-algorithm.ts';
import {
  certificateOf,
  chainOf,
  labCrls,
  labPolicy,
  labTrust,
  type LabName,
} from '../support/federation-lab.ts';
import { named } from '../support/deployment.ts';
import { judgedAt } from '../support/pki.ts';

type Settings = Parameters<typeof labPolicy>[0];

function lab(first: Settings = {}, options: Partial<PeerGuardOptions> = {}) {
  let policy: FederationPolicy = labPolicy(first);
  let clock = judgedAt;
  const listeners = new Set<() => void>();
  const trust = {
    current: labTrust({ crls: labCrls() }),
    onLoaded(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const verdicts: VerdictEvent[] = [];
  const endings: EndingEvent[] = [];
  const guard = peerGuard({
    ...{ policy: () => policy, trust, now: () => clock, cache: new PeerCache<PeerAssessment>() },
    ...{
      onVerdict: (event: VerdictEvent) => verdicts.push(event),
      onEnding: (event: EndingEvent) => endings.push(event),
    },
    ...options,
  });
  const open = async (name: LabName, rest: Partial<StreamPair> = {}) => {
    const tls = { chain: chainOf(name), stapledOcsp: undefined };
    const pair: StreamPair = {
      ...{ direction: 'in', local: 'local.example', remote: `${name}.lab.example`, tls },
      ...{ dialback: 'valid', id: name },
      ...rest,
    };
    const told: StreamEnding[] = [];
    const watch = guard.watch(await guard.judge(pair), (ending) => told.push(ending));
    return { told, watch };
  };
  return {
    ...{ guard, verdicts, endings, open, listeners },
    pass: (milliseconds: number) => void (clock += milliseconds),
    set: (change: Settings) => {
      policy = labPolicy(change);
      return guard.recheck();
    },
    load: async (next: PeerTrust) => {
      trust.current = next;
      for (const listener of listeners) listener();
      await guard.recheck();
    },
  };
}

/** What is agreed with the partner of the table below. */
const agreed = (policy: Partial<PartnerPolicy>): FederationPartner => ({
  ...{ domain: named('dns.lab.example'), chatNodeAliases: [], onlySaslExternal: false },
  policy: { pins: [], ...policy },
});

const immediately = () => new Promise((resolve) => setImmediate(resolve));

describe('a stream that is up', () => {
  it.each<[string, Settings, Settings, Partial<StreamPair>, StreamEnding | undefined]>([
    ['lives on where nothing has changed', {}, {}, {}, undefined],
    [
      'lives on where its domain is put on the allow list',
      {},
      { privacyMode: 'Allow list', allowList: [named('dns.lab.example')] },
      {},
      undefined,
    ],
    [
      'ends where its domain comes onto the deny list',
      {},
      { privacyMode: 'Deny list', denyList: [named('dns.lab.example')] },
      {},
      { condition: 'policy-violation', text: 'federation with this domain is not allowed' },
    ],
    [
      'ends where federation is switched off',
      {},
      { xmppFederationSupport: false },
      {},
      { condition: 'policy-violation', text: 'federation with this domain is not allowed' },
    ],
    [
      'in the clear ends where TLS becomes required',
      { securityMode: 'TLS optional', requireClientSideSecurityCertificates: false },
      { securityMode: 'TLS required', requireClientSideSecurityCertificates: false },
      { tls: 'not-offered' },
      { condition: 'reset', text: 'TLS is required' },
    ],
    [
      'with TLS ends where the mode becomes No TLS',
      {},
      { securityMode: 'No TLS' },
      {},
      { condition: 'reset', text: 'the security mode has changed' },
    ],
    [
      'in the clear ends where TLS becomes required for its domain alone',
      { securityMode: 'TLS optional', requireClientSideSecurityCertificates: false },
      {
        ...{ securityMode: 'TLS optional', requireClientSideSecurityCertificates: false },
        partners: [agreed({ securityMode: 'TLS required' })],
      },
      { tls: 'not-offered' },
      { condition: 'reset', text: 'TLS is required' },
    ],
    [
      'with TLS ends where No TLS is agreed for its domain alone',
      {},
      { partners: [agreed({ securityMode: 'No TLS' })] },
      {},
      { condition: 'reset', text: 'the security mode has changed' },
    ],
    [
      'in the clear by what is agreed with its domain lives on where all others come to do the same',
      { partners: [agreed({ securityMode: 'No TLS' })] },
      { securityMode: 'No TLS' },
      { tls: 'not used' },
      undefined,
    ],
    [
      'that the certificate alone has proven ends where that no longer counts',
      { saslExternal: true },
      {},
      { dialback: 'not yet done' },
      { condition: 'reset', text: 'the stream is to be authenticated anew' },
    ],
    [
      'outbound ends where a static route leads elsewhere',
      {},
      { useStaticRoutes: true, staticRoutes: [{ domain: named('dns.lab.example'), address: '192.0.2.1' }] },
      { direction: 'out' },
      { condition: 'reset', text: 'the route to this domain has changed' },
    ],
    [
      'inbound lives on where a static route leads elsewhere',
      {},
      { useStaticRoutes: true, staticRoutes: [{ domain: named('dns.lab.example'), address: '192.0.2.1' }] },
      {},
      undefined,
    ],
  ])('%s', async (_, first, then, pair, ending) => {
    const { open, set, endings, guard } = lab(first);
    const { told } = await open('dns', pair);
    await set(then);
    expect(told).toEqual(ending ? [ending] : []);
    expect(endings.map(({ condition, id }) => ({ condition, id }))).toEqual(
      ending ? [{ condition: ending.condition, id: 'dns' }] : [],
    );
    expect(guard.watched).toHaveLength(ending ? 0 : 1);
  });

  it('ends where a domain of ours is given up', async () => {
    let policy = labPolicy();
    const { open, guard } = lab({}, { policy: () => policy });
    const { told } = await open('dns');
    policy = { ...policy, localDomains: new Set(['other.example']) };
    await guard.recheck();
    expect(told).toEqual([{ condition: 'host-gone', text: 'this domain is no longer served here' }]);
  });

  it('ends where its CA is no longer trusted, by the loading alone', async () => {
    const { open, load } = lab();
    const { told } = await open('dns');
    await load(labTrust({ anchors: [] }));
    expect(told).toEqual([{ condition: 'reset', text: 'the certificate cannot be verified' }]);
  });

  it('ends where a list names its certificate', async () => {
    const { open, load } = lab();
    await load(labTrust());
    const { told } = await open('revoked');
    await load(labTrust({ crls: labCrls() }));
    expect(told).toEqual([{ condition: 'reset', text: 'the certificate has been revoked' }]);
  });

  it('ends where trust has changed between its verdict and the watch', async () => {
    const { guard, load } = lab();
    const tls = { chain: chainOf('dns'), stapledOcsp: undefined };
    const judgement = await guard.judge({
      ...{ direction: 'in', local: 'local.example', remote: 'dns.lab.example', tls, dialback: 'valid' },
    });
    await load(labTrust({ anchors: [] }));
    const told: StreamEnding[] = [];
    guard.watch(judgement, (ending) => told.push(ending));
    await vi.waitFor(() => expect(told).toHaveLength(1));
  });

  it('is asked about again every hour and at recheckAt, and ends if the answer is another', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { open, pass, verdicts } = lab();
      const { told, watch } = await open('dns');
      const next = async () => {
        await vi.advanceTimersToNextTimerAsync();
        await immediately();
        return { told: told.map(({ condition }) => condition), asked: verdicts.length };
      };
      const anHour = 60 * 60 * 1000;
      pass(anHour + 1);
      expect(await next()).toEqual({ told: [], asked: 2 });
      pass(watch.judgement.recheckAt! - judgedAt - anHour);
      expect(await next()).toEqual({ told: [], asked: 3 });
      pass(1000);
      expect(await next()).toEqual({ told: ['reset'], asked: 4 });
    } finally {
      vi.useRealTimers();
    }
  });

  it('that TLSA records alone vouch for ends with them', async () => {
    const { guard, open, pass } = lab();
    const data = hash('SHA-256', certificateOf('selfsigned').publicKey.der);
    const records = [{ usage: 3, selector: 1, matchingType: 1, data }];
    const tlsa = { dnssec: 'secure', records, validUntil: judgedAt + 1000 } as const;
    const { told, watch } = await open('selfsigned', { tlsa });
    expect(watch.judgement).toMatchObject({ report: { dane: 'matches' }, recheckAt: judgedAt + 1000 });
    await guard.recheck();
    expect(told).toEqual([]);
    pass(2000);
    await guard.recheck();
    expect(told).toEqual([{ condition: 'reset', text: 'the certificate is self-signed' }]);
  });

  it('that has been stopped is asked about no more', async () => {
    const { open, set, guard, verdicts } = lab();
    const { told, watch } = await open('dns');
    watch.stop();
    await set({ xmppFederationSupport: false });
    expect({ told, watched: guard.watched, verdicts: verdicts.length }).toEqual({
      ...{ told: [], watched: [], verdicts: 1 },
    });
  });

  it('that cannot be judged again ends', async () => {
    let isBroken = false;
    const cache = new PeerCache<PeerAssessment>();
    const find = cache.find.bind(cache);
    cache.find = (...args) => (isBroken ? Promise.reject(new Error('no memory')) : find(...args));
    const { open, guard, verdicts } = lab({}, { cache });
    const { told } = await open('dns');
    isBroken = true;
    await guard.recheck();
    expect(told).toEqual([{ condition: 'reset', text: 'the certificate cannot be judged' }]);
    expect(verdicts.at(-1)).toMatchObject({ rule: 'not judged', codes: ['federation/not-judged'] });
  });

  it('ends where the settings have become none', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    let policy = labPolicy();
    const { open, guard } = lab({}, { policy: () => policy });
    const { told } = await open('dns');
    policy = { ...policy, stream: { ...policy.stream, requireCertificates: 'yes' as never } };
    await guard.recheck();
    expect(told).toMatchObject([{ condition: 'reset' }]);
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });

  it('is not ended by strangers who wait, nor is a dry run kept waiting', async () => {
    const queue = new TurnQueue({ atOnce: 1, waiting: 0 });
    const { open, guard, load } = lab({}, { queue });
    const { told, watch } = await open('dns');
    let leave = () => {};
    const stranger = queue.run('192.0.2.1', () => new Promise<void>((resolve) => (leave = resolve)));
    const { pair } = watch.judgement;
    const other = { ...pair, tls: { chain: chainOf('wildcard'), stapledOcsp: undefined } };
    expect((await guard.judge(other)).decision).toMatchObject({
      ...{ verdict: 'reject', rule: 'not judged', wire: { condition: 'resource-constraint' } },
    });
    await load(labTrust());
    expect((await guard.judge(other, { isDryRun: true })).decision.verdict).toBe('accept');
    expect(told).toEqual([]);
    leave();
    await stranger;
  });

  it('is told of as often as it is asked about, with its id', async () => {
    const { open, set, verdicts } = lab();
    await open('dns');
    await set({ denyList: [named('other.example')] });
    expect(verdicts.map(({ id, isRecheck }) => ({ id, isRecheck }))).toEqual([
      { id: 'dns', isRecheck: undefined },
      { id: 'dns', isRecheck: true },
    ]);
  });
});

it('a pair that was not accepted cannot be watched', async () => {
  const { open } = lab();
  await expect(open('expired')).rejects.toThrow(TypeError);
});

it('a dry run says what would become of an open pair, and leaves no trace', async () => {
  const cache = new PeerCache<PeerAssessment>();
  const { guard, open, verdicts } = lab({}, { cache });
  const { told } = await open('dns');
  const size = cache.size;
  const [watched] = guard.watched;
  const { decision } = await guard.judge(
    { ...watched!.pair, tls: { chain: chainOf('wildcard'), stapledOcsp: undefined } },
    { isDryRun: true },
  );
  expect(decision.verdict).toBe('accept');
  const report = await guard.verify(
    chainOf('expired'),
    { role: 'client', domain: 'expired.lab.example' },
    { isDryRun: true },
  );
  expect(report.decision.rule).toBe('R8');
  expect({ told, verdicts: verdicts.length, size: cache.size }).toEqual({ told: [], verdicts: 1, size });
});

it('whole reports are told, of verdicts over TLS and not of dry runs', async () => {
  const states: string[] = [];
  const { guard, open } = lab({}, { onReport: ({ state }) => states.push(state) });
  await open('dns');
  await guard.verify(chainOf('expired'), { role: 'client', domain: 'expired.lab.example' });
  const pair = { direction: 'in', local: 'local.example', remote: 'dns.lab.example' } as const;
  await guard.judge({ ...pair, tls: 'not-offered' });
  await guard.judge({ ...pair, tls: { chain: [], stapledOcsp: undefined } }, { isDryRun: true });
  expect(states).toEqual(['ok', 'expired']);
});

it('hooks that throw change no verdict', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const fail = () => {
    throw new Error('metrics down');
  };
  const { guard, open, set } = lab(
    {},
    { onVerdict: fail, onEnding: (() => Promise.reject(new Error('later'))) as () => void },
  );
  const { told } = await open('dns');
  expect((await guard.verify([], { role: 'client', domain: 'a.example' })).decision.rule).toBe('R6');
  await set({ xmppFederationSupport: false });
  expect(told).toHaveLength(1);
  await immediately();
  expect(warned.mock.calls.map(([error]) => (error as Error).message)).toContain('later');
  warned.mockRestore();
});

it('a guard that is closed listens to nothing', () => {
  const { guard, listeners } = lab();
  expect(listeners.size).toBe(1);
  guard.close();
  expect(listeners.size).toBe(0);
});

it.each<[HandshakeEvent | VerdictEvent | EndingEvent, object]>([
  [
    {
      ...{ role: 'client', outcome: 'done', protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
      ...{ address: '192.0.2.1', port: 40000, duration: 12, id: 'a' },
    } as const,
    {
      'expcert.stream.id': 'a',
      'expcert.peer.role': 'client',
      'tls.established': true,
      'tls.protocol.name': 'tls',
      'tls.protocol.version': '1.3',
      'tls.cipher': 'TLS_AES_256_GCM_SHA384',
      'network.peer.address': '192.0.2.1',
      'network.peer.port': 40000,
      'network.transport': 'tcp',
      'expcert.handshake.duration': 12,
    },
  ],
  [
    {
      ...{ role: 'server', outcome: 'timeout', protocol: undefined, cipher: undefined },
      ...{ address: '192.0.2.1', port: 5269, duration: 10_000 },
    } as const,
    {
      'expcert.peer.role': 'server',
      'tls.established': false,
      'server.address': '192.0.2.1',
      'server.port': 5269,
      'network.peer.address': '192.0.2.1',
      'network.peer.port': 5269,
      'network.transport': 'tcp',
      'error.type': 'timeout',
      'expcert.handshake.duration': 10_000,
    },
  ],
  [
    {
      ...{ role: 'client', verdict: 'reject', rule: 'R8', state: 'expired', codes: ['path/expired'] },
      ...{ duration: 3, isRecheck: true },
    } as const,
    {
      'expcert.peer.role': 'client',
      'expcert.verdict': 'reject',
      'expcert.rule': 'R8',
      'expcert.certificate.state': 'expired',
      'expcert.finding.codes': ['path/expired'],
      'expcert.verdict.duration': 3,
      'expcert.recheck': true,
    },
  ],
  [
    { role: 'client', condition: 'reset', text: 'the certificate has been revoked', id: 'a' } as const,
    { 'expcert.stream.id': 'a', 'expcert.peer.role': 'client', 'expcert.ending.condition': 'reset' },
  ],
])('%j has attributes', (event, attributes) => expect(telemetryOf(event)).toEqual(attributes));

it('whoever fails to end his stream keeps nobody else from being told, then or later', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const { guard, open, load } = lab();
  const first = await open('dns');
  const judgement = await guard.judge(first.watch.judgement.pair);
  guard.watch(judgement, () => {
    throw new Error('the socket is gone');
  });
  const last = await open('dns');
  await load(labTrust({ anchors: [certificateOf('evil-root')] }));
  expect([first.told.length, last.told.length, guard.watched.length]).toEqual([1, 1, 0]);
  const later = await open('dns').catch((error: unknown) => error);
  expect(later).toEqual(new TypeError('only accepted pairs can be watched'));
  expect(warned.mock.calls.map(([error]) => error)).toEqual([new Error('the socket is gone')]);
  warned.mockRestore();
});

it('a hook that fails over and over is told of once', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const { open } = lab(
    {},
    {
      onVerdict: () => {
        throw new Error('no metrics');
      },
    },
  );
  await open('dns');
  await open('dns');
  await immediately();
  expect(warned.mock.calls.map(([error]) => error)).toEqual([new Error('no metrics')]);
  warned.mockRestore();
});

it('what is watched came from the guard', () => {
  const made = { decision: { verdict: 'accept' }, pair: {} } as never;
  expect(() => lab().guard.watch(made, () => {})).toThrow(
    new TypeError('watch() takes what judge(), accept() or connect() gave'),
  );
});
