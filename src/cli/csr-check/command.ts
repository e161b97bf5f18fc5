import { checkCsrs, planDeployment, type KeyOwner } from '../../lib/index.ts';
import { nodeVerifier } from '../../lib/node/index.ts';
import { readManifest } from '../csr-create/manifest.ts';
import { descriptor } from '../inputs/flag-values.ts';
import { loadDeploymentIfAny } from '../inputs/load-deployment.ts';
import { factsOption, loadFacts, requireDeploymentForFacts } from '../inputs/load-facts.ts';
import { selectPeers } from '../inputs/select-peers.ts';
import type { Call } from '../program/command.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import { readKey } from './read-key.ts';
import { readRequests } from './read-requests.ts';
import { checkedResult } from './result.ts';

export const csrCheck = defineCommand({
  examples: [
    ['csr check inbox/*.csr -d corp.yaml', 'every request against the plan of its peer'],
    ['csr check csr/', 'every request in a folder'],
    ['csr check new.csr -d corp.yaml --peer expe1.example.com', 'as the request of this peer'],
    ['csr check -', 'a request from stdin, by itself'],
  ],
  exitCodes: [0, 1, 2, 3],
  seeAlso: ['plan', 'csr create', 'explain'],
  declare: (command) =>
    command
      .argument('<file...>', 'requests in PEM, DER or base64, folders, or - for stdin')
      .option('--peer <peer>', 'the peer the requests are for; else found by key and names')
      .option('--manifest <file>', 'manifest.json of csr create: whose key is whose')
      .option('--key <file>', 'the private key that must belong to the request')
      .option('--key-passphrase-file <file>', 'the passphrase of --key, from a file or - for stdin')
      .option(
        '--key-passphrase-fd <number>',
        'the passphrase of --key, from an open file descriptor',
        descriptor,
      )
      .addOption(factsOption()),
  async run(call) {
    const { peer, manifest, key } = call.flags;
    if (key === undefined && (call.flags.keyPassphraseFile ?? call.flags.keyPassphraseFd) !== undefined) {
      throw new CommandError(2, 'a passphrase is given, and nothing to use it for', {
        help: 'add --key FILE',
      });
    }
    const loaded = await loadDeploymentIfAny(call);
    if (peer !== undefined && !loaded) {
      throw new CommandError(2, '--peer needs a deployment file', { help: '-d FILE' });
    }
    requireDeploymentForFacts(call.flags.facts, loaded);
    const facts = await loadFacts(call.flags.facts, call);
    const plan = loaded && planDeployment(loaded.deployment, facts);
    const [chosen] = plan && peer !== undefined ? selectPeers(plan, [peer]) : [];
    const owners = manifest === undefined ? undefined : await readOwners(manifest, call);
    const keyRead = key === undefined ? undefined : await readKey(key, call, call.flags);
    const { requests, unread, passedOver } = await readRequests(call.args[0], call);
    const checks = await checkCsrs(requests, {
      at: call.settings.at,
      crypto: call.io.crypto,
      verifier: nodeVerifier(),
      ...(plan && { plan }),
      ...(chosen && { peer: chosen.peer }),
      ...(owners && 'peers' in owners && { manifest: owners.peers }),
      ...(keyRead && 'keyPair' in keyRead && { keyPair: keyRead.keyPair }),
    });
    const nothing = requests.length + unread.length === 0 ? [nothingFound(call.args[0])] : [];
    return checkedResult({
      read: requests,
      checks,
      keyFindings: keyRead && 'findings' in keyRead ? keyRead.findings : [],
      unread: [...problemIn(owners), ...problemIn(keyRead), ...unread, ...nothing],
      passedOver,
      deployment: loaded?.reference,
    });
  },
});

async function readOwners(
  file: string,
  call: Call,
): Promise<{ readonly peers: readonly KeyOwner[] } | Failure> {
  try {
    const manifest = readManifest((await call.inputs.read(file, 'manifest')).bytes);
    if (manifest) return { peers: manifest.peers };
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === 3) return { problem: error.problems[0]! };
    throw error;
  }
  const details = { expected: 'manifest.json as csr create writes it' };
  return { problem: { message: `${file} is not a manifest`, details } };
}

type Failure = { readonly problem: Problem };

const problemIn = (read: object | Failure | undefined): Problem[] =>
  read && 'problem' in read ? [read.problem] : [];

const nothingFound = (names: readonly string[]): Problem => ({
  message: `there is no certificate signing request in ${names.join(', ')}`,
  details: { help: 'requests are files in PEM or DER: usually .csr, .csr.pem or .req' },
});
