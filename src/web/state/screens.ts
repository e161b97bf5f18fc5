import type { TextId } from '../texts/catalogue.ts';

/** In the order of the navigation. */
export const screenIds = ['overview', 'plan', 'csr', 'certificates', 'trust', 'file'] as const;
export type ScreenId = (typeof screenIds)[number];

export const screenTitle = {
  overview: 'screen.overview',
  plan: 'screen.plan',
  csr: 'screen.csr',
  certificates: 'screen.certificates',
  trust: 'screen.trust',
  file: 'screen.file',
} as const satisfies Record<ScreenId, TextId>;

/** `#plan`: what a link to the screen leads to. */
export const hashOf = (screen: ScreenId): string => `#${screen}`;

/** The screen of an address; undefined where it names none, as a link to a field on the screen does. */
export const screenOf = (hash: string): ScreenId | undefined =>
  screenIds.find((screen) => hashOf(screen) === hash);
