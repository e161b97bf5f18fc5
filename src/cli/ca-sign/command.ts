import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { altNameText, requestText } from '../../lib/front.ts';
import { checkCsrs, planDeployment, type CsrCheck, type Plan, type RequestPlan } from '../../lib/index.ts';
import { nodeVerifier } from '../../lib/node/index.ts';
import { issueCertificate, serialHex } from '../../lib/issue/index.ts';
import { daysAfter } from '../ca/crl.ts';
import { withCa } from '../ca/folder.ts';
import { refusable, signer } from '../ca/keys.ts';
import { useOf } from '../ca/use-of.ts';
import { certificateFile, toBase64, type CaEntry, type Memory } from '../ca/memory.ts';
import { readRequests, type ReadRequest } from '../csr-check/read-requests.ts';
import { days, descriptor } from '../inputs/flag-values.ts';
import { loadDeployment } from '../inputs/load-deployment.ts';
import { defineCommand, type Call } from '../program/command.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import { shellWord } from '../program/next-command.ts';

/** A request with what is planned for it. */
interface Order {
  readonly read: ReadRequest;
  readonly check: CsrCheck;
  readonly planned: RequestPlan;
  /** Names it asks for beside those planned. */
  readonly extra: readonly string[];
}

export const caSign = defineCommand({
  examples: [
    ['ca sign corp-ca csr/ -d corp.yaml', 'show what the requests ask for, then sign them'],
    [
      'ca sign corp-ca expe1.csr -d corp.yaml --allow-extra DNS:old.example.com --yes',
      'with a name that is not planned',
    ],
  ],
  exitCodes: [0, 2, 3, 4],
  seeAlso: ['ca init', 'ca revoke', 'csr check'],
  declare: (command) =>
    command
      .argument('<dir>', 'the folder of the CA')
      .argument('<file...>', 'requests in PEM, DER or base64, and folders of them')
      .option('--days <days>', 'life of the certificates; at most that of the CA', days, 365)
      .option('--allow-extra <name...>', 'names beside the planned ones, as DNS:host')
      .option('--yes', 'sign without asking')
      .option('--key-passphrase-file <file>', 'the passphrase of the CA key, from a file or - for stdin')
      .option('--key-passphrase-fd <number>', 'the passphrase, from an open file descriptor', descriptor),
  async run(call) {
    const { flags, io, settings, terminal } = call;
    const [folder, names] = call.args;
    const loaded = await loadDeployment(call);
    const plan = planDeployment(loaded.deployment);
    const { requests, unread } = await readRequests(names, call);
    if (unread.length > 0) throw new CommandError(3, unread);
    if (requests.length === 0)
      throw new CommandError(3, `there is no certificate signing request in ${names.join(', ')}`);
    const orders = await ordersOf(requests, plan, flags.allowExtra ?? [], {
      at: settings.at,
      deploymentFile: loaded.reference.file,
    });
    return withCa(folder, call, async ({ memory, commit }) => {
      for (const order of orders) sayOrder(order, call);
      await requireConsent(orders.length, call, flags.yes === true);
      const ca = await signer('issuing', folder, memory, call, flags);
      const takenSerials = new Set(memory.takenSerials);
      const entries: CaEntry[] = [];
      const files: string[] = [];
      for (const order of orders) {
        const certificate = await refusable(order.read.place.file, () =>
          issueCertificate(order.read.request, ca, {
            use: useOf(order.planned),
            at: settings.at,
            notAfter: daysAfter(settings.at, flags.days),
            takenSerials,
            refusedKeys: refusedKeys(memory),
            plan,
            peer: order.planned.peer,
          }),
        );
        const serial = serialHex(certificate.serialNumber);
        takenSerials.add(serial);
        entries.push({ type: 'issued', for: whoseOf(order.planned), certificate: toBase64(certificate.der) });
        files.push(join(folder, certificateFile({ serial, for: whoseOf(order.planned) })));
      }
      if (io.signal.aborted) throw io.signal.reason;
      commit(entries);
      for (const file of files) terminal.wrote(file);
      return {
        findings: [],
        deployment: loaded.reference,
        parts: { written: files },
        text: () => [`${count(files.length, 'certificate')} signed.`],
        next: `expcert check ${shellWord(folder)} -d ${shellWord(loaded.reference.file)}`,
      };
    });
  },
});

async function ordersOf(
  requests: readonly ReadRequest[],
  plan: Plan,
  allowed: readonly string[],
  { at, deploymentFile }: { readonly at: Date; readonly deploymentFile: string },
): Promise<Order[]> {
  const checks = await checkCsrs(requests, { at, plan, verifier: nodeVerifier() });
  const problems: Problem[] = [];
  const orders = requests.flatMap((read, index): Order[] => {
    const check = checks[index]!;
    const { file } = read.place;
    const planned = plan.requests.find(
      ({ peer, store, domain }) =>
        peer === check.peer?.peer && store === (check.peer.store ?? 'server') && domain === check.peer.domain,
    );
    if (!planned) {
      problems.push({
        message: `${file} is the request of no peer of the deployment`,
        details: {
          found: check.request.names,
          help: 'give the deployment file that has this peer: -d FILE, or add the peer to it',
        },
      });
      return [];
    }
    const wanted = new Set(planned.names.map(altNameText));
    const extra = check.request.names.filter((name) => !wanted.has(name));
    const unallowed = extra.filter((name) => !allowed.includes(name));
    const errors = check.findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      problems.push({
        message: `${file} is not fit to be signed`,
        details: {
          found: errors.map(({ code, message }) => `${code}: ${message}`),
          help: `how to mend it: expcert csr check ${shellWord(file)} -d ${shellWord(deploymentFile)}`,
        },
      });
    } else if (unallowed.length > 0) {
      problems.push({
        message: `${file} asks for names that are not planned for ${requestText(planned)}`,
        details: {
          found: unallowed,
          help: `to sign them all the same: --allow-extra ${unallowed.map(shellWord).join(' ')}`,
        },
      });
    }
    return [{ read, check, planned, extra }];
  });
  if (problems.length > 0) throw new CommandError(4, problems);
  return orders;
}

/** Before anything is signed, the person sees what. */
function sayOrder({ read, check, planned, extra }: Order, { terminal }: Call): void {
  terminal.say(`${read.place.file}: ${requestText(planned)}, ${check.request.subject}, ${useOf(planned)}`);
  for (const name of check.request.names)
    terminal.say(`  ${name}${extra.includes(name) ? '   not planned' : ''}`);
}

async function requireConsent(requests: number, { io, settings }: Call, isGiven: boolean): Promise<void> {
  if (isGiven) return;
  if (!settings.mayPrompt) {
    throw new CommandError(2, `nobody can be asked whether to sign (${settings.noPromptBecause})`, {
      note: 'nothing was written',
      help: 'to sign without being asked: --yes',
    });
  }
  const prompts = await io.prompts();
  if (await prompts.confirm({ message: `Sign ${count(requests, 'request')}?`, initial: false })) return;
  throw new CommandError(4, 'not signed; nothing was written');
}

const whoseOf = ({ peer, store }: RequestPlan): string => (store === 'client' ? `${peer}-client` : peer);

/** A key of which a certificate was revoked as lost is lost for every other. */
const refusedKeys = ({ issued }: Memory): ReadonlySet<string> =>
  new Set(
    issued.flatMap(({ certificate, revoked }) =>
      revoked?.reason === 'keyCompromise'
        ? [`sha256:${createHash('sha256').update(certificate.publicKey.der).digest('base64')}`]
        : [],
    ),
  );
