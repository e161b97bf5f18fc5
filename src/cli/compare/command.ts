import { compareThings, pairThings, type Comparable } from '../../lib/front.ts';
import { catalogue, check, planDeployment, type Finding } from '../../lib/index.ts';
import { fileOpener, passphraseFdOption, passphraseFileOption } from '../inputs/open-files.ts';
import { loadDeploymentIfAny } from '../inputs/load-deployment.ts';
import type { Call } from '../program/command.ts';
import { defineCommand } from '../program/command.ts';
import { readComparables, type ReadComparables } from './read-comparables.ts';
import { comparisonItem, comparisonLines, type Compared } from './text.ts';

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
      .argument('<after>', 'what to compare it with')
      .addOption(passphraseFileOption())
      .addOption(passphraseFdOption()),
  async run(call) {
    const [before, after] = call.args;
    const loaded = await loadDeploymentIfAny(call);
    const peers = loaded ? planDeployment(loaded.deployment).peers : [];
    const openFiles = fileOpener(call, call.flags);
    const sides = [
      await readComparables([before], openFiles, call),
      await readComparables([after], openFiles, call),
    ] as const;
    const { pairs, onlyBefore, onlyAfter } = pairsOf(sides);
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

/** With a side that could not be read nothing can be said of the other. */
const pairsOf = ([before, after]: readonly [ReadComparables, ReadComparables]) =>
  [before, after].some(({ things }) => things.length === 0)
    ? pairThings([], [])
    : pairThings(before.things, after.things);

const fileOf = ({ path }: Comparable): string => path;

/** What `cert check` says of a certificate and its request; of two certificates it says nothing. */
async function findingsAbout(
  a: Comparable,
  b: Comparable,
  deployment: Parameters<typeof check>[1],
  sides: readonly [ReadComparables, ReadComparables],
  { settings }: Call,
): Promise<Finding[]> {
  if (a.kind === b.kind) return [];
  const files = sides
    .flatMap((side) => side.files)
    .filter(({ path }) => [a.path, b.path].some((each) => each === path || each.startsWith(`${path}!/`)));
  const isIn = (part: { readonly path: string }): boolean =>
    files.some(({ path }) => part.path === path || part.path.startsWith(`${path}!/`));
  const opened = {
    recognised: sides.flatMap((side) => side.opened.recognised).filter(isIn),
    unrecognised: sides.flatMap((side) => side.opened.unrecognised).filter(isIn),
  };
  const options = { at: settings.at, belongTogether: true, opened };
  const report = await check(files, deployment, options);
  return report.findings.filter(({ code }) => ofRequest.has(code));
}

const ofRequest: ReadonlySet<string> = new Set(
  catalogue.flatMap(({ code, comparesWithRequest }) => (comparesWithRequest ? [code] : [])),
);
