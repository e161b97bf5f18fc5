import { IssueError } from '../issue-error.ts';
import type * as forCms from './pkijs.ts';
import type { x509 } from './x509.ts';

export type X509 = typeof x509;
export type Extension = InstanceType<X509['Extension']>;
export type Pkijs = typeof forCms;

/** Read when something is issued for the first time: whoever only imports the entry pays nothing, and keeps Reflect as it is. */
export async function loadX509(): Promise<X509> {
  const needed = ['@peculiar/x509@^2.2', 'reflect-metadata@^0.2.2'];
  return (await loaded(needed, () => import('./x509.ts'))).x509;
}

export const loadPkijs = (): Promise<Pkijs> => loaded(['pkijs@^4', 'asn1js@^4'], () => import('./pkijs.ts'));

const absent: readonly unknown[] = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];

/** They are optional peers of the package: most users never issue anything. */
export async function loaded<Module>(
  packages: readonly string[],
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    if (!absent.includes((cause as { readonly code?: unknown } | null)?.code)) throw cause;
    const what = `expcert/issue needs packages that are not installed: npm install ${packages.join(' ')}`;
    throw new IssueError('package-missing', what, { cause });
  }
}
