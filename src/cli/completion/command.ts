import { Argument } from '@commander-js/extra-typings';
import { defineCommand } from '../program/command.ts';
import { completionScripts, shells } from './scripts.ts';

export const completion = defineCommand({
  examples: [
    ['completion bash > ~/.local/share/bash-completion/completions/expcert', 'bash'],
    ['completion zsh > "${fpath[1]}/_expcert"', 'zsh'],
    ['completion fish > ~/.config/fish/completions/expcert.fish', 'fish'],
    ['completion powershell >> $PROFILE', 'PowerShell'],
  ],
  exitCodes: [0, 2],
  seeAlso: ['explain'],
  declare: (command) => command.addArgument(new Argument('<shell>', 'whose script to print').choices(shells)),
  async run({ args: [shell] }) {
    return { findings: [], verbatim: completionScripts[shell], text: () => [] };
  },
});
