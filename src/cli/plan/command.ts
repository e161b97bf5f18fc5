import { Option } from '@commander-js/extra-typings';
import { csrForm, opensslRequest } from '../../lib/front.ts';
import {
  checkPlan,
  planDeployment,
  waiveFindings,
  type Detail,
  type Finding,
  type PeerPlan,
} from '../../lib/index.ts';
import { passphraseFdOption, passphraseFileOption } from '../inputs/open-files.ts';
import { loadDeployment } from '../inputs/load-deployment.ts';
import { factsOption, loadFacts } from '../inputs/load-facts.ts';
import { selectPeers } from '../inputs/select-peers.ts';
import { defineCommand } from '../program/command.ts';
import { deploymentArgument, newFolder } from '../program/next-command.ts';
import type { DeploymentReference, View } from '../program/report.ts';
import { findingCounts } from '../render/finding-lines.ts';
import type { Line } from '../render/line.ts';
import { formLines } from './form-text.ts';
import { namesLines } from './names-text.ts';
import { opensslLines } from './openssl-text.ts';
import { planJson } from './plan-json.ts';
import { planLines } from './plan-text.ts';

export const plan = defineCommand({
  examples: [
    ['plan', 'every peer of ./expcert.yaml'],
    ['plan -d corp.yaml --names expe1.example.com', 'one name per line, for copy and paste'],
    ['plan -d corp.yaml --form expe1.example.com', 'what to type into the Expressway page'],
    ['plan -d corp.yaml --against issued/', 'names that would come (+) and go (-)'],
  ],
  exitCodes: [0, 1, 2, 3],
  seeAlso: ['csr create', 'explain'],
  declare: (command) =>
    command
      .argument('[peer...]', 'only these peers, by FQDN')
      .option('--cluster <cluster>', 'only the peers of this cluster')
      .option('--against <path>', 'what would change beside the certificates or requests in a file or folder')
      .addOption(passphraseFileOption())
      .addOption(passphraseFdOption())
      .addOption(factsOption())
      .addOption(exclusive('--names', 'only the names, one per line'))
      .addOption(exclusive('--form', 'the values for the Generate CSR page of the Expressway'))
      .addOption(exclusive('--openssl', 'the openssl configuration and command that make the same requests'))
      .addOption(exclusive('--why', 'who needs each name, where it is written, and which document says so')),
  async run(call) {
    const { deployment, findings: mistakes, reference } = await loadDeployment(call);
    const { names, form, openssl, why } = call.flags;
    const whole = planDeployment(deployment, await loadFacts(call.flags.facts, call));
    const peers = selectPeers(whole, call.args[0], call.flags.cluster);
    const findings = [...mistakes, ...checkPlan(whole, { at: call.settings.at })].filter(about(peers));
    const isList = names ?? form ?? openssl ?? false;
    const against =
      call.flags.against === undefined
        ? undefined
        : await (await import('./against.ts')).planAgainst(call.flags.against, whole, peers, call);
    if (isList && findings.length > 0) {
      const { findings: marked } = waiveFindings(findings, deployment.waivers, { at: call.settings.at });
      call.terminal.say(
        `${findingCounts(marked, { waiverOf: () => undefined })}; to read them: expcert plan${deploymentArgument(reference)}`,
      );
    }
    const text = (view: View): readonly Line[] => {
      if (against) return against.lines;
      if (names) return namesLines(peers);
      if (form) return formLines(peers);
      if (openssl) return opensslLines(peers);
      return planLines({ plan: whole, peers, findings, reference, why: why ?? false }, view);
    };
    return {
      findings,
      deployment: reference,
      ...(peers.length === whole.peers.length && { wholeAreas: ['plan', 'deployment'] }),
      ...(against && { unread: against.unread }),
      parts: {
        plan: planJson(whole, peers, (peer) => extras(peer, { form, openssl })),
        ...(against && { items: against.items }),
      },
      text,
      ...(!isList && { next: nextStep(reference, peers, await newFolder('csr', call.io.fs)) }),
    };
  },
});

const views = ['names', 'form', 'openssl', 'why'];

/** One way to show a plan at a time. */
function exclusive<Flags extends string>(flags: Flags, description: string) {
  return new Option(flags, description).conflicts(views.filter((view) => `--${view}` !== flags));
}

function extras(
  peer: PeerPlan,
  { form, openssl }: { form?: true | undefined; openssl?: true | undefined },
): Detail {
  return {
    ...(form && { form: { ...csrForm(peer) } as unknown as Detail }),
    ...(openssl && { openssl: { ...opensslRequest(peer) } }),
  };
}

/** Findings about the peers shown, and those about the deployment as a whole. */
function about(peers: readonly PeerPlan[]) {
  return ({ subject: { peer, cluster } }: Finding): boolean =>
    peers.some(
      (shown) => shown.peer === (peer ?? shown.peer) && shown.cluster === (cluster ?? shown.cluster),
    );
}

function nextStep(reference: DeploymentReference, peers: readonly PeerPlan[], folder: string): string {
  const file = deploymentArgument(reference);
  const { peer } = peers.find(({ role }) => role === 'E') ?? peers[0]!;
  const form = `expcert plan${file} --form ${peer}`;
  if (peers.every(({ custody }) => custody === 'expressway')) return form;
  return `expcert csr create${file} --out ${folder}/        (or: ${form})`;
}
