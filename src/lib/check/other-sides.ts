import { itemId } from '../findings/ids.ts';
import type { OtherProduct } from '../product/products.ts';
import type { ListAnswer } from '../rules/chain/facts.ts';
import type { ChainJudge, ToRoot } from './chain-judge.ts';
import { otherSideIn } from './file-roles.ts';
import type { Inventory } from './inventory.ts';
import type { OtherSideCertificate } from './sort-certificates.ts';

/** A certificate of a side that no rule judges, or of a CA that the side names as its own. */
export interface OtherSide extends OtherSideCertificate {
  /** Id of its item. */
  readonly item: string;
  readonly isCa: boolean;
  readonly toRoot: ToRoot;
  /** What the lists of Expressways make of it. */
  readonly lists: readonly ListAnswer[];
}

/** Asks the lists of the Expressways about the certificates of other sides, and about CAs in their files. */
export async function judgeOtherSides(
  others: readonly OtherSideCertificate[],
  { certificates, plan }: Pick<Inventory, 'certificates' | 'plan'>,
  chains: ChainJudge,
): Promise<OtherSide[]> {
  const ofCas = certificates.cas.flatMap((found) => {
    const product = plan && otherSideIn(found.thing.path, plan.deployment);
    return product ? [{ ...found, product, isCa: true }] : [];
  });
  const judged: OtherSide[] = [];
  for (const each of [...others.map((other) => ({ ...other, isCa: false })), ...ofCas]) {
    if (!askedAbout.has(each.product)) continue;
    const { certificate } = each.issued;
    const toRoot = await chains.toRoot(certificate, undefined);
    const lists = await chains.ask(certificate, toRoot, ({ reader }) => reader.kind === 'expressway');
    judged.push({ ...each, item: itemId(each.place), toRoot, lists });
  }
  return judged;
}

const askedAbout: ReadonlySet<OtherProduct> = new Set<OtherProduct>(['meetingServer', 'webex']);
