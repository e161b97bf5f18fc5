import type { Plugin } from 'vite';

/**
 * Parts of the YAML library that the page has no use for: what writes YAML, since the page changes the text itself, so that
 * all else stays as it was; the types of YAML 1.1, whose files are refused by their first line, and those that JSON alone
 * would have; what makes plain values of nodes and nodes of plain values; and what takes functions of the caller to syntax
 * or values.
 */
const spare =
  /\/node_modules\/yaml\/browser\/dist\/(?:stringify\/(?:foldFlowLines|stringify(?:Collection|Document|Number|Pair|String)?)|schema\/(?:json\/schema|yaml-1\.1\/(?:binary|merge|omap|pairs|schema|set|timestamp))|parse\/cst-visit|nodes\/(?:addPairToJSMap|toJS)|doc\/(?:anchors|applyReviver|createNode))\.js$/;

/** Leaves them out of the page. */
export function withoutSpareYaml(): Plugin {
  return {
    name: 'without-spare-yaml',
    apply: 'build',
    transform: { filter: { id: spare }, handler: (code) => ({ code: emptied(code), map: null }) },
  };
}

/** A module with the same names, whose functions only say that they are not there; its list of types is empty. */
export function emptied(code: string): string {
  const [, list = ''] = /^export \{ (.*) \};$/m.exec(code) ?? [];
  if (list === '')
    throw new Error('the YAML library has another form: look at what can be left out of the page');
  const names = list.split(', ');
  const definitions = names.map((name) =>
    name === 'schema'
      ? 'const schema = [];'
      : `const ${name} = () => { throw new Error('no ${name} in the page'); };`,
  );
  return [...definitions, `export { ${names.join(', ')} };`, ''].join('\n');
}
