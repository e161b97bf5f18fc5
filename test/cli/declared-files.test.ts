import { describe, expect, it } from 'vitest';
import { check } from '../../src/lib/check/check.ts';
import { readDeployment } from '../../src/lib/check/read-deployment.ts';
import { corp, handover, issue, judgedAt, filesOf } from '../support/handover.ts';
import { expcertIn, type World } from '../support/io.ts';

const made = issue(corp(), {
  tomcat: { issuer: 'otherRoot', key: 'rsa-2048', names: ['DNS:cucm1.example.com'] },
  known: { issuer: 'issuing', key: 'rsa-2048', names: ['DNS:cucm1.example.com'] },
  callManager: { issuer: 'issuing', key: 'rsa-2048-b', names: ['DNS:cucm1.example.com'] },
});

/** The sound deployment of four peers as a file, in a folder with what it names; what was issued lies elsewhere. */
const deploymentFile = (core: string, edge = 'trustList: trust/edge.pem'): string => `version: 1
name: Example Corp
release: X14.2
services: { mra: true, xmppFederation: true, groupChatTls: true }
registrationDomains: [{ name: example.com, format: CollabEdgeDNS }]
federationDomains: [example.com]
chatNodeAliases: [chatnode1.example.com, chatnode2.example.com]
phoneSecurityProfiles: [DX80TLSprofile.example.com]
clusters:
  core:
    role: C
    name: expc.example.com
    peers: [expc1.example.com, expc2.example.com]
    ${core}
  edge:
    role: E
    name: expe.example.com
    peers: [expe1.example.com, expe2.example.com]
    ${edge}
`;

const sound = handover(corp(), made);
const below = (folder: string, start: string): NonNullable<World['files']> =>
  Object.fromEntries(
    Object.entries(sound).flatMap(([path, content]) =>
      content !== undefined && path.startsWith(start) ? [[`${folder}/${path}`, content] as const] : [],
    ),
  );
const issued = { ...below('in', 'issued/'), ...below('in', 'keys/') };

interface JsonResult {
  readonly findings: readonly { readonly code: string; readonly message: string }[];
  readonly notChecked: readonly { readonly what: string; readonly why: string }[];
  readonly items: readonly { readonly kind: string; readonly file: string }[];
  readonly services: readonly {
    readonly service: string;
    readonly peer: string;
    readonly verdict: string;
    readonly requirements: readonly { readonly requirement: string; readonly state: string }[];
  }[];
}

/** Services that are no yes, and what keeps each from it. */
const openRows = ({ services }: JsonResult): string[] =>
  services
    .filter(({ verdict }) => verdict !== 'yes')
    .map(({ service, peer, verdict, requirements }) => {
      const open = requirements
        .filter(({ state }) => state !== 'holds')
        .map(({ requirement }) => requirement);
      return `${service} on ${peer} ${verdict}: ${open.join(', ')}`;
    });

const mraOfCore = (requirement: string): string[] =>
  ['expc1', 'expc2'].map((peer) => `mra on ${peer}.example.com not known: ${requirement}`);

async function judged(command: string, text: string, beside: NonNullable<World['files']>) {
  const files = { ...issued, ...beside, 'corp/d.yaml': text };
  const argv = [...command.split(' '), '-d', 'corp/d.yaml'];
  const shown = await expcertIn({ files }, ...argv);
  const { stdout } = await expcertIn({ files }, ...argv, '--json');
  return { ...shown, result: JSON.parse(stdout) as JsonResult };
}

const lists = below('corp', 'trust/');
const talks = 'talksTo: { edge: traversal, unifiedCm: "cucm/*.pem", imp: "imp/*.pem" }';
const core = `trustList: trust/core.pem\n    ${talks}`;

