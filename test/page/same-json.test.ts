import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { failures } from '../support/failures.ts';
import { corp, filesOf, handover, issue } from '../support/handover.ts';
import { expcert } from '../support/cli.ts';
import { scratchFolder } from '../support/scratch.ts';
import { describePage } from './support/browser.ts';
import { judgedAt, type Desk } from './support/desk.ts';
import { deploymentText } from './support/deployment-text.ts';
import { fixture, fixtureFolder, settled } from './support/files.ts';
import { saved } from './support/requests.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Folders as they are handed over: every failure that files can show, and those of the fixtures. */
const sets: Readonly<Record<string, () => Files>> = {
  sound: () => fixtureFolder('checks/sound'),
  mixed: () => fixtureFolder('checks/mixed'),
  'lost-name': () => fixtureFolder('checks/lost-name'),
  requests: () => ({
    ...fixtureFolder('requests'),
    'corp.yaml': readFileSync(fixture('checks/sound/corp.yaml')),
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

function write(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: 0o600 });
  }
}

/** Without what names the tool, the time, and the folder of the deployment file. */
function comparable(json: string): unknown {
  const { tool: _, checkedAt: __, ...rest } = JSON.parse(json) as Record<string, unknown>;
  return JSON.parse(JSON.stringify(rest).replaceAll(/"(?:[^"]*\/)?corp\.yaml"/g, '"corp.yaml"'));
}

async function ofPage(desk: Desk, folder: string): Promise<string> {
  const { frame } = desk;
  const removal = frame.getByRole('button', { name: 'Remove all files' });
  if (await removal.count()) {
    await frame.evaluate(() => {
      for (const fold of document.querySelectorAll('main details')) (fold as HTMLDetailsElement).open = true;
    });
    await removal.first().click();
  }
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
    for (const [name, files] of Object.entries(sets)) {
      const folder = join(scratch, name);
      write(folder, files());
      const withDeployment = 'corp.yaml' in files();
      const desk = await open({ startsAt: 'certificates' });
      const flags = withDeployment ? ['-d', `${name}/corp.yaml`] : [];
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
      const { stdout } = await expcert(args, { cwd: scratch });
      expect(comparable(await ofPage(desk, folder)), name).toEqual(comparable(stdout));
      await desk.page.context().close();
    }
  });
});
