import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { makeHierarchy } from '../../fixtures/recipes/certificates.ts';
import { integer, oid, sequence, setOf, tlv } from '../../src/lib/asn1/der-writer.ts';
import { explicit } from '../../src/lib/asn1/tags.ts';
import { decodeBase64, writePem } from '../../src/lib/formats/pem.ts';
import type { CheckReport } from '../../src/lib/check/report.ts';
import type { Deployment } from '../../src/lib/deployment/model.ts';
import { isUpload } from '../../src/lib/verdict/services.ts';
import type { RequirementState } from '../../src/lib/verdict/verdict.ts';
import {
  certificateFile,
  draw,
  folderOf,
  issuerOf,
  revocationFile,
  revocationList,
  revocationLists,
  type Drawn,
  type Revoker,
} from '../support/deployments/build.ts';
import { checkDrawn, checkFolder } from '../support/deployments/check.ts';
import { mix, mixtureSeeds, pathsOf, type Mixture } from '../support/deployments/mixtures.ts';
import { becameYes, improved, rowsOf, verdictsOf } from '../support/deployments/rows.ts';
import { releases, smallShapes } from '../support/deployments/shape.ts';
import { judgedAt, type Folder } from '../support/handover.ts';
import { randomFrom, type Random } from '../support/chains/random.ts';
import { record, scaled, seed } from '../support/scale.ts';

/*
 * What must hold of verdicts, and where it is held:
 *
 *  1. A yes names evidence for everything that is asked: every report of these tests (rows.ts).
 *  2. A no names a finding, a not known a question that can be answered or a finding with a remedy: the same. That the
 *     program's own parser takes the flags and keys of the answers is for the tests of the command line.
 *  3. A sound folder that answers all is yes on every release: sound.test.ts.
 *  4. Without a file that is needed nothing that rests on it is yes, and nothing no: sound.test.ts.
 *  5. One defect changes exactly the rows that ask for what it breaks: defects.test.ts.
 *  6. No yes without a judged certificate: every report of these tests (rows.ts).
 *  7. Without a list, or the certificates of a product, nothing becomes yes: below, and defects.test.ts.
 *  8. Evidence of revocation turns nothing into yes: below. There is no key yet that asks for revocation.
 *  9. Waivers change no verdict: below. Filters, exit codes and formats read verdicts, and are for the command line.
 * 10. No key of the policy turns anything into yes: below.
 * 11. Order changes nothing: below.
 * 12. The form of a file concerns uploads alone: below.
 * 13. What is given twice, or is nobody's, changes nothing: below.
 * 14. Who trusts is who is trusted: below.
 * 15. A list concerns its reader and those whom it verifies: defects.test.ts, as in 5.
 * 16. A fault of one certificate concerns its peer alone: defects.test.ts, as in 5. A fault of its chain, a signature or a
 *     critical extension concerns those who would have to trust it, too.
 * 17. The judge of chains and OpenSSL agree: test/interop/appliance-openssl.test.ts.
 * 18. Dates count from the first second to the last: below.
 * 19. From one release to the next only what is told of them differs: below; which cells ask, test/lib/verdict/asked.test.ts.
 * 20. What cannot be verified here is not known: below.
 */

const counts = { folders: 0 };
afterAll(() => record('invariants of verdicts', counts));

type Property = (mixture: Mixture, random: Random) => Promise<void>;

/** Holds of folders with up to so many defects. */
const always = (most: number, sample: number, property: Property): Promise<void> =>
  fc.assert(
    fc.asyncProperty(mixtureSeeds(most), fc.nat(), async (mixtureSeed, randomSeed) => {
      await property(mix(mixtureSeed), randomFrom(randomSeed));
      counts.folders++;
    }),
    { seed, numRuns: scaled(sample, sample * 20), endOnFailure: true },
  );

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

describe('7. taking away', () => {
  it('a trusted-CA list, or all certificates of a product, turns nothing into yes', () =>
    always(3, 12, async ({ drawn, folder, check }, random) => {
      const lists = [...drawn.deployment.clusters.map(({ trustList }) => trustList!)].map((path) => [path]);
      const products = ['cucm', 'imp', 'unity'].map((name) =>
        drawn.nodes.map(({ path }) => path).filter((path) => path.startsWith(`${name}/`)),
      );
      const gone = random.of([...lists, ...products.filter((paths) => paths.length > 0)]);
      const after = await check({ ...folder, ...Object.fromEntries(gone.map((path) => [path, undefined])) });
      // Before X14.2 nobody is asked to trust what is not there.
      const before = await check();
      const isAsked = (text: string): boolean => !/ (mra|b2b)/.test(text) || gone[0]!.startsWith('trust/');
      expect(becameYes(before, after).filter(isAsked), gone.join(', ')).toEqual([]);
    }));
});

