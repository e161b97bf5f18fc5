import { buffer } from 'node:stream/consumers';
import type { Download } from 'playwright';
import type { Desk } from './desk.ts';

export interface Saved {
  readonly name: string;
  readonly content: Buffer;
}

/** The file that an action hands to the browser. */
export async function saved({ page }: Pick<Desk, 'page'>, action: () => Promise<unknown>): Promise<Saved> {
  const [download] = await Promise.all([page.waitForEvent('download'), action()]);
  return contentOf(download);
}

export const contentOf = async (download: Download): Promise<Saved> => ({
  name: download.suggestedFilename(),
  content: await buffer(await download.createReadStream()),
});

/** Makes keys and requests on Plan; without a passphrase the box is ticked. */
export async function makeKeys({ frame }: Pick<Desk, 'frame'>, passphrase?: string): Promise<void> {
  if (passphrase === undefined) {
    await frame.getByRole('checkbox', { name: 'Save without a passphrase' }).check();
  } else {
    await frame.getByLabel('Passphrase for the keys').fill(passphrase);
    await frame.getByLabel('The same passphrase again').fill(passphrase);
  }
  await frame.getByRole('button', { name: /^Make \d+ key/ }).click();
  await frame.getByText('Requests that were made').waitFor();
}

/** How much is in each of the browser's stores; the sealed frame has none, so it is the window's that are asked. */
export async function storedIn({ page }: Pick<Desk, 'page'>): Promise<Record<string, number>> {
  const inWindow = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: 'caches' in globalThis ? (await caches.keys().catch(() => [])).length : 0,
  }));
  return { ...inWindow, cookies: (await page.context().cookies()).length };
}
