// npm run bench [-- NAME…]: one JSON line per figure, then a table. NAME picks figures whose name contains it.
import * as attack from './attack.mjs';
import * as check from './check.mjs';
import * as creation from './creation.mjs';
import * as federation from './federation.mjs';
import * as packed from './package.mjs';
import * as page from './page.mjs';
import * as parsing from './parsing.mjs';
import * as plan from './plan.mjs';
import * as reading from './reading.mjs';
import * as reload from './reload.mjs';
import * as revocation from './revocation.mjs';
import * as startUp from './start-up.mjs';
import * as validation from './validation.mjs';

const figures = {
  ...startUp.figures,
  ...packed.figures,
  ...plan.figures,
  ...creation.figures,
  ...parsing.figures,
  ...reading.figures,
  ...validation.figures,
  ...revocation.figures,
  ...check.figures,
  ...federation.figures,
  ...attack.figures,
  ...reload.figures,
  ...page.figures,
};

const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.some((part) => name.includes(part));
const rounded = (value) => Number(value.toPrecision(4));

/** What has no peer is measured as it is, against a limit of its own. */
function amount(figure, { what, value, atMost, ...rest }) {
  return { figure, value: rounded(value), atMost, holds: value <= atMost, ...rest, what };
}

/** The ratio is ours by the peer's: below 1 we are faster. */
function result(figure, measured) {
  if ('value' in measured) return amount(figure, measured);
  const { oursMs, peerMs, atMost, ...rest } = measured;
  const ratio = oursMs / peerMs;
  return {
    figure,
    ratio: rounded(ratio),
    ...(atMost !== undefined && { atMost: rounded(atMost), holds: ratio <= atMost }),
    ...rest,
    oursMs: rounded(oursMs),
    peerMs: rounded(peerMs),
  };
}

function table(results) {
  const rows = results.map(({ figure, ratio, value, unit, atMost, holds, ours, peer, what }) => [
    figure,
    ratio === undefined ? `${value} ${unit}` : ratio.toFixed(3),
    atMost === undefined ? 'reported' : `at most ${atMost}`,
    holds === undefined ? '' : holds ? 'ok' : 'MISSED',
    what ?? `${ours}  against  ${peer}`,
  ]);
  const all = [['figure', 'result', 'limit', '', 'what'], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const results = [];
for (const [name, measure] of Object.entries(figures)) {
  if (!isWanted(name)) continue;
  const line = result(name, await measure());
  results.push(line);
  console.log(JSON.stringify(line));
}
console.log(`\n${table(results)}`);
process.exitCode = results.length > 0 && results.every(({ holds }) => holds !== false) ? 0 : 1;
