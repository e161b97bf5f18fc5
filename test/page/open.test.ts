import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { fileAddress, goTo } from './support/desk.ts';
import { choose, fixtureFile } from './support/files.ts';
import { hostPage } from './support/hosted.ts';
import { previewed, typePlan, type TypedPlan } from './support/plan.ts';

/** The lists "Alternative name as it will appear" of figures 2 and 3 of the federation guide. */
const figure2 = [
  'DNS:vcs.example.com',
  'DNS:vcs-c-cluster.example.com',
  'DNS:chatnode1.example.com',
  'DNS:chatnode2.example.com',
  'DNS:DX80TLSprofile.example.com',
];
const figure3 = [
  'DNS:vcse.example.com',
  'DNS:vcse-cluster.example.com',
  'DNS:collab-edge.example.com',
  'DNS:example.com',
  'DNS:chatnode1.example.com',
  'DNS:chatnode2.example.com',
];

describePage('the page without a network', (open) => {
  it('opened from disk, shows the names of figure 3', async () => {
    const desk = await open({ offline: true });
    await choose(desk, [fixtureFile('fig3.yaml')]);
    await goTo(desk, 'plan');
    expect(await previewed(desk)).toEqual(figure3);
    expect(desk.heard).toEqual({ requests: [fileAddress], refused: [], errors: [] });
  });

  it('opened from a server that is gone again, shows the names of figure 3', async () => {
    const host = await hostPage();
    const desk = await open({ address: host.address });
    await host.close();
    await desk.page.context().setOffline(true);
    await choose(desk, [fixtureFile('fig3.yaml')]);
    await goTo(desk, 'plan');
    expect(await previewed(desk)).toEqual(figure3);
    expect(host.hits).toEqual(['GET /expcert.html']);
    expect(desk.heard.errors).toEqual([]);
  });
});

describePage('what the guide shows, typed into the form', (open) => {
  const services = ['Mobile and remote access (MRA)', 'XMPP federation', 'Group chat over TLS'];
  const chatNodeAliases = ['chatnode1.example.com', 'chatnode2.example.com'];

  it.each<[string, TypedPlan, string[]]>([
    [
      'figure 2',
      {
        services,
        chatNodeAliases,
        phoneSecurityProfiles: ['DX80TLSprofile.example.com'],
        cluster: 'core',
        clusterName: 'vcs-c-cluster.example.com',
        peer: 'vcs.example.com',
      },
      figure2,
    ],
    [
      'figure 3',
      {
        services,
        registrationDomains: ['example.com'],
        federationDomains: ['example.com'],
        chatNodeAliases,
        cluster: 'edge',
        clusterName: 'vcse-cluster.example.com',
        peer: 'vcse.example.com',
      },
      figure3,
    ],
  ])('%s gives its preview, line by line', async (_, typed, names) => {
    const desk = await open();
    await typePlan(desk, typed);
    expect(await previewed(desk)).toEqual(names);
    await desk.frame.getByText('Values for the Expressway page').click();
    expect((await desk.frame.locator('.form-values pre').innerText()).split('\n')).toEqual(names);
  });
});

describePage('the committed deployments of the figures', (open) => {
  it.each([
    ['fig2.yaml', figure2],
    ['fig3.yaml', figure3],
  ])('%s gives the same', async (file, names) => {
    const desk = await open();
    await choose(desk, [fixtureFile(file)]);
    await goTo(desk, 'plan');
    expect(await previewed(desk)).toEqual(names);
  });
});

describePage('the file that is handed out', () => {
  it('names what it is made of', () => {
    const html = readFileSync(join(import.meta.dirname, '../../dist/page/expcert.html'), 'utf8');
    for (const library of ['lit-html', 'yaml', 'valibot', '@noble/hashes']) {
      expect(html).toContain(`${library}`);
    }
  });
});
