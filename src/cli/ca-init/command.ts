import { join, normalize } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { exportPrivateKey, generateKeyPair, planDeployment, type KeyKind } from '../../lib/index.ts';
import { createCa, issueCrl, type Ca } from '../../lib/issue/index.ts';
import { daysAfter } from '../ca/crl.ts';
import { keyFile, refusable } from '../ca/keys.ts';
import { authorities, filesOf, issuedFolder, remember, toBase64, type CaEntry } from '../ca/memory.ts';
import { missingFolders } from '../csr-create/files.ts';
import { writeFileSet } from '../host/file-set.ts';
import { days, descriptor } from '../inputs/flag-values.ts';
import { loadDeploymentIfAny } from '../inputs/load-deployment.ts';
import { newPassphrase } from '../inputs/passphrase.ts';
import { Journal } from '../journal/journal.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { shellWord } from '../program/next-command.ts';
import { domainsOf } from './domains.ts';
import { readMe } from './read-me.ts';

/** RSA by default: not every release and product that must check the signatures knows the other. */
const keys = {
  'ec:p256': { type: 'ec', curve: 'P-256' },
  'ec:p384': { type: 'ec', curve: 'P-384' },
  'rsa:2048': { type: 'rsa', bits: 2048 },
  'rsa:3072': { type: 'rsa', bits: 3072 },
  'rsa:4096': { type: 'rsa', bits: 4096 },
} as const satisfies Readonly<Record<string, KeyKind>>;

/** Until the root signs the next list, which is to be seldom. */
const daysOfRootList = 365;
const daysOfList = 30;

export const caInit = defineCommand({
  examples: [
    ['ca init corp-ca -d corp.yaml', 'a root and an issuing CA for the domains of the deployment'],
    ['ca init corp-ca -d corp.yaml --root-out /media/usb/root.key.pem', 'with the key of the root elsewhere'],
    ['ca init lab-ca --no-constraints --no-passphrase', 'for any name, and with keys that lie open'],
  ],
  exitCodes: [0, 2, 3, 4],
  seeAlso: ['ca sign', 'ca list', 'plan'],
  declare: (command) =>
    command
      .argument('<dir>', 'the new folder of the CA')
      .option('--name <name>', 'what the two are called; default: the name of the deployment')
      .addOption(
        new Option('--key <kind>', 'kind of both keys')
          .choices(Object.keys(keys) as (keyof typeof keys)[])
          .default('rsa:3072' as const),
      )
      .option('--days <days>', 'life of the issuing CA; the root lives twice as long', days, 1825)
      .option('--no-constraints', 'it may issue for any name, not only in the domains of the deployment')
      .option('--root-out <file>', 'write the key of the root here; it is not needed for signing')
      .option('--no-passphrase', 'write the keys without one')
      .option('--key-passphrase-file <file>', 'the passphrase of both keys, from a file or - for stdin')
      .option('--key-passphrase-fd <number>', 'the passphrase, from an open file descriptor', descriptor),
  async run(call) {
    const { flags, io, terminal } = call;
    const folder = normalize(call.args[0]).replace(/(?<=.)\/$/, '');
    const loaded = await loadDeploymentIfAny(call);
    if (flags.constraints && !loaded) {
      throw new CommandError(2, 'for which domains? No deployment file is given', {
        help: [
          'the CA may issue for the domains of a deployment:  -d FILE',
          'for any name:  --no-constraints',
        ],
      });
    }
    const unfinished = `${folder}.unfinished`;
    for (const path of [folder, unfinished, ...(flags.rootOut === undefined ? [] : [flags.rootOut])]) {
      if (await io.fs.status(path)) {
        throw new CommandError(4, `${path} exists; nothing was written`, {
          help:
            path === unfinished
              ? 'it is of a run that was stopped, and holds keys of a CA that never was: remove it'
              : 'choose another name: keys are never replaced',
        });
      }
    }
    const above = await missingFolders(folder, io.fs);
    const passphrase = flags.passphrase
      ? await newPassphrase(call, flags, 'the keys of the CA', {
          help: 'give --key-passphrase-file FILE (or - for stdin), or --no-passphrase for keys that lie open',
        })
      : undefined;

    const { at } = call.settings;
    const name = flags.name ?? loaded?.deployment.name ?? 'Private';
    const kind = keys[flags.key];
    const domains = flags.constraints && loaded ? domainsOf(planDeployment(loaded.deployment)) : [];
    const made = await refusable('the CA', async () => {
      const root = await createCa({
        commonName: `${name} Root CA`,
        keyPair: await generateKeyPair(kind),
        at,
        notAfter: daysAfter(at, 2 * flags.days),
        permittedDomains: domains,
      });
      const issuing = await createCa({
        commonName: `${name} Issuing CA 1`,
        keyPair: await generateKeyPair(kind),
        at,
        notAfter: daysAfter(at, flags.days),
        issuer: root,
        permittedDomains: domains,
      });
      return { root, issuing };
    });
    const listOf = async (ca: Ca, validDays: number) =>
      toBase64((await issueCrl(ca, { revoked: [], at, nextUpdate: daysAfter(at, validDays) })).der);
    const entries: CaEntry[] = [
      {
        type: 'init',
        root: toBase64(made.root.certificate.der),
        issuing: toBase64(made.issuing.certificate.der),
      },
      { type: 'crl', by: 'root', crl: await listOf(made.root, daysOfRootList) },
      { type: 'crl', by: 'issuing', crl: await listOf(made.issuing, daysOfList) },
    ];
    const file = (path: string, content: string, mode: number) => ({ path, content, mode, replaces: false });
    const keyFiles = await Promise.all(
      authorities.map(async (authority) => {
        const path = authority === 'root' ? flags.rootOut : undefined;
        const pem = await exportPrivateKey(
          made[authority].keyPair.privateKey,
          passphrase === undefined ? {} : { passphrase },
        );
        return file(path ?? join(unfinished, keyFile(authority)), pem, 0o600);
      }),
    );
    // Beside, and then under its name: a run that is stopped leaves no half of a CA.
    writeFileSet(
      {
        folders: [...above, unfinished, join(unfinished, issuedFolder)],
        aside: [],
        files: [
          ...keyFiles,
          ...filesOf(remember(entries)).map((each) => file(join(unfinished, each.name), each.content, 0o644)),
          file(join(unfinished, 'README.md'), readMe(made.issuing.certificate, domains), 0o644),
          ...Journal.begin(entries, io.now()).map((each) =>
            file(join(unfinished, each.name), each.content, 0o600),
          ),
        ],
      },
      io.fs.atOnce,
    );
    io.fs.atOnce.rename(unfinished, folder);
    terminal.wrote(folder, `${name} Root CA, ${name} Issuing CA 1`);
    if (flags.rootOut !== undefined)
      terminal.wrote(flags.rootOut, 'the key of the root: keep it where nobody signs');
    if (passphrase === undefined)
      terminal.warn(`the keys in ${folder} have no passphrase: whoever reads them is this CA`);
    return {
      findings: [],
      ...(loaded && { deployment: loaded.reference }),
      parts: { written: [folder] },
      text: () => [
        domains.length > 0
          ? `It issues for names in ${domains.join(', ')} alone.`
          : 'It issues for any name.',
      ],
      next: `expcert ca sign ${shellWord(folder)} csr/${loaded ? ` -d ${shellWord(loaded.reference.file)}` : ' -d corp.yaml'}`,
    };
  },
});