describe('8. evidence of a fault', () => {
  const names: readonly Revoker[] = ['root', 'issuing', 'publicRoot', 'publicIssuing'];

  it('of revocation makes nothing better, whether none was there or all', () =>
    always(2, 14, async ({ drawn, folder, check }, random) => {
      const made = makeHierarchy(drawn.recipes);
      const by = random.of(names);
      const revoked = random
        .shuffled(Object.entries(drawn.recipes).filter(([, { issuer }]) => issuer === by))
        .slice(0, Math.floor(random.next() * 3))
        .map(([name]) => made[name]!);
      const others = random.of([
        Object.fromEntries(names.map((name) => [revocationFile(name), undefined])),
        revocationLists(),
      ]);
      const before = await check({ ...folder, ...others });
      const after = await check({ ...folder, ...others, [revocationFile(by)]: revocationList(by, revoked) });
      expect(improved(before, after)).toEqual([]);
    }));

  it('in one more certificate of Unified CM, or one more trust list of it, makes nothing better', () =>
    always(2, 14, async ({ drawn, folder, check }, random) => {
      const bad = makeHierarchy<string>({
        ...drawn.recipes,
        extra: {
          issuer: random.of(['otherRoot', 'issuing']),
          key: 'rsa-2048-p',
          names: ['DNS:cucm2.example.com'],
          notBefore: '2026-09-01',
          notAfter: '2026-11-01',
        },
      });
      const [path, content] = random.of([
        ['cucm/cucm2-tomcat.pem', bad.extra!.pem],
        ['cucm/cucm2-CallManager.pem', bad.extra!.pem],
        ['cucm/more-trust.pem', bad.otherRoot!.pem],
      ] as const);
      const trustLists = [...drawn.trustLists, { file: 'cucm/more-trust.pem', of: 'unifiedCm' }];
      const options = { hits: [], carriers: [], options: { trustLists } };
      const before = await check(folder, options);
      const after = await check({ ...folder, [path]: content }, options);
      expect(improved(before, after)).toEqual([]);
    }));
});

/** The same folder under another deployment file. */
const under = ({ folder, check }: Mixture, deployment: Deployment): Promise<CheckReport> =>
  check(folder, { hits: [], carriers: [], deployment });

describe('the deployment file', () => {
  it('9. changes no verdict by a waiver', () =>
    always(3, 8, async (mixture) => {
      const before = await mixture.check();
      const { deployment } = mixture.drawn;
      const waivers = before.findings.map(({ code }) => ({
        rule: code,
        until: '2027-12-31',
        reason: 'a test',
      }));
      const after = await under(mixture, { ...deployment, waivers });
      expect(rowsOf(after)).toEqual(rowsOf(before));
    }));

  it('10. turns nothing into yes by its policy', () =>
    always(3, 8, async (mixture, random) => {
      const { deployment } = mixture.drawn;
      const policy = {
        ...deployment.policy,
        allowWildcard: random.next() < 0.7,
        minRsaBits: random.of([512, 2048, 4096]),
        expiryWarnDays: random.of([0, 400]),
        expiryErrorDays: random.of([0, 300]),
      };
      const before = await mixture.check();
      expect(becameYes(before, await under(mixture, { ...deployment, policy }))).toEqual([]);
    }));

  it('11. may name clusters and peers in any order, and files may come in any', () =>
    always(3, 10, async (mixture, random) => {
      const { deployment, trustLists } = mixture.drawn;
      const clusters = random
        .shuffled(deployment.clusters)
        .map((cluster) => ({ ...cluster, peers: random.shuffled(cluster.peers) }));
      const folder = Object.fromEntries(random.shuffled(Object.entries(mixture.folder)));
      const after = await mixture.check(folder, {
        hits: [],
        carriers: [],
        deployment: { ...deployment, clusters },
        options: { trustLists: random.shuffled(trustLists) },
      });
      expect(sorted(after)).toEqual(sorted(await mixture.check()));
    }));
});

const sorted = (report: CheckReport): [string, string][] =>
  Object.entries(rowsOf(report)).sort(([a], [b]) => (a < b ? -1 : 1));

