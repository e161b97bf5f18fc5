import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { failures } from '../support/failures.ts';
import { corp, filesOf, handover, issue } from '../support/handover.ts';
import { expcert } from '../support/cli.ts';
import { scratchFolder } from '../support/scratch.ts';
import { describePage } from './support/browser.ts';
import { judgedAt, reload, type Desk } from './support/desk.ts';
import { deploymentText } from './support/deployment-text.ts';
import { fixture, fixtureFolder, settled, writeFiles } from './support/files.ts';
import { saved } from './support/requests.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Folders as they are handed over: every failure that files can show, and those of the fixtures. */
const sets: Readonly<Record<string, () => Files>> = {
  sound: () => fixtureFolder('checks/sound'),
  mixed: () => fixtureFolder('checks/mixed'),
  'lost-name': () => fixtureFolder('checks/lost-name'),
  requests: () => ({
    ...fixtureFolder('requests'),
    ...Object.fromEntries(
      ['corp.yaml', 'trust/core.pem', 'trust/edge.pem'].map((path) => [
        path,
        readFileSync(fixture(`checks/sound/${path}`)),
      ]),
    ),
  }),
  found: () => fixtureFolder('found'),
  ...Object.fromEntries(
    failures
      .filter(({ options }) => options === undefined)
      .map(({ row, name, deployment = corp(), odd, all, folder = () => ({}) }) => [
        `${row} ${name}`.replace(/[^\w]+/g, '-'),
        (): Files => {
          const made = issue(deployment, odd, all);
          const files = filesOf({ ...handover(deployment, made), ...folder(made) });
          return {
            'corp.yaml': deploymentText(deployment),
            ...Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])),
          };
        },
      ]),
  ),
};

/** Without what names the tool, the time, and the folder of the deployment file. */
function comparable(json: string): unknown {
  const { tool: _, checkedAt: __, ...rest } = JSON.parse(json) as Record<string, unknown>;
  return JSON.parse(JSON.stringify(rest).replaceAll(/[^\s"]*\/corp\.yaml/g, 'corp.yaml'));
}

async function ofPage(desk: Desk, folder: string): Promise<string> {
  await reload(desk);
  const { frame } = desk;
  await frame.locator('main .drop-folder input').first().setInputFiles(folder);
  await settled(desk);
  await frame.getByText('Download report').click();
  const { name, content } = await saved(desk, () =>
    frame.getByRole('button', { name: 'Result for programs (JSON)' }).click(),
  );
  expect(name).toBe('expcert-report.json');
  return content.toString();
}

describePage('the result for programs', (open) => {
  const scratch = scratchFolder('expcert-same-json-');

  it('is that of the command line, but for tool and time', { timeout: 240_000 }, async () => {
    expect(Object.keys(sets).length).toBeGreaterThanOrEqual(25);
    const desk = await open({ startsAt: 'certificates' });
    for (const [name, files] of Object.entries(sets)) {
      const folder = join(scratch, name);
      const content = files();
      writeFiles(folder, content);
      const flags = 'corp.yaml' in content ? ['-d', `${name}/corp.yaml`] : [];
      const args = [
        'check',
        name,
        ...flags,
        '--json',
        '--at',
        judgedAt.toISOString(),
        '--exit-zero',
        '--no-input',
      ];
      const [{ stdout }, json] = await Promise.all([expcert(args, { cwd: scratch }), ofPage(desk, folder)]);
      expect(comparable(json), name).toEqual(comparable(stdout));
    }
  });
});
