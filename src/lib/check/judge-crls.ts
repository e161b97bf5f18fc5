import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { crlRules } from '../rules/chain/index.ts';
import { printName } from '../x509/name.ts';
import { crlOf } from './decoded.ts';
import type { Inventory } from './inventory.ts';

/** Judges each list of revoked certificates by itself. */
export const judgeCrls = ({ crls, placeOf }: Inventory, at: number): Finding[] =>
  crls.flatMap((thing) => {
    const { issuer, thisUpdate, nextUpdate } = crlOf(thing);
    return run(crlRules, { place: placeOf(thing), issuer: printName(issuer), thisUpdate, nextUpdate, at });
  });
