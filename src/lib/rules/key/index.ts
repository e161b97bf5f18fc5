import { encryptedForUpload } from './encrypted-for-upload.ts';
import { mismatch } from './mismatch.ts';
import { noFinalNewline } from './no-final-newline.ts';
import { notPem } from './not-pem.ts';
import { pemDamaged } from './pem-damaged.ts';
import { readableByOthers } from './readable-by-others.ts';
import { unmatched } from './unmatched.ts';

/** Rules over one private key that is to go to an Expressway: whose it is, then its file as the page takes it. */
export const keyToUploadRules = [
  mismatch,
  unmatched,
  encryptedForUpload,
  notPem,
  pemDamaged,
  noFinalNewline,
] as const;

/** Rules over the file of any private key, of a CA's too, which goes to no Expressway. */
export const keyFileRules = [readableByOthers] as const;
