import { open } from '../../lib/index.ts';

const keyKinds: readonly (string | undefined)[] = [
  'private-key',
  'encrypted-private-key',
  'pkcs12',
  'binary',
];

/** By content, in archives too. What nobody can read counts as a key: it may be encrypted. */
export async function mayHoldKey(path: string, bytes: Uint8Array): Promise<boolean> {
  const { recognised, unrecognised } = await open([{ path, bytes }], { decrypt: false });
  if (recognised.some(({ kind }) => keyKinds.includes(kind))) return true;
  return (
    unrecognised.some(({ kind, label, error }) => {
      if (keyKinds.includes(kind) || label?.includes('PRIVATE KEY')) return true;
      return kind === undefined && label === undefined && error.code !== 'empty';
    }) || textKey.test(new TextDecoder('latin1').decode(bytes))
  );
}

/** Keys in text that the library takes for nothing of its own: inside JSON, of PuTTY, of PGP. */
const textKey = /PRIVATE KEY|^PuTTY-User-Key-File/;
