import type { CheckedItem, CheckReport } from '../check/report.ts';

/** Does it belong to the certificate? */
export type Belonging = 'yes' | 'no' | 'not checked';

/** What lies with a certificate: its key, and the request it answers. */
export type Belongings = {
  readonly key: Belonging;
  readonly keyFile?: string;
  readonly request: Belonging;
  readonly requestFile?: string;
  /** Names the request had and the certificate has not. */
  readonly lostNames: readonly string[];
};

/** Key, certificate and request side by side: are they of one piece? */
export function belongingsOf(item: CheckedItem, { items }: Pick<CheckReport, 'items'>): Belongings {
  const sameKey = (kind: CheckedItem['kind']): CheckedItem | undefined =>
    items.find((each) => each.kind === kind && each.publicKeyHash === item.publicKeyHash);
  const [key, request] = [sameKey('private-key'), sameKey('certificate-request')];
  const hasOtherKey = items.some(({ goesWith }) => goesWith === item.id);
  const there = new Set(item.names?.map((name) => name.toLowerCase()));
  return {
    key: key ? 'yes' : hasOtherKey ? 'no' : 'not checked',
    ...(key && { keyFile: key.file }),
    request: request ? 'yes' : item.keyOfRequest === 'other' ? 'no' : 'not checked',
    ...(request && { requestFile: request.file }),
    lostNames: request?.names?.filter((name) => !there.has(name.toLowerCase())) ?? [],
  };
}
