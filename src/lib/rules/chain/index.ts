import { broken } from './broken.ts';
import { bundle } from './bundle.ts';
import { caUsageForbids } from './ca-usage-forbids.ts';
import { crlEndsSoon } from './crl-ends-soon.ts';
import { crlOutdated } from './crl-outdated.ts';
import { endImminent } from './end-imminent.ts';
import { endsFirst } from './ends-first.ts';
import { incomplete } from './incomplete.ts';
import { intermediateMissing } from './intermediate-missing.ts';
import { nodeFault } from './node-fault.ts';
import { nodeTwinUntrusted } from './node-twin-untrusted.ts';
import { nodeUntrusted } from './node-untrusted.ts';
import { nodeUpgrade } from './node-upgrade.ts';
import { notInOwnList } from './not-in-own-list.ts';
import { otherListFault } from './other-list-fault.ts';
import { ownListFault } from './own-list-fault.ts';
import { tolerated } from './tolerated.ts';
import { untrusted } from './untrusted.ts';

/** Rules over the way from one certificate up: first whether there is one, then who trusts it, then the file. */
export const chainRules = [
  incomplete,
  broken,
  notInOwnList,
  ownListFault,
  untrusted,
  intermediateMissing,
  otherListFault,
  caUsageForbids,
  endImminent,
  endsFirst,
  tolerated,
  nodeUntrusted,
  nodeFault,
  nodeTwinUntrusted,
  nodeUpgrade,
  bundle,
] as const;

/** Rules over lists of revoked certificates. */
export const crlRules = [crlOutdated, crlEndsSoon] as const;
