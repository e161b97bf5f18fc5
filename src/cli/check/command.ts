import { checkedAreas, checkParts, withIds } from '../../lib/front.ts';
import { days, positive, twoValues } from '../inputs/flag-values.ts';
import { factsOption } from '../inputs/load-facts.ts';
import { passphraseFdOption, passphraseFileOption } from '../inputs/open-files.ts';
import { mostFiles } from '../inputs/read-files.ts';
import { defineCommand } from '../program/command.ts';
import type { Problem } from '../program/command-error.ts';
import { checkLines } from './check-text.ts';
import { jobsOption, standsIn } from './inputs-of-check.ts';
import { chooseRules } from './rule-choice.ts';
import { runCheck, type Checked } from './run-check.ts';
import { verdictFor, whyOf } from './why-flag.ts';
import { whyLines } from './why.ts';

export const check = defineCommand({
  examples: [
    ['check ./handover -d corp.yaml', 'everything in a folder, with the verdict on each peer'],
    ['check -d corp.yaml --report handover.html', 'the current folder, and a report for others'],
    ['check -d corp.yaml --why expe1 mra', 'what one verdict rests on'],
    ['check . --format sarif --exit-zero', 'for a code scanning service'],
  ],
  exitCodes: [0, 1, 2, 3],
  seeAlso: ['cert check', 'trust check', 'csr check', 'explain'],
  declare: (command) =>
    command
      .argument('[path...]', 'files, folders, archives, or - for stdin; default: the current folder')
      .option(
        '--only <code...>',
        'only findings of these rules: codes such as cert/expired, or areas such as trust; verdicts stay as they are',
      )
      .option('--skip <code...>', 'findings of all rules but these')
      .addOption(
        twoValues(
          '--why <peer> <service>',
          'requirement by requirement what the verdict on a service of a peer rests on, such as --why expe1 mra',
        ),
      )
      .option('--max-files <number>', 'read at most so many files; default 20000', positive)
      .option('--recursive', 'folders with all that is in them (always so)')
      .option('--peer <peer>', 'the peer that everything is for; else found by key and names')
      .option('--key <file>', 'a private key that must belong to one of the certificates')
      .addOption(passphraseFileOption())
      .addOption(passphraseFdOption())
      .option('--chain <file...>', 'CA certificates that are at hand besides')
      .option(
        '--trust <reader=file...>',
        'trusted-CA lists besides those that the deployment names, each with who reads it: a cluster, unifiedCm, imp or outside',
      )
      .option('--csr <file>', 'a request that must belong to one of the certificates')
      .option('--manifest <file>', 'manifest.json of csr create: whose key is whose')
      .option('--crl <file...>', 'revocation lists and OCSP responses; nothing is ever fetched')
      .addOption(factsOption())
      .addOption(jobsOption())
      .option('--expires-within <days>', 'warn of what ends within so many days, such as 30d', days),
  async run(call) {
    const { only, skip, maxFiles = mostFiles } = call.flags;
    const isWanted = chooseRules({ only, skip }, call.terminal);
    const { why, paths: more } = whyOf(call.flags.why);
    const given = [...call.args[0], ...more];
    const paths = given.length === 0 ? ['.'] : given;
    const checked = await runCheck(paths, call.flags, call, { maxFiles });
    const { report, loaded, plan } = checked;
    const findings = withIds([...(loaded?.findings ?? []), ...report.findings], report.items);
    const askedFor = findings.filter(({ code }) => isWanted(code));
    const asked = why && verdictFor(why, report.services, plan);
    return {
      findings,
      isAskedFor: ({ code }) => isWanted(code),
      verdicts: report.services,
      unread: [...checked.unread, ...nothingToCheck(checked, paths)],
      notChecked: report.notChecked.length,
      ...(loaded && { deployment: loaded.reference }),
      passphrase: call.flags,
      wholeAreas: checkedAreas,
      parts: checkParts(report, new Set(askedFor.map(({ id }) => id))),
      text: (view) => {
        if (!asked) return checkLines({ ...checked, askedFor, at: call.settings.at }, view);
        const verdict = view.verdicts[report.services.indexOf(asked)]!;
        return whyLines(verdict, { findings, notChecked: report.notChecked }, view);
      },
    };
  },
});

/** A check that looked at nothing is no good news. */
function nothingToCheck({ report, unread, inputs }: Checked, paths: readonly string[]): Problem[] {
  const isThere = report.items.some(
    (item) => item.kind !== 'ignored' && !standsIn(inputs.onlyDeclared, item),
  );
  if (isThere || unread.length > 0) return [];
  return [
    {
      message: `there is nothing to check in ${paths.join(', ')}`,
      details: {
        expected: 'certificates, requests, keys, trusted-CA lists or revocation lists',
        help: 'give the folder or the files that hold them; what is in a file:  expcert show FILE',
      },
    },
  ];
}
