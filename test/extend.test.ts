import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as Front from '../src/lib/front.ts';
import type * as Index from '../src/lib/index.ts';
import type * as Catalogue from '../src/lib/rules/catalogue.ts';
import { extendCopy, generateCodes, type Touched } from '../tools/extend/copy.ts';
import { scratchFolder } from './support/scratch.ts';

const root = join(import.meta.dirname, '..');
const copy = join(scratchFolder('expcert extend '), 'copy');

type Library = typeof Index & typeof Front;

/** A module of the copy. */
const ofCopy = async <Module>(path: string): Promise<Module> =>
  (await import(/* @vite-ignore */ join(copy, path))) as Module;

const file = (release: string, turnServer = 'turn.example.com'): string => `version: 1
name: Example
release: ${release}
services: { b2b: true }
turnServerNames: [${turnServer}]
clusters:
  edge: { role: E, peers: [expe.example.com] }
`;

describe('a kind of name and a release fact more', () => {
  let touched: readonly Touched[];
  let library: Library;

  beforeAll(async () => {
    touched = extendCopy(root, copy);
    const { catalogue } = await ofCopy<typeof Catalogue>('src/lib/rules/catalogue.ts');
    generateCodes(copy, catalogue);
    library = {
      ...(await ofCopy<typeof Front>('src/lib/front.ts')),
      ...(await ofCopy<typeof Index>('src/lib/index.ts')),
    };
  });

  it('touch eight files, of which one is new: the rule', () => {
    expect(touched.length).toBeLessThanOrEqual(8);
    expect(touched.filter(({ isNew }) => isNew).map(({ file: name }) => name)).toEqual([
      'src/lib/rules/plan/turn-before-release.ts',
    ]);
  });

  it.each(['src/lib', 'src/cli', 'src/web'])(
    'leave %s sound: no list of kinds elsewhere lacks it',
    (part) => {
      const compiler = join(root, 'node_modules/.bin/tsc');
      const text = (() => {
        try {
          return execFileSync(compiler, ['-p', part, '--noEmit'], { cwd: copy, encoding: 'utf8' });
        } catch (error) {
          return (error as { stdout: string }).stdout;
        }
      })();
      expect(text).toBe('');
    },
  );

  it('are planned, typed into the page and explained', () => {
    const { deployment, findings } = library.readDeployment(file('X14.2'));
    expect(findings).toEqual([]);
    const plan = library.planDeployment(deployment!);
    const [peer] = plan.peers;
    expect(peer!.names.map(library.altNameText)).toEqual(['DNS:expe.example.com', 'DNS:turn.example.com']);
    expect(library.csrForm(peer!).alternativeName).toContainEqual({
      label: 'Additional alternative names',
      value: 'turn.example.com',
    });
    expect(library.checkPlan(plan, { at: new Date('2026-12-01') })).toEqual([]);
  });

  it('are judged by the rule', () => {
    const { deployment } = library.readDeployment(file('X12.5'));
    const found = library.checkPlan(library.planDeployment(deployment!), { at: new Date('2026-12-01') });
    expect(found.map(({ code, message }) => [code, message])).toEqual([
      ['plan/turn-before-release', 'nobody looks for DNS:turn.example.com on this release'],
    ]);
  });

  it('have their name read like any other', () => {
    const [finding] = library.readDeployment(file('X14.2', 'turn')).findings;
    expect(finding).toMatchObject({ code: 'deployment/name-invalid', params: { names: 'TURN server name' } });
  });
});
