import { broken } from './broken.ts';
import { bundle } from './bundle.ts';
import { incomplete } from './incomplete.ts';
import { intermediateMissing } from './intermediate-missing.ts';
import { nodeUntrusted } from './node-untrusted.ts';
import { notInOwnList } from './not-in-own-list.ts';
import { untrusted } from './untrusted.ts';

/** Rules over the way from one certificate up: first whether there is one, then who trusts it, then the file. */
export const chainRules = [
  incomplete,
  broken,
  notInOwnList,
  untrusted,
  intermediateMissing,
  nodeUntrusted,
  bundle,
] as const;
