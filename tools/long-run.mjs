// The counts of a long run, a line of JSON each, as docs/long-run.md.
import { readFileSync } from 'node:fs';

const lines = readFileSync(process.argv[2], 'utf8')
  .trim()
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
const day = new Date().toISOString().slice(0, 10);
const seeds = [...new Set(lines.map(({ seed }) => seed))].join(', ');
const rows = lines.map(({ what, counts }) => {
  const numbers = Object.entries(counts).map(([name, count]) => `${count.toLocaleString('en')} ${name}`);
  return `| ${what} | ${numbers.join(', ')} |`;
});
console.log(`# The long run

\`.ci/long\`, ${day}, Node ${process.versions.node}, seed ${seeds}. \`.ci/run\` runs samples of the same.

| what | counts |
| --- | --- |
${rows.join('\n')}`);
