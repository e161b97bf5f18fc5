import type { CertificateRecipe } from '../pki.ts';

/** A recipe that values may change. */
export type MutableRecipe = { -readonly [Name in keyof CertificateRecipe]: CertificateRecipe[Name] };

/** What the values of one chain build on: sound as long as none of them says otherwise. */
export interface ChainDraft {
  /** Keeps the names of one chain apart from those of all others. */
  readonly id: string;
  readonly leaf: MutableRecipe;
  /** The issuing CA first. */
  readonly cas: MutableRecipe[];
  readonly root: MutableRecipe;
  /** Further certificates by their name, which stand in the list alone. */
  readonly others: Record<string, MutableRecipe>;
  /** Names in the order of the trusted-CA list. */
  list: string[];
}

export const caName = (i: number): string => `ca${i + 1}`;

export const subjectOfRoot = (id: string): string => `O=Example, CN=Root ${id}`;
export const subjectOfCa = (id: string, i: number): string => `O=Example, CN=CA ${i + 1} ${id}`;
export const hostOf = (id: string): string => `host${id}.example.com`;

/** Without CA the root issues the certificate itself. */
export function soundDraft(id: string, depth: number): ChainDraft {
  const cas = Array.from({ length: depth }, (_, i): MutableRecipe => ({
    subject: subjectOfCa(id, i),
    key: `p256-ca${i + 1}`,
    issuedBy: i + 1 < depth ? caName(i + 1) : 'root',
    ca: true,
  }));
  return {
    id,
    leaf: {
      subject: `O=Example, CN=${hostOf(id)}`,
      key: 'p256-leaf',
      issuedBy: depth > 0 ? caName(0) : 'root',
      ca: false,
      keyUsage: ['digitalSignature', 'keyEncipherment'],
      eku: ['serverAuth', 'clientAuth'],
      san: [`dns:${hostOf(id)}`],
    },
    cas,
    root: { subject: subjectOfRoot(id), key: 'p256-root', ca: true },
    others: {},
    list: ['root', ...cas.map((_, i) => caName(i))],
  };
}