describe('12. the form of a file', () => {
  const derOf = (pem: string): Uint8Array => decodeBase64(pem.replace(/-----[^-]*-----/g, ''));
  /** A SignedData with nothing but certificates. */
  const pkcs7 = (der: Uint8Array): Uint8Array =>
    sequence(
      oid('1.2.840.113549.1.7.2'),
      tlv(
        explicit(0),
        sequence(integer(1), setOf(), sequence(oid('1.2.840.113549.1.7.1')), tlv(explicit(0), der), setOf()),
      ),
    );
  const forms: Readonly<Record<string, (path: string, pem: string) => Folder>> = {
    DER: (path, pem) => ({ [path]: derOf(pem) }),
    'PKCS#7': (path, pem) => ({ [path]: pkcs7(derOf(pem)) }),
    zip: (path, pem) => ({ [path]: undefined, [`${path}.zip`]: zipSync({ [path]: bytesOf(pem) }) }),
    'CR LF': (path, pem) => ({ [path]: pem.replaceAll('\n', '\r\n') }),
    'a byte order mark': (path, pem) => ({ [path]: `\ufeff${pem}` }),
    'text before it': (path, pem) => ({ [path]: `Subject: something\n${pem}` }),
  };

  it.each(Object.entries(forms))('of a certificate as %s concerns uploads alone', (_, form) =>
    always(2, 4, async ({ drawn, folder, check }, random) => {
      const path = certificateFile(random.of(drawn.plan.peers).peer);
      const content = folder[path];
      if (typeof content !== 'string' || content.includes('-----\n-----')) return;
      const after = await check({ ...folder, ...form(path, content) });
      const services = ({ services: all }: CheckReport) =>
        all
          .filter(({ service }) => !isUpload(service))
          .map(({ peer, service, verdict }) => [peer, service, verdict]);
      expect(services(after)).toEqual(services(await check()));
    }),
  );
});

describe('13. what says nothing new', () => {
  it('a file that is given twice changes no verdict', () =>
    always(3, 16, async ({ folder, check }, random) => {
      const path = random.of(pathsOf(folder));
      const again = random.of(['again', 'zz']);
      // Its folder stays: it says whose the file is.
      const after = await check({ ...folder, [`${again}/${path}`]: folder[path] });
      expect(sorted(after), path).toEqual(sorted(await check()));
    }));

  it('a certificate that fits no peer and no product changes no verdict', () =>
    always(3, 8, async ({ drawn, folder, check }, random) => {
      const made = makeHierarchy({
        ...drawn.recipes,
        stray: {
          issuer: random.of(['issuing', 'otherRoot']),
          key: 'rsa-2048-p',
          names: ['DNS:www.example.org'],
          notAfter: random.of(['2026-11-01', '2027-04-01']),
        },
      });
      const after = await check({ ...folder, 'somewhere/www.pem': made.stray!.pem });
      expect(sorted(after)).toEqual(sorted(await check()));
    }));
});

describe('14. who trusts', () => {
  const rank: Readonly<Record<RequirementState['state'], number>> = { fails: 0, 'not known': 1, holds: 2 };
  const states = ({ services }: CheckReport, role: 'C' | 'E', requirement: string, drawn: Drawn) =>
    services
      .filter(({ peer }) => drawn.plan.peers.find((each) => each.peer === peer)!.role === role)
      .flatMap(({ requirements }) => requirements.filter((each) => each.requirement === requirement))
      .map(({ state }) => rank[state]);
  const worst = (list: readonly number[]): number | undefined =>
    list.length === 0 ? undefined : Math.min(...list);

  it('is who is trusted, of one cluster in each role', () =>
    always(3, 16, async ({ drawn, check }) => {
      if (drawn.shape.edges.length > 1) return;
      const report = await check();
      for (const [one, other] of [
        ['C', 'E'],
        ['E', 'C'],
      ] as const) {
        const trusts = worst(states(report, one, 'trusts-other-expressway', drawn));
        const trusted = worst(states(report, other, 'trusted-by-other-expressway', drawn));
        expect(trusts, `${one} trusts ${other}`).toBe(trusted);
      }
    }));
});

describe('18. dates', () => {
  const second = 1000;
  it('count from the first second to the last, and no chain ends later than a certificate in it', () =>
    always(1, 12, async ({ drawn, folder, check }, random) => {
      const peer = random.of(drawn.plan.peers);
      const [begins, ends] = [judgedAt.getTime(), judgedAt.getTime() + 90 * 86_400_000];
      const odd = {
        [peer.peer]: {
          ...drawn.recipes[peer.peer]!,
          notBefore: new Date(begins).toISOString(),
          notAfter: new Date(ends).toISOString(),
        },
      };
      const path = certificateFile(peer.peer);
      const changed = { ...folder, [path]: makeHierarchy({ ...drawn.recipes, ...odd })[peer.peer]!.pem };
      for (const [at, expected] of [
        [begins - second, 'fails'],
        [begins, 'holds'],
        [ends, 'holds'],
        [ends + second - 1, 'holds'],
        [ends + second, 'fails'],
      ] as const) {
        const report = await check(changed, { hits: [], carriers: [], options: { at: new Date(at) } });
        const states = report.services
          .filter((row) => row.peer === peer.peer)
          .flatMap(({ requirements }) => requirements)
          .filter(({ requirement, store }) => requirement === 'in-date' && store === 'server');
        expect(new Set(states.map(({ state }) => state)), new Date(at).toISOString()).toEqual(
          new Set([expected]),
        );
      }
      const { items } = await check(changed);
      const endOf = new Map(items.map(({ subject, notAfter }) => [subject, notAfter!]));
      for (const { chain = [], chainEnds, notAfter } of items) {
        if (!chainEnds) continue;
        // Two peers of a cluster may have one subject.
        for (const end of [notAfter!, ...chain.slice(1).flatMap((subject) => endOf.get(subject) ?? [])])
          expect(chainEnds.notAfter <= end, `${chainEnds.notAfter} <= ${end}`).toBe(true);
      }
    }));
});

