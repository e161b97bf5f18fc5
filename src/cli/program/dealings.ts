/** Which commands talk to whom and write what: a row of the table in the help, README.md and SECURITY.md. */
export interface Dealing {
  readonly commands: readonly string[];
  readonly talksTo: string;
  readonly writes: string;
}

/** The last row is all other commands. */
export const dealings: readonly Dealing[] = [
  { commands: ['federation check'], talksTo: "DNS, the partner's server", writes: 'nothing' },
  { commands: ['dns --check'], talksTo: 'a resolver', writes: 'nothing' },
  { commands: ['page --serve'], talksTo: 'browsers of this machine', writes: 'nothing' },
  { commands: ['csr create'], talksTo: 'nobody', writes: 'keys, requests, manifest.json, all of them new' },
  {
    commands: ['ca init'],
    talksTo: 'nobody',
    writes: 'a new folder with keys; the key of the root where --root-out says',
  },
  {
    commands: ['ca sign', 'ca revoke', 'ca crl', 'ca list', 'ca passphrase'],
    talksTo: 'nobody',
    writes: 'in the folder of the CA',
  },
  {
    commands: ['lab'],
    talksTo: 'nobody',
    writes: 'a new folder with keys and certificates, not for production',
  },
  {
    commands: ['init', 'deployment upgrade', 'page', 'ca export', 'schema'],
    talksTo: 'nobody',
    writes: 'the file that --out names; the deployment file itself with --in-place',
  },
  { commands: ['every other'], talksTo: 'nobody', writes: 'what --report and --write-parts name' },
];
