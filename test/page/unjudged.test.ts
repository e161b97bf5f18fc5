import { expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { goTo } from './support/desk.ts';
import { choose, fixtureFile, fixtureFolder, payload, settled, type Payload } from './support/files.ts';
import { saved } from './support/requests.ts';

const allIsWell = /every service will work/;
const certificate = fixtureFile('checks/sound/issued/expe1.pem');
const deployment = fixtureFile('corp.yaml').buffer.toString();
const misspelt = payload('corp.yaml', deployment.replace(/^clusters:/m, 'cluster:'));

describePage('the overview claims nothing that was not judged', (open) => {
  it.each<[string, Payload[], string | RegExp]>([
    ['only what is no deployment file', [payload('a.yaml', '- a\n')], 'No certificate could be judged.'],
    ['a certificate alone', [certificate], /its names are not checked without a deployment file/],
    [
      'a deployment file with a mistake',
      [misspelt, certificate],
      /corp.yaml cannot be used: it has \d mistake/,
    ],
    [
      'a deployment file in YAML 1.1',
      [payload('corp.yaml', `%YAML 1.1\n---\n${deployment}`), certificate],
      /corp.yaml cannot be used: it has \d mistake/,
    ],
  ])('%s', async (_, files, expected) => {
    const desk = await open();
    await choose(desk, files);
    await settled(desk);
    await desk.frame.getByText(expected).first().waitFor();
    expect(await desk.frame.getByText(allIsWell).count()).toBe(0);
  });
});

describePage('the sentence that a screen opens with', (open) => {
  it.each([
    ['overview', 'MRA will not work on 1 of 4 peers.', 'DNS:collab-edge.example.com is missing'],
    ['certificates', 'MRA will not work on 1 of 4 peers.', 'DNS:collab-edge.example.com is missing'],
    ['trust', '1 of 2 trust lists has errors.', /^2 different self-signed certificates/],
    ['plan', 'Nothing speaks against this plan.', undefined],
  ] as const)('%s: says the worst, and leads to it', async (screen, sentence, thing) => {
    const desk = await open();
    await choose(
      desk,
      [...Object.entries(fixtureFolder('checks/mixed'))].map(([path, bytes]) =>
        payload(path.replaceAll('/', '-'), bytes),
      ),
    );
    await settled(desk);
    await goTo(desk, screen);
    const spoken = desk.frame.getByRole('region', { name: 'What it comes to' });
    await spoken.getByText(sentence).waitFor();
    if (thing === undefined) return;
    await spoken.getByRole('link', { name: thing }).first().click();
    await desk.frame.locator('main :focus:not(h1)').waitFor();
  });
});

describePage('the counters of the overview', (open) => {
  it('lead to the first cell that each counts', async () => {
    const desk = await open();
    await desk.frame.getByRole('button', { name: 'Try with example data' }).click();
    await desk.frame.getByRole('link', { name: '1 certificate with errors' }).click();
    await desk.frame.locator('button:focus', { hasText: 'error' }).waitFor();
    await desk.frame.getByRole('link', { name: /will not work on 1 peer/ }).click();
    await desk.frame.locator('button:focus', { hasText: 'No' }).waitFor();
  });
});

describePage('without a deployment file', (open) => {
  it('a certificate that is otherwise good is not called good', async () => {
    const desk = await open({ startsAt: 'certificates' });
    await choose(desk, [certificate]);
    await settled(desk);
    await desk.frame.getByText(/its names are not checked without a deployment file/).waitFor();
    expect(await desk.frame.getByText('Nothing is wrong with').count()).toBe(0);
  });
});

describePage('a deployment file that cannot be used', (open) => {
  it.each(['csr', 'certificates', 'trust'] as const)('is told on the screen %s', async (screen) => {
    const desk = await open();
    await choose(desk, [misspelt, certificate]);
    await settled(desk);
    await goTo(desk, screen);
    await desk.frame.getByRole('alert').filter({ hasText: 'corp.yaml cannot be used' }).waitFor();
  });

  it('stands with its mistakes in the result for programs', async () => {
    const desk = await open();
    await choose(desk, [misspelt, certificate]);
    await settled(desk);
    await desk.frame.getByText('Download report').click();
    const { content } = await saved(desk, () =>
      desk.frame.getByRole('button', { name: 'Result for programs (JSON)' }).click(),
    );
    const { summary, findings } = JSON.parse(content.toString()) as {
      summary: { error: number };
      findings: { code: string }[];
    };
    expect(summary.error).toBeGreaterThan(0);
    expect(findings.map(({ code }) => code)).toContain('deployment/missing-key');
  });

  it('is not relabelled where a newer expcert wrote it', async () => {
    const desk = await open();
    await choose(desk, [payload('corp.yaml', deployment.replace(/^version: 1/m, 'version: 9'))]);
    await goTo(desk, 'file');
    await desk.frame.getByText('a newer expcert wrote it').waitFor();
    expect(await desk.frame.getByRole('button', { name: 'Take it as version 1' }).count()).toBe(0);
  });
});
