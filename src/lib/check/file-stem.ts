/** Files of one folder that differ in their endings alone belong together: `in/expe1.pem` and `in/expe1.key`. */
export const stemOf = (path: string): string =>
  path.replace(/(\.(key|pem|crt|cer|der|privkey|private|p8|csr|req|p10))+$/i, '').toLowerCase();
