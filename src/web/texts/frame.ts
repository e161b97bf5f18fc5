/** Words of what is around every screen. */
export const frame = {
  'app.title': 'Certificate desk for Expressway',
  'app.skip': 'Skip to content',
  'app.screens': 'Screens',
  'app.local': 'Nothing leaves this page.',
  'app.howSure': 'How can I be sure?',
  'app.help': 'Help',
  'help.screens': 'What is where',
  'help.files': 'Files',
  'help.filesText':
    'Drop files or folders anywhere on the page, as many as you have: certificates in any format, requests, keys, lists, archives. They are the same on every screen.',
  'help.deployment': 'The deployment file',
  'help.deploymentText':
    'It says which clusters, peers and names there are; the checks compare with it. It is text, belongs with your other configuration, and is the same file that the command line reads.',
  'help.keys': 'Keys and passphrases',
  'help.keysText':
    'Both stay in the memory of this page and are gone when it is closed. A key is dropped as soon as you have downloaded it.',
  'help.close': 'Close',
  'app.version': 'expcert {version}',

  'screen.overview': 'Overview',
  'screen.plan': 'Plan',
  'screen.csr': 'Check CSR',
  'screen.certificates': 'Check certificates',
  'screen.trust': 'Trust lists',
  'screen.file': 'Deployment file',

  'deployment.label': 'Deployment',
  'deployment.none': 'none open',
  'deployment.unsaved': 'unsaved',
  'deployment.save': 'Save',
  'deployment.opened': '{file} is open.',
  'deployment.unusable': {
    one: '{file} cannot be used: it has {n} mistake. No name is checked against it.',
    other: '{file} cannot be used: it has {n} mistakes. No name is checked against it.',
  },
  'deployment.showMistakes': 'Show the mistakes',
  'deployment.replaceUnsaved': '{file} has changes that are not saved. Drop them and open the other file?',
  'deployment.example': 'Try with example data',
  'deployment.new': 'New deployment file',

  'theme.label': 'Appearance',
  'theme.system': 'System',
  'theme.light': 'Light',
  'theme.dark': 'Dark',

  'state.loading': { one: 'Reading {n} file', other: 'Reading {n} files' },
  'state.reading': 'Reading file {n} of {total}: {file}',
  'state.judging': '{done} of {total} checked',
  'state.cancel': 'Cancel',
  'state.broken': 'This part of the page failed.',
  'state.brokenHint': 'The rest of the page still works. Nothing of your files is in the details below.',
  'state.copyDetails': 'Copy technical details',
  'state.copied': 'Copied.',
  'state.notCopied': 'The browser did not let the page copy. Select the text and copy it yourself.',
  'state.noCrypto':
    'Key and signature checks need https or a local file. Save this page and open it from disk.',
  'state.saveHandedOver': '{file} was handed to your browser to save.',

  'finding.error': 'Error',
  'finding.warning': 'Warning',
  'finding.notice': 'Notice',
  'finding.why': 'Why',
  'finding.fix': 'How to fix',
  'finding.source': 'Source',
  'finding.expected': 'Expected: {expected}',
  'finding.waived': 'Accepted until {until}: {reason}',
  'finding.counts': '{errors} · {warnings} · {notices}',
  'finding.errors': { one: '{n} error', other: '{n} errors' },
  'finding.warnings': { one: '{n} warning', other: '{n} warnings' },
  'finding.notices': { one: '{n} notice', other: '{n} notices' },

  'status.ok': 'OK',
  'status.bad': 'No',
  'status.unknown': 'Not checked',

  'drop.label': 'Drop files or folders here, or choose them',
  'drop.folder': 'Choose a folder',
  'drop.closedFolders':
    'The browser does not open a dropped folder to a sealed page: {folders}. Use “Choose a folder”, or drop the files in it.',
  'drop.paste': 'Paste text',
  'drop.pasteLabel': 'Text to read: PEM, base64, or a list of names',
  'drop.pasteRead': 'Read',
  'drop.pasted': 'pasted text {n}',
  'drop.tooMuch': {
    one: 'That is more than the page reads at once ({files} files or {size}). {n} file was left out.',
    other: 'That is more than the page reads at once ({files} files or {size}). {n} files were left out.',
  },

  'keys.unsaved': { one: '{n} key not downloaded yet.', other: '{n} keys not downloaded yet.' },

  'empty.overview': 'See which Expressway lacks which name, and what ends when.',
  'empty.plan': 'Work out every name of every certificate, then type them in or make the requests here.',
  'empty.csr': 'Find out whether a request may be signed, before it is.',
  'empty.certificates': 'Find out whether what the CA sent fits: names, key, chain, usages.',
  'empty.trust': 'Find out whether a trusted-CA list hides or lacks what it has to verify.',
  'empty.file': 'Write down the deployment once; everything else follows from it.',
} as const;
