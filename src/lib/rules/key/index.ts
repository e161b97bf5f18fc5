import { encryptedForUpload } from './encrypted-for-upload.ts';
import { mismatch } from './mismatch.ts';
import { noFinalNewline } from './no-final-newline.ts';
import { notPem } from './not-pem.ts';
import { pemDamaged } from './pem-damaged.ts';
import { readableByOthers } from './readable-by-others.ts';
import { unmatched } from './unmatched.ts';

/** Rules over one private key: whose it is, then its file. */
export const keyRules = [
  mismatch,
  unmatched,
  encryptedForUpload,
  notPem,
  pemDamaged,
  noFinalNewline,
  readableByOthers,
] as const;

/** Over the key of a CA, which goes to no Expressway. */
export const caKeyRules = [readableByOthers] as const;