describe.each(['check in', 'cert check in'])(
  'files that the deployment file names: expcert %s',
  (command) => {
    it('lists are read from beside it, and all but trust in Unified CM is decided', async () => {
      const { code, result } = await judged(command, deploymentFile('trustList: trust/core.pem'), lists);
      expect(code).toBe(0);
      expect(result.services).toHaveLength(16);
      expect(openRows(result)).toEqual(mraOfCore('trusts-unified-cm'));
    });

    it('certificates of Unified CM and its trust list answer the rest', async () => {
      const beside = {
        ...lists,
        'corp/cucm/cucm1-tomcat.pem': made['known']!.pem,
        'corp/cucm/cucm1-CallManager.pem': made['callManager']!.pem,
        'cas.pem': lists['corp/trust/core.pem']!,
      };
      const talksToUnifiedCm = 'trustList: trust/core.pem\n    talksTo: { unifiedCm: "cucm/*.pem" }';
      const open = await judged(command, deploymentFile(talksToUnifiedCm), beside);
      expect(openRows(open.result)).toEqual(mraOfCore('trusted-by-unified-cm'));
      const answered = await judged(
        `${command} --trust unifiedCm=cas.pem`,
        deploymentFile(talksToUnifiedCm),
        beside,
      );
      expect(openRows(answered.result)).toEqual([]);
      expect(answered.code).toBe(0);
    });

    it('certificates of Unified CM are read from beside it, and its trust is asked for', async () => {
      const beside = { ...lists, 'corp/cucm/tomcat.pem': made['tomcat']!.pem, 'corp/cucm/note.txt': 'x' };
      const { code, result } = await judged(command, deploymentFile(core), beside);
      expect(result.findings.map(({ code: each }) => each)).toContain('chain/node-untrusted');
      expect(result.notChecked).toContainEqual(
        expect.objectContaining({
          what: 'certificates of IM and Presence',
          why: 'no certificate at imp/*.pem, corp/d.yaml:15',
        }),
      );
      expect(result.notChecked.map(({ what }) => what)).not.toContain('certificates of Unified CM');
      expect(code).toBe(1);
    });

    it('patterns that nothing fits are told with their line, when nothing of the kind is there at all', async () => {
      const { code, stdout } = await judged(command, deploymentFile(core), lists);
      expect(stdout).toContain(
        'not checked  certificates of Unified CM (no certificate at cucm/*.pem, corp/d.yaml:15)',
      );
      expect(code).toBe(0);
    });

    it.each<[string, string, NonNullable<World['files']>, string]>([
      [
        'that is not there',
        'trust/edge.pem',
        {},
        'corp/trust/edge.pem: no such file (named in corp/d.yaml:19)',
      ],
      [
        'that is empty',
        'trust/edge.pem',
        { 'corp/trust/edge.pem': '' },
        'corp/trust/edge.pem: is empty (named in corp/d.yaml:19)',
      ],
      [
        'that is a folder',
        'cas',
        { 'corp/cas/a.pem': 'x' },
        'corp/cas: is a folder, a file is needed (named in',
      ],
    ])('a list %s is an input that could not be read', async (_, name, more, words) => {
      const beside = { 'corp/trust/core.pem': lists['corp/trust/core.pem']!, ...more };
      const text = deploymentFile('trustList: trust/core.pem', `trustList: ${name}`);
      const { code, stderr, result } = await judged(command, text, beside);
      expect(stderr).toContain(words);
      expect(code).toBe(3);
      expect(result.services.find(({ peer }) => peer === 'expe1.example.com')!.verdict).toBe('not known');
    });

    it('the list of one peer and the trust stores of Unified CM are read too', async () => {
      const text = deploymentFile('trustList: trust/core.pem')
        .replace('expe2.example.com]', '{ name: expe2.example.com, trustList: trust/expe2.pem }]')
        .replace('clusters:', 'trustStores: { unifiedCm: { CallManager: cucm/cm.pem } }\nclusters:');
      const { code, stderr, result } = await judged(command, text, lists);
      expect(stderr).toContain('corp/trust/expe2.pem: no such file (named in corp/d.yaml:19)');
      expect(stderr).toContain('corp/cucm/cm.pem: no such file (named in corp/d.yaml)');
      expect(stderr).toContain('mend trustStores: unifiedCm: CallManager in the deployment file');
      expect(code).toBe(3);
      const given = { 'corp/trust/expe2.pem': 'x', 'corp/cucm/cm.pem': lists['corp/trust/core.pem']! };
      const read = await judged(command, text, { ...lists, ...given });
      expect(read.stderr).toContain('corp/trust/expe2.pem');
      expect(read.result.items.map(({ file }) => file)).toContain('corp/cucm/cm.pem');
      expect(read.code).toBe(3);
      expect(result.services.find(({ peer }) => peer === 'expe1.example.com')!.verdict).toBe('yes');
    });

    it('the list of a peer outweighs that of its cluster for that peer alone', async () => {
      const text = deploymentFile('trustList: trust/core.pem').replace(
        'expe2.example.com]',
        '{ name: expe2.example.com, trustList: trust/expe2.pem }]',
      );
      const { code, result } = await judged(command, text, {
        ...lists,
        'corp/trust/expe2.pem': made['root']!.pem,
      });
      expect(code).toBe(1);
      const uploads = result.services.filter(({ service }) => service === 'upload');
      expect(uploads.map(({ peer, verdict }) => `${peer} ${verdict}`)).toEqual([
        'expc1.example.com yes',
        'expc2.example.com yes',
        'expe1.example.com yes',
        'expe2.example.com no',
      ]);
    });

    it('a list that two clusters name is the list of each', async () => {
      const text = deploymentFile('trustList: trust/core.pem', 'trustList: trust/core.pem');
      const { code, result } = await judged(command, text, {
        'corp/trust/core.pem': lists['corp/trust/core.pem']!,
      });
      expect(code).toBe(0);
      expect(openRows(result)).toEqual(mraOfCore('trusts-unified-cm'));
      expect(result.items.filter(({ kind }) => kind === 'trust-list')).toEqual([
        {
          id: 'corp/trust/core.pem',
          file: 'corp/trust/core.pem',
          kind: 'trust-list',
          entries: 2,
          of: 'core',
          alsoOf: ['edge'],
        },
      ]);
    });
  },
);

