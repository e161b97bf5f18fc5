import { Option } from '@commander-js/extra-typings';
import { checkTrustList, type NeededCertificate, type TrustListCheck } from '../../lib/index.ts';
import {
  fileOpener,
  type OpenFiles,
  passphraseFdOption,
  passphraseFileOption,
} from '../inputs/open-files.ts';
import { loadDeploymentIfAny } from '../inputs/load-deployment.ts';
import type { PassedOver } from '../inputs/passed-over.ts';
import { checkCluster } from '../inputs/select-peers.ts';
import type { Call } from '../program/command.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import { readEvidence } from './read-evidence.ts';
import { readCertificates, readLists, type ReadCertificates } from './read-lists.ts';
import { trustResult } from './result.ts';

export const trustCheck = defineCommand({
  examples: [
    ['trust check expc-cas.pem', 'one list: what hides what, and what fails'],
    [
      'trust check expc-cas.pem -d corp.yaml --for core --needs cucm/*.pem',
      'and whether it verifies Unified CM',
    ],
    ['trust check expc-cas.pem --needs issued/expe1.pem', 'and whether it verifies the other side'],
    ['trust check cucm-trust/ --store unified-cm', 'a folder, searched as Unified CM does'],
  ],
  exitCodes: [0, 1, 2, 3],
  seeAlso: ['cert check', 'check', 'explain'],
  declare: (command) =>
    command
      .argument('<file...>', 'lists: each a PEM bundle, PKCS#7, DER or a folder of these, or - for stdin')
      .option('--for <cluster>', 'the cluster of the deployment whose list it is')
      .option('--needs <file...>', 'certificates that the list must be able to verify: files or folders')
      .option('--crl <file...>', 'revocation lists and OCSP responses; nothing is ever fetched')
      .addOption(passphraseFileOption())
      .addOption(passphraseFdOption())
      .addOption(
        new Option('--store <kind>', 'whose list it is, since products search in different ways')
          .choices(['expressway', 'unified-cm'])
          .default('expressway' as const),
      ),
  async run(call) {
    const { for: cluster, needs = [], crl = [], store } = call.flags;
    const loaded = await loadDeploymentIfAny(call);
    if (cluster !== undefined) {
      if (!loaded) throw new CommandError(2, '--for needs a deployment file', { help: '-d FILE' });
      checkCluster(
        cluster,
        loaded.deployment.clusters.map(({ id }) => id),
      );
    }
    const openFiles = fileOpener(call, call.flags);
    const { lists, unread, passedOver } = await readLists(call.args[0], openFiles, call);
    const needed = await readNeeds(needs, openFiles, call);
    const { unread: unreadEvidence, ...evidence } = await readEvidence(crl, call);
    const checks: TrustListCheck[] = [];
    for (const { entries } of lists) {
      checks.push(
        await checkTrustList(entries, {
          at: call.settings.at,
          store,
          needs: needed.certificates,
          ...evidence,
          ...(cluster !== undefined && { cluster }),
        }),
      );
    }
    return trustResult({
      lists,
      checks,
      store,
      cluster,
      at: call.settings.at,
      areNeedsGiven: needs.length > 0,
      isEvidenceGiven: crl.length > 0,
      unread: [...unread, ...needed.unread, ...unreadEvidence],
      passedOver: [...passedOver, ...needed.passedOver],
      deployment: loaded?.reference,
    });
  },
});

/** Certificates of the other side; the CAs that come with them are there for the reader, not for the list. */
async function readNeeds(names: readonly string[], openFiles: OpenFiles, call: Call) {
  const certificates: ReadCertificates['certificates'][number][] = [];
  const unread: Problem[] = [];
  const passedOver: PassedOver[] = [];
  for (const name of names) {
    const read = await readCertificates([name], 'file of certificates', openFiles, call);
    certificates.push(...read.certificates);
    unread.push(...read.unread);
    passedOver.push(...read.passedOver);
  }
  const counts = new Map<string, number>();
  for (const { path } of certificates) counts.set(path, (counts.get(path) ?? 0) + 1);
  const needed = certificates.map(({ certificate, path, entry }): NeededCertificate => ({
    certificate,
    place: { file: path, ...(counts.get(path)! > 1 && { entry }) },
  }));
  return { certificates: needed, unread, passedOver };
}
