import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Desk } from './desk.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures');
export const fixture = (...path: readonly string[]): string => join(fixtures, ...path);

export interface Payload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const payload = (name: string, content: string | Uint8Array): Payload => ({
  name,
  mimeType: '',
  buffer: Buffer.from(content),
});

export const fixtureFile = (...path: readonly string[]): Payload =>
  payload(basename(path.at(-1)!), readFileSync(fixture(...path)));

/** All files below a folder of fixtures, by their paths in it. */
export const fixtureFolder = (folder: string): Record<string, Uint8Array> =>
  Object.fromEntries(
    readdirSync(fixture(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [relative(fixture(folder), path), new Uint8Array(readFileSync(path))]),
  );

/** Writes files below a folder, by their paths in it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: 0o600 });
  }
}

/** Gives files to the drop area of the screen. */
export async function choose({ frame }: Pick<Desk, 'frame'>, files: readonly Payload[]): Promise<void> {
  await frame
    .locator('main .drop-area input')
    .first()
    .setInputFiles([...files]);
}

/** Waits until everything that was opened has been judged. */
export async function settled({ frame }: Pick<Desk, 'frame'>): Promise<void> {
  await frame.waitForFunction(() => {
    const { state } = document.querySelector('cert-app') as unknown as {
      state: { files: unknown[]; judgement?: unknown; judging?: unknown; reading?: unknown };
    };
    return !state.judging && !state.reading && (state.files.length === 0 || state.judgement !== undefined);
  });
}

/** Paths of the files that are open. */
export const openPaths = ({ frame }: Pick<Desk, 'frame'>): Promise<string[]> =>
  frame.evaluate(() => {
    const { state } = document.querySelector('cert-app') as unknown as {
      state: { files: { path: string }[] };
    };
    return state.files.map(({ path }) => path);
  });

/** A drop as the system makes it: real files and folders of the disk, let go over the drop area. */
export async function drop(
  { page, frame }: Pick<Desk, 'page' | 'frame'>,
  paths: readonly string[],
): Promise<void> {
  const area = await frame.locator('.drop-area').first().boundingBox();
  if (!area) throw new Error('the screen shows no drop area');
  const session = await page.context().newCDPSession(page);
  const place = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...place, data });
  }
  await session.detach();
}
