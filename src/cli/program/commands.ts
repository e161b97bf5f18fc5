import type { AnyCommand } from './command.ts';

export interface CommandEntry {
  /** `['csr', 'create']` */
  readonly path: readonly [string, ...string[]];
  /** One sentence: the first line of its help, and its line in the list of commands. */
  readonly summary: string;
  /** Loaded when it is called, so that no command pays for another's imports. The paths are literals for the bundler. */
  load(): Promise<AnyCommand>;
}

/** Every command, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    path: ['init'],
    summary: 'Write a starter deployment file.',
    load: async () => (await import('../init/command.ts')).init,
  },
  {
    path: ['deployment', 'upgrade'],
    summary: 'Add to a deployment file what a newer release wants, and say why; comments stay.',
    load: async () => (await import('../deployment-upgrade/command.ts')).deploymentUpgrade,
  },
  {
    path: ['plan'],
    summary: 'Show what every CSR will hold, and why; writes nothing.',
    load: async () => (await import('../plan/command.ts')).plan,
  },
  {
    path: ['csr', 'create'],
    summary: 'Make keys and CSRs for all peers in one go.',
    load: async () => (await import('../csr-create/command.ts')).csrCreate,
  },
  {
    path: ['csr', 'check'],
    summary: 'Check CSRs before signing.',
    load: async () => (await import('../csr-check/command.ts')).csrCheck,
  },
  {
    path: ['cert', 'check'],
    summary: 'Check issued certificates, with their keys, chains and requests.',
    load: async () => (await import('../cert-check/command.ts')).certCheck,
  },
  {
    path: ['trust', 'check'],
    summary: 'Audit trusted-CA lists: entries that hide each other, and what is missing.',
    load: async () => (await import('../trust-check/command.ts')).trustCheck,
  },
  {
    path: ['check'],
    summary: 'Check everything at once: files, folders, archives; the verdict on a whole deployment.',
    load: async () => (await import('../check/command.ts')).check,
  },
  {
    path: ['compare'],
    summary: 'Compare a request with its certificate, or an old certificate with a new one.',
    load: async () => (await import('../compare/command.ts')).compare,
  },
  {
    path: ['dns'],
    summary:
      'Show the DNS records that the deployment needs; with --check, ask a resolver for them. Only that uses the network.',
    load: async () => (await import('../dns/command.ts')).dns,
  },
  {
    path: ['federation', 'check'],
    summary:
      'Look at the server of a partner: its certificate, and what becomes of its streams. Uses the network.',
    load: async () => (await import('../federation-check/command.ts')).federationCheck,
  },
  {
    path: ['federation', 'policy'],
    summary: 'Show the federation settings as they take effect: lists, routes, what is demanded of partners.',
    load: async () => (await import('../federation-policy/command.ts')).federationPolicyCommand,
  },
  {
    path: ['federation', 'decide'],
    summary: 'Say what becomes of a federation stream, or of every stream that can be.',
    load: async () => (await import('../federation-decide/command.ts')).federationDecide,
  },
  {
    path: ['ca', 'init'],
    summary: 'Make a private CA: a root, and an issuing CA for the domains of a deployment.',
    load: async () => (await import('../ca-init/command.ts')).caInit,
  },
  {
    path: ['ca', 'sign'],
    summary: 'Sign requests that are as planned; shows names and differences first.',
    load: async () => (await import('../ca-sign/command.ts')).caSign,
  },
  {
    path: ['ca', 'revoke'],
    summary: 'Revoke a certificate of a private CA, and write its next revocation list.',
    load: async () => (await import('../ca-revoke/command.ts')).caRevoke,
  },
  {
    path: ['ca', 'crl'],
    summary: 'Write the next revocation list of a private CA.',
    load: async () => (await import('../ca-crl/command.ts')).caCrl,
  },
  {
    path: ['ca', 'passphrase'],
    summary: 'Give the keys of a private CA another passphrase.',
    load: async () => (await import('../ca-passphrase/command.ts')).caPassphrase,
  },
  {
    path: ['ca', 'list'],
    summary: 'List what a private CA has issued and revoked.',
    load: async () => (await import('../ca-list/command.ts')).caList,
  },
  {
    path: ['ca', 'export'],
    summary: 'Write certificates of a private CA as PEM chain, PKCS#7, or with a key as PKCS#12.',
    load: async () => (await import('../ca-export/command.ts')).caExport,
  },
  {
    path: ['lab'],
    summary:
      'Rehearse a deployment: keys, certificates and trusted-CA lists for every side, of a CA for labs alone.',
    load: async () => (await import('../lab/command.ts')).lab,
  },
  {
    path: ['show'],
    summary: 'Decode any file: certificates, CSRs, keys, lists, PKCS#7, PKCS#12, zip archives; no verdict.',
    load: async () => (await import('../show/command.ts')).show,
  },
  {
    path: ['page'],
    summary: 'Open, write or serve the page: the same checks in a browser, in one file without a network.',
    load: async () => (await import('../page/command.ts')).page,
  },
  {
    path: ['explain'],
    summary: 'Say what a rule means, why it matters, and how to fix it.',
    load: async () => (await import('../explain/command.ts')).explain,
  },
  {
    path: ['schema'],
    summary: 'Print the JSON Schema of the deployment file or of the JSON result.',
    load: async () => (await import('../schema/command.ts')).schema,
  },
  {
    path: ['completion'],
    summary: 'Print the completion script of a shell.',
    load: async () => (await import('../completion/command.ts')).completion,
  },
];

/** Commands that only hold others. */
export const groups: Readonly<Record<string, string>> = {
  deployment: 'The deployment file.',
  csr: 'Certificate signing requests (CSRs).',
  cert: 'Issued certificates.',
  trust: 'Trusted-CA lists.',
  ca: 'A private CA, for labs and for client stores.',
  federation: 'XMPP federation: partners, settings and decisions.',
};