describe('19. from one release to the next', () => {
  /** What rules say differently by release, besides who asks for what. */
  const told: Readonly<Record<string, readonly string[]>> = {
    'X8.9 X8.10': ['names-present'],
    'X14.1 X14.2': ['trusts-unified-cm', 'trusts-imp', 'trusts-unity'],
    'X14.2 X14.3': ['key-accepted'],
    'X15.3 X15.4': ['upload-usage', 'client-usage'],
  };
  const pairs = releases.slice(1, -1).map((release, i) => [releases[i]!, release] as const);

  it.each(pairs)('%s and %s give one requirement one state', (before, after) =>
    always(3, 2, async (mixture) => {
      const { deployment } = mixture.drawn;
      const statesOf = ({ services }: CheckReport): Map<string, string> =>
        new Map(
          services.flatMap(({ peer, service, requirements }) =>
            requirements
              .filter(({ requirement }) => !told[`${before} ${after}`]?.includes(requirement))
              .map(({ requirement, asking, state }) => [
                `${peer} ${service} ${requirement} ${asking}`,
                state,
              ]),
          ),
        );
      const old = statesOf(await under(mixture, { ...deployment, release: before }));
      const young = statesOf(await under(mixture, { ...deployment, release: after }));
      const differ = [...old].filter(([cell, state]) => young.has(cell) && young.get(cell) !== state);
      expect(differ).toEqual([]);
    }),
  );
});

describe('20. a signature that cannot be verified here', () => {
  /** sha256WithRSAEncryption becomes an algorithm that nobody here knows; it stands inside and outside of what is signed. */
  function unverifiable(pem: string): string {
    const der = Buffer.from(decodeBase64(pem.replace(/-----[^-]*-----/g, '')));
    const known = Buffer.from('2a864886f70d01010b', 'hex');
    for (let at = der.indexOf(known); at >= 0; at = der.indexOf(known, at + 1))
      der[at + known.length - 1] = 0x0f;
    return writePem('CERTIFICATE', der);
  }

  it('of a certificate turns yes into not known, and nothing into yes', () =>
    fc.assert(
      fc.asyncProperty(smallShapes, fc.nat(), async (shape, pick) => {
        const drawn = draw(shape);
        const peer = drawn.plan.peers[pick % drawn.plan.peers.length]!;
        const path = certificateFile(peer.peer);
        const folder = folderOf(drawn);
        const report = await checkFolder(drawn, { ...folder, [path]: unverifiable(String(folder[path])) });
        const verdicts = new Set(
          report.services.filter((row) => row.peer === peer.peer).map(({ verdict }) => verdict),
        );
        expect(verdicts.has('yes')).toBe(drawn.shape.release === 'X15.5' && verdicts.has('yes'));
        expect([...verdictsOf(report)].filter(([, verdict]) => verdict === 'no')).toEqual([]);
        counts.folders++;
      }),
      { seed, numRuns: scaled(10, 100), endOnFailure: true },
    ));

  it('of a CA does the same wherever it is needed', () =>
    fc.assert(
      fc.asyncProperty(smallShapes, async (shape) => {
        const drawn = draw(shape);
        const folder = folderOf(drawn);
        const issuing = String(folder['ca/issuing.pem']);
        const lists = Object.fromEntries(
          drawn.deployment.clusters.map(({ trustList }) => [
            trustList!,
            String(folder[trustList!]).replace(issuing, unverifiable(issuing)),
          ]),
        );
        const report = await checkFolder(drawn, { ...folder, ...lists, 'ca/issuing.pem': undefined });
        expect(issuerOf(drawn.plan.peers[0]!)).toBe('issuing');
        expect([...verdictsOf(report)].filter(([, verdict]) => verdict === 'no')).toEqual([]);
        expect(verdictsOf(report).get(`${drawn.plan.peers[0]!.peer} upload`)).toBe('not known');
        expect(becameYes(await checkDrawn(drawn), report)).toEqual([]);
        counts.folders++;
      }),
      { seed, numRuns: scaled(6, 60), endOnFailure: true },
    ));
});
