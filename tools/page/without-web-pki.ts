import type { Plugin } from 'vite';

/** A rule in the list of those over a path that asks for what only public certificates must keep. */
const entry = /\btaken\(["'][\w-]+["'], \w+, web\),?/g;

/** Leaves the rules for certificates of public CAs out: the page judges paths as the appliances do, who run none of them. */
export function withoutWebPki(): Plugin {
  return {
    name: 'without-web-pki',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/src\/lib\/rules\/path\/index\.ts$/ },
      handler: (code) => ({ code: cutWebRules(code), map: null }),
    },
  };
}

/** The same module, whose list goes on without these rules. */
export function cutWebRules(code: string): string {
  const cut = code.replaceAll(entry, '');
  if (cut === code)
    throw new Error('the list of path rules has another form: look at what can be left out of the page');
  return cut;
}
