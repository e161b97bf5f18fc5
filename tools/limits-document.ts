import { openLimits, type OpenLimits } from '../src/lib/formats/open.ts';

/** What each limit of open() bounds, and what becomes of what is beyond. */
const texts: Readonly<Record<keyof OpenLimits, string>> = {
  files: 'files of one call, those in archives and mails included; the rest is not read',
  fileBytes: 'bytes of one file',
  unpackedBytes: 'bytes that all archives of one call together may unpack to',
  zipDepth: 'archives and mails in each other',
  ratio: 'times its packed size that a file in an archive may have, from 1 MiB on',
  blocks: 'PEM blocks of one file; the rest is not read',
  problems: 'parts of one file that cannot be read and are told one by one',
  iterations:
    'rounds of one key derivation, counted as rounds of PBKDF2; of other derivations fewer, as a round takes longer',
  totalIterations: 'the same for all key derivations of one call together',
  scryptMemory: 'bytes of memory that scrypt may fill',
};

/** docs/limits.md: what one call of open() may cost. */
export function limitsDocument(): string {
  const rows = Object.entries(openLimits).map(
    ([name, value]: [string, number]) =>
      `| ${name} | ${value.toLocaleString('en')} | ${texts[name as keyof OpenLimits]} |`,
  );
  return `${[
    '# Limits of reading',
    '',
    '<!-- Generated: npm run docs -->',
    '',
    'What files may cost whoever reads them. Whatever is beyond a limit is reported with its name, as in `(limit blocks)`; the rest is read all the',
    'same, and counts that end early say so.',
    '',
    '- In the library each can be raised by its name: `open(files, { limits: { blocks: 50_000 } })`, and likewise in `limits` of `gather()` and `check()`.',
    '- On the command line `expcert check --max-files NUMBER` raises the number of files. The others stand: no file of the field comes near them.',
    '',
    '| limit | default | of what |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n')}\n`;
}
