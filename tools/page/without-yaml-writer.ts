import type { Plugin } from 'vite';

/** The part of the YAML library that writes YAML. The page changes the text itself, so that all else stays as it was. */
const writer =
  /\/node_modules\/yaml\/browser\/dist\/stringify\/(?:foldFlowLines|stringify(?:Collection|Document|Pair|String))\.js$/;

/** Leaves the writer of YAML out of the page, which only reads it. */
export function withoutYamlWriter(): Plugin {
  return {
    name: 'without-yaml-writer',
    apply: 'build',
    transform: { filter: { id: writer }, handler: (code) => ({ code: emptied(code), map: null }) },
  };
}

/** A module with the same names, whose functions only say that they are not there. */
export function emptied(code: string): string {
  const [, list = ''] = /^export \{ (.*) \};$/m.exec(code) ?? [];
  if (list === '')
    throw new Error('the YAML library has another form: look at what can be left out of the page');
  const names = list.split(', ');
  const functions = names.map(
    (name) => `const ${name} = () => { throw new Error('no ${name} in the page'); };`,
  );
  return [...functions, `export { ${names.join(', ')} };`, ''].join('\n');
}
