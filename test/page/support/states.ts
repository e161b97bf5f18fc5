import type { Desk } from './desk.ts';
import { choose, fixtureFile, fixtureFolder, payload, settled, type Payload } from './files.ts';

/** What may be open when somebody comes to a screen. */
export const states = ['empty', 'loaded', 'findings', 'error'] as const;
export type PageState = (typeof states)[number];

const folder = (name: string): Payload[] =>
  Object.entries(fixtureFolder(name)).map(([path, bytes]) => payload(path.replaceAll('/', '-'), bytes));

const contents: Readonly<Record<PageState, () => readonly Payload[]>> = {
  empty: () => [],
  loaded: () => [...folder('checks/sound'), fixtureFile('requests/expe1.csr.pem')],
  findings: () => [
    ...folder('checks/mixed'),
    ...[
      'weak',
      'expe1-without-collab-edge',
      'expe2-with-extra-name',
      'other-name-forms',
      'bad-signature',
    ].map((name) => fixtureFile(`requests/${name}.csr.pem`)),
    fixtureFile('checks/root-first.pem'),
    fixtureFile('found/aes-256.p12'),
  ],
  error: () => [
    fixtureFile('deployments/broken/fifteen-mistakes.yaml'),
    payload('empty.pem', ''),
    payload('notes.docx', 'PK not really'),
    payload('cut.pem', fixtureFile('checks/sound/issued/expe1.pem').buffer.subarray(0, 500)),
    fixtureFile('found/aes-256.p12'),
    fixtureFile('found/no-mac.p12'),
  ],
};

/** Brings the page into a state. */
export async function bring(desk: Pick<Desk, 'frame'>, state: PageState): Promise<void> {
  const files = contents[state]();
  if (files.length === 0) return;
  await choose(desk, files);
  await settled(desk);
}

/** Unfolds everything that can be unfolded, but for the menus. */
export const unfold = ({ frame }: Pick<Desk, 'frame'>): Promise<void> =>
  frame.evaluate(() => {
    for (const fold of document.querySelectorAll('main details:not(.menu)'))
      (fold as HTMLDetailsElement).open = true;
  });

export const setTheme = ({ frame }: Pick<Desk, 'frame'>, theme: 'System' | 'Light' | 'Dark'): Promise<void> =>
  frame.getByRole('radio', { name: theme }).check({ force: true });
