import { clientCopyAndMore } from './client-copy-and-more.ts';
import { clusterNameIsPeer } from './cluster-name-is-peer.ts';
import { clusterWithoutName } from './cluster-without-name.ts';
import { duplicateKey } from './duplicate-key.ts';
import { encodingInvalid } from './encoding-invalid.ts';
import { fileTooLarge } from './file-too-large.ts';
import { missingKey } from './missing-key.ts';
import { nameInvalid } from './name-invalid.ts';
import { noService } from './no-service.ts';
import { nothingListed } from './nothing-listed.ts';
import { peerTwice } from './peer-twice.ts';
import { secretInline } from './secret-inline.ts';
import { unknownKey } from './unknown-key.ts';
import { valueInvalid } from './value-invalid.ts';
import { waiverExpired } from './waiver-expired.ts';
import { waiverRenamed } from './waiver-renamed.ts';
import { waiverUnused } from './waiver-unused.ts';
import { wrongType } from './wrong-type.ts';
import { yamlSyntax } from './yaml-syntax.ts';

/** Rules over the reading of a deployment file: first the text, then keys, values and names, then what contradicts. */
export const deploymentFileRules = [
  fileTooLarge,
  encodingInvalid,
  secretInline,
  yamlSyntax,
  duplicateKey,
  unknownKey,
  missingKey,
  wrongType,
  valueInvalid,
  nameInvalid,
  nothingListed,
  noService,
  peerTwice,
  clusterNameIsPeer,
  clusterWithoutName,
  clientCopyAndMore,
] as const;

/** Rules over the waivers of a deployment file, after everything else was judged. */
export const waiverRules = [waiverExpired, waiverUnused, waiverRenamed] as const;
