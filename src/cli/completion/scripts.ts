export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/**
 * All scripts ask the program itself: `expcert __complete cur=WORD WORD…` with the word at the cursor first, then
 * those before it. The answer's first line says what else fits (files, folders, none), the others are candidates,
 * each with a description behind a tab.
 */
export const completionScripts: Readonly<Record<Shell, string>> = {
  bash: `# bash completion for expcert
_expcert() {
  local also line program="\${COMP_WORDS[0]/#\\~/$HOME}"
  COMPREPLY=()
  {
    IFS= read -r also
    while IFS= read -r line; do
      COMPREPLY+=("\${line%%$'\\t'*}")
    done
  } < <("$program" __complete "cur=\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
  case $also in
    files) compopt -o default -o filenames 2>/dev/null ;;
    folders) compopt +o default -o dirnames 2>/dev/null ;;
    *) compopt +o default 2>/dev/null ;;
  esac
}
complete -o default -F _expcert expcert
`,
  zsh: `#compdef expcert
# zsh completion for expcert
_expcert() {
  local -a answer candidates
  local also
  answer=("\${(@f)$("\${(Q)words[1]}" __complete "cur=\${words[CURRENT]}" "\${(@)words[2,CURRENT-1]}" 2>/dev/null)}")
  also=\${answer[1]}
  candidates=("\${(@)answer[2,-1]}")
  candidates=("\${(@)candidates//:/\\\\:}")
  candidates=("\${(@)candidates/$'\\t'/:}")
  (( \${#candidates} )) && [[ -n \${candidates[1]} ]] && _describe -V 'expcert' candidates
  case $also in
    files) _files ;;
    folders) _files -/ ;;
  esac
}
if [[ \${funcstack[1]} == _expcert ]]; then
  _expcert "$@"
else
  compdef _expcert expcert
fi
`,
  fish: `# fish completion for expcert
function __expcert_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answer ($words[1] __complete "cur=$current" $words[2..-1] 2>/dev/null)
    for line in $answer[2..-1]
        echo $line
    end
    switch "$answer[1]"
        case files
            __fish_complete_path $current
        case folders
            __fish_complete_directories $current
    end
end
complete -c expcert -f -a '(__expcert_complete)'
`,
  powershell: `# PowerShell completion for expcert
Register-ArgumentCompleter -Native -CommandName expcert -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $before = @($commandAst.CommandElements |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
    ForEach-Object { $_.ToString().Trim("'", '"') })
  $program = $before[0]
  $words = @($before | Select-Object -Skip 1)
  $answer = @(& $program __complete "cur=$wordToComplete" @words 2>$null)
  foreach ($line in @($answer | Select-Object -Skip 1)) {
    $value, $text = $line -split "\`t", 2
    if (-not $text) { $text = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $text)
  }
  if ($answer[0] -eq 'files' -or $answer[0] -eq 'folders') {
    [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
  }
}
`,
};
