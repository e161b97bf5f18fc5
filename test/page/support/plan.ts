import type { Desk } from './desk.ts';

/** What somebody types into the form, field by field. */
export interface TypedPlan {
  readonly services: readonly string[];
  readonly registrationDomains?: readonly string[];
  readonly federationDomains?: readonly string[];
  readonly chatNodeAliases?: readonly string[];
  readonly phoneSecurityProfiles?: readonly string[];
  readonly cluster: 'core' | 'edge';
  readonly clusterName: string;
  readonly peer: string;
}

/** Labels of the Generate CSR page. */
const labels = {
  registrationDomains: 'Unified CM registrations domains',
  federationDomains: 'XMPP federation domains',
  chatNodeAliases: 'IM and Presence chat node aliases',
  phoneSecurityProfiles: 'Unified CM phone security profile names',
} as const;

/** Begins a deployment file and fills in the form, as its only user would: by the labels. */
export async function typePlan({ frame }: Pick<Desk, 'frame'>, typed: TypedPlan): Promise<void> {
  await frame.getByRole('button', { name: 'New deployment file' }).click();
  for (const service of typed.services) await frame.getByRole('checkbox', { name: service }).check();
  for (const [list, label] of Object.entries(labels)) {
    await replaceNames(frame, label, typed[list as keyof typeof labels] ?? []);
  }
  const other = typed.cluster === 'core' ? 'edge' : 'core';
  await frame.getByRole('button', { name: `Remove cluster ${other}` }).click();
  await frame.getByRole('textbox', { name: 'FQDN of the cluster' }).fill(typed.clusterName);
  await frame.getByRole('textbox', { name: 'FQDN of the cluster' }).press('Tab');
  await replaceNames(frame, 'FQDNs of the peers', [typed.peer]);
}

async function replaceNames(frame: Desk['frame'], label: string, names: readonly string[]): Promise<void> {
  const list = frame.getByRole('group', { name: label, exact: true });
  const add = list.getByRole('textbox', { name: `Add to ${label}` });
  const removals = await list.getByRole('button', { name: /^Remove / }).all();
  const there = await Promise.all(removals.map((button) => button.getAttribute('aria-label')));
  for (const name of names) {
    await add.fill(name);
    await add.press('Enter');
  }
  for (const label of there) {
    if (!names.some((name) => label === `Remove ${name}`))
      await list.getByRole('button', { name: label! }).click();
  }
}

/** "Alternative names as they will appear", of the peer that is shown. */
export const previewed = ({ frame }: Pick<Desk, 'frame'>): Promise<string[]> =>
  frame.locator('ol.preview summary code').allTextContents();
