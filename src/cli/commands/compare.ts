import {
  check,
  compareThings,
  open,
  pairThings,
  planDeployment,
  type Comparable,
  type Finding,
} from '../../lib/index.ts';
import { readFiles } from '../check/read-files.ts';
import { thingTexts } from '../check/thing-texts.ts';
import type { Call } from '../command.ts';
import { defineCommand } from '../command.ts';
import type { Problem } from '../command-error.ts';
import { comparisonItem, comparisonLines, type Compared } from '../compare/text.ts';
import { loadDeploymentIfAny } from '../load-deployment.ts';
import { problemOf } from '../show/problems.ts';

export const compare = defineCommand({
  examples: [
    ['compare csr/expe1.example.com.csr.pem issued/expe1.pem', 'what the CA made of a request'],
    ['compare old/expe1.pem new/expe1.pem', 'what a renewal changes'],
    ['compare csr/ issued/ -d corp.yaml', 'folder with folder, and what each lost name is needed for'],
  ],
  exitCodes: [0, 1, 2, 3],
  seeAlso: ['cert check', 'show'],
  declare: (command) =>
    command
      .argument('<before>', 'a request, a certificate, or a folder of them')
      .argument('<after>', 'what to compare it with'),
  async run(call) {
    const [before, after] = call.args;
    const loaded = await loadDeploymentIfAny(call);
    const peers = loaded ? planDeployment(loaded.deployment).peers : [];
    const sides = [await readSide(before, call), await readSide(after, call)] as const;
    const { pairs, onlyBefore, onlyAfter } = pairThings(sides[0].things, sides[1].things);
    const compared = pairs.map(([a, b]): Compared => ({ a, b, comparison: compareThings(a, b) }));
    const findings: Finding[] = [];
    for (const [a, b] of pairs)
      findings.push(...(await findingsAbout(a, b, loaded?.deployment, sides, call)));
    const unread = sides.flatMap((side) => side.unread);
    const isDifferent =
      onlyBefore.length + onlyAfter.length > 0 || compared.some(({ comparison }) => !comparison.isSame);
    const result = { compared, onlyBefore, onlyAfter, peers };
    return {
      findings,
      unread,
      isDifferent: isDifferent && unread.length === 0,
      ...(loaded && { deployment: loaded.reference }),
      parts: {
        items: compared.map(comparisonItem),
        comparison: { isDifferent, onlyBefore: onlyBefore.map(fileOf), onlyAfter: onlyAfter.map(fileOf) },
      },
      text: (view) => comparisonLines(result, findings, view),
    };
  },
});

const fileOf = ({ path }: Comparable): string => path;

interface Side {
  readonly things: readonly Comparable[];
  readonly unread: readonly Problem[];
  readonly files: Awaited<ReturnType<typeof readFiles>>['files'];
}

/** Server certificates and requests; CAs only where there is nothing else. */
async function readSide(name: string, call: Call): Promise<Side> {
  const { files, named, unread } = await readFiles([name], 'request or certificate', call);
  const { recognised, unrecognised } = await open(files, { decrypt: false, crypto: call.io.crypto });
  const all = recognised.filter(
    (item): item is Comparable => item.kind === 'certificate' || item.kind === 'certificate-request',
  );
  const servers = all.filter((item) => item.kind === 'certificate-request' || !isCa(item));
  const damaged = unrecognised.filter(
    ({ path, error }) => named.has(path) || (error.code !== 'unrecognised' && error.code !== 'empty'),
  );
  const problems = [...unread, ...damaged.map(problemOf)];
  const things = servers.length > 0 ? servers : all;
  if (things.length > 0 || problems.length > 0) return { things, unread: problems, files };
  const nothing: Problem = {
    message: `there is neither a request nor a certificate in ${name}`,
    details: { found: thingTexts(recognised) },
  };
  return { things: [], unread: [nothing], files };
}

function isCa({ certificate }: Extract<Comparable, { kind: 'certificate' }>): boolean {
  return certificate.extensions.some(
    ({ name, value }) => name === 'basicConstraints' && (value as { ca?: boolean }).ca === true,
  );
}

/** What `cert check` says of a certificate and its request; of two certificates it says nothing. */
async function findingsAbout(
  a: Comparable,
  b: Comparable,
  deployment: Parameters<typeof check>[1],
  sides: readonly [Side, Side],
  { settings, io }: Call,
): Promise<Finding[]> {
  if (a.kind === b.kind) return [];
  const files = [...sides[0].files, ...sides[1].files].filter(({ path }) =>
    [a.path, b.path].some((each) => each === path || each.startsWith(`${path}!/`)),
  );
  const report = await check(files, deployment, { at: settings.at, crypto: io.crypto, belongTogether: true });
  const codes = ['cert/differs-from-csr', 'cert/changed-by-ca', 'cert/other-request'];
  return report.findings.filter(({ code }) => codes.includes(code));
}
