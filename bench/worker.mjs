// One side of a comparison: prepares, warms up, then runs once each time it is asked and answers with the milliseconds.
import { time } from './measure.mjs';

/** Code that runs often is compiled anew after a while; until then it is no measure of anything. */
const warmUpMs = 1500;

const [module, name, folder] = process.argv.slice(2);
const { works } = await import(module);
const work = await works[name](folder);
for (let spent = 0; spent < warmUpMs;) spent += await time(work);
process.on('message', async () => process.send(await time(work)));
process.send('ready');
