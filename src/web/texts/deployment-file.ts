/** Words of Deployment file. */
export const deploymentFile = {
  'file.text': 'Text of {file}',
  'file.hint':
    'The form on Plan and this text are the same file: a change in one shows in the other. Comments stay.',
  'file.goToLine': 'Go to line {line}',
  'file.good': 'The file can be read.',
  'file.goodHint': '{clusters}, {peers}. What speaks against the plan is listed on Plan.',
  'file.clusters': { one: '{n} cluster', other: '{n} clusters' },
  'file.peers': { one: '{n} peer', other: '{n} peers' },
  'file.problems': { one: '{n} mistake in the file', other: '{n} mistakes in the file' },
  'file.open': 'Open another file',
  'file.close': 'Close the file',
  'file.closeUnsaved': '{file} has changes that are not saved. Drop them?',
  'file.versionOther': 'The file says version {version}. This page reads and writes version 1.',
  'file.versionNewer':
    'The file says version {version}: a newer expcert wrote it. This page reads and writes version 1; open the file with that expcert.',
  'file.versionNone': 'The file does not say its version. This page reads and writes version 1.',
  'file.versionChange':
    'One line changes: “{line}”. Your file on disk stays as it is; the changed one is saved as {file}.',
  'file.versionTake': 'Take it as version 1',
} as const;