it('a folder above the deployment file is read once', async () => {
  const files = {
    ...issued,
    ...lists,
    'corp/d.yaml': deploymentFile(core),
    'corp/cucm/a.pem': made['known']!.pem,
  };
  const { stdout } = await expcertIn({ files }, 'check', '.', '-d', 'corp/d.yaml', '--json');
  const { items } = JSON.parse(stdout) as JsonResult;
  expect(items.filter(({ kind }) => kind === 'trust-list')).toHaveLength(2);
  expect(items.filter(({ kind }) => kind === 'node-certificate')).toHaveLength(1);
});

it('only what the call names itself makes a certificate check', async () => {
  const files = {
    ...lists,
    'empty/note.txt': 'x',
    'corp/d.yaml': deploymentFile(core),
    'corp/cucm/a.pem': made['known']!.pem,
  };
  const { code, stderr } = await expcertIn({ files }, 'cert', 'check', 'empty', '-d', 'corp/d.yaml');
  expect(code).toBe(3);
  expect(stderr).toContain('there is no certificate in empty');
});

it("the caller's word on whose list a file is outweighs the deployment's", async () => {
  const { deployment } = readDeployment(deploymentFile('trustList: trust/core.pem'));
  const report = await check(filesOf({ ...sound, 'trust/edge.pem': undefined }), deployment, {
    at: judgedAt,
    trustLists: [{ file: 'trust/core.pem', of: 'edge' }],
  });
  expect(report.items.find(({ kind }) => kind === 'trust-list')).toMatchObject({ of: 'edge' });
  expect(report.notChecked).toContainEqual(
    expect.objectContaining({ what: 'trusted CA list', peer: 'expc1.example.com' }),
  );
});
