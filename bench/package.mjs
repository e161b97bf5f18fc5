import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { interleave, medians, run } from './measure.mjs';

const dist = join(import.meta.dirname, '../dist');
const rounds = 15;

/** What a program waits for before its first line: a fresh process that imports the entry, beside one that imports nothing. */
async function importCost(entry) {
  const importing = (code) => () => run(process.execPath, ['--input-type=module', '-e', code]);
  const times = medians(
    await interleave(rounds, {
      nothing: importing('export {}'),
      entry: importing(`import ${JSON.stringify(pathToFileURL(join(dist, entry)).href)}`),
    }),
  );
  const peer = 'a process that imports nothing';
  return { ours: `import of ${entry}`, oursMs: times.entry, peer, peerMs: times.nothing, rounds, atMost: 3 };
}

/** What a browser loads for one function, as Vite bundles it. */
async function bundled(name, atMost) {
  const entry = JSON.stringify(join(dist, 'lib/index.js'));
  const { output } = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'one-function',
        resolveId: (id) => (id === 'one-function' ? id : undefined),
        load: (id) => (id === 'one-function' ? `export { ${name} } from ${entry};` : undefined),
      },
    ],
    build: {
      write: false,
      rolldownOptions: { input: 'one-function', preserveEntrySignatures: 'strict' },
    },
  });
  const code = output.map((chunk) => chunk.code ?? '').join('');
  return {
    what: `${name}() alone in a browser bundle, gzip`,
    value: gzipSync(code).length / 1000,
    unit: 'kB',
    atMost,
  };
}

export const figures = {
  'package/import': () => importCost('node/index.js'),
  'package/import-node': () => importCost('node/node.js'),
  'package/read-deployment': () => bundled('readDeployment', 60),
  'package/read-certificate': () => bundled('readCertificate', 20),
  'package/create-csr': () => bundled('createCsr', 20),
};
