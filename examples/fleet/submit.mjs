// Checks all files of a folder, gathered by whatever workers there are: node submit.mjs PORT DEPLOYMENT FOLDER DATE
// Prints the report, which is that of check() in one process.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { judge, mergeFacts, readDeployment } from 'expcert';
import { nodeVerifier } from 'expcert/node';
import { openQueue } from './queue/connect.mjs';

const partLength = 10;

const [port, file, folder, date] = process.argv.slice(2);
const { deployment, findings } = readDeployment(await readFile(file), { file });
if (!deployment) throw new Error(findings.map(({ message }) => message).join('\n'));

const found = await readdir(folder, { recursive: true, withFileTypes: true });
const paths = found.filter((each) => !each.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
const parts = Array.from({ length: Math.ceil(paths.length / partLength) }, (_, at) =>
  paths.slice(at * partLength, (at + 1) * partLength),
);
const queue = openQueue(Number(port));
try {
  const [first, ...others] = await queue.gatherAll(parts);
  const facts = others.reduce(mergeFacts, first);
  const report = await judge(facts, deployment, { at: new Date(date), verifier: nodeVerifier() });
  console.log(JSON.stringify(report, undefined, 2));
} finally {
  await queue.close();
}
