/** Words of "How can I be sure?". */
export const proof = {
  'sure.title': 'How can I be sure?',
  'sure.claim':
    'This file has no code that talks to a network, the browser is told to refuse such code, and you can pull the cable. Check it yourself.',
  'sure.close': 'Close',

  'sure.test': 'Let it try to get out',
  'sure.testHint':
    'The page tries every way it knows to reach {address}, a name that leads nowhere, and shows what the browser says.',
  'sure.run': 'Run the self-test',
  'sure.running': 'Trying',
  'sure.result': {
    one: '{refused} of {n} attempt was refused.',
    other: '{refused} of {n} attempts were refused.',
  },
  'sure.refused': 'Refused',
  'sure.refusedBy': 'by {directive}',
  'sure.byFrame': 'by the frame',
  'sure.byRemoval': 'taken away at the start',
  'sure.unseen': 'No refusal seen',
  'sure.notTried': 'Not tried',
  'sure.notTriedWhy': 'Only the sealed file is closed this way; this is not it.',
  'sure.try.fetch': 'Fetch an address',
  'sure.try.request': 'Send a request in the old way',
  'sure.try.socket': 'Open a web socket',
  'sure.try.events': 'Listen to a server',
  'sure.try.image': 'Load a picture',
  'sure.try.style': 'Load a style sheet',
  'sure.try.script': 'Load a script',
  'sure.try.frame': 'Lead a frame there',
  'sure.try.form': 'Send a form',
  'sure.try.window': 'Open another window',
  'sure.try.top': 'Lead the whole window there',
  'sure.try.webrtc': 'Connect to another browser (WebRTC)',

  'sure.version': 'Compare it with the published one',
  'sure.versionText': 'This is expcert {version}, built from sources of {date}.',
  'sure.versionHint':
    'A file cannot tell its own SHA-256. Let your system do it, and compare with expcert.html.sha256, which is published beside it, or with expcert:',
  'sure.scriptHash':
    'The hash at the foot of the page is another one: that of the script inside, which the browser compares with the policy of the file before it runs it. The same script in another file has the same.',

  'sure.offline': 'Go offline, then open it',
  'sure.offline.windows':
    'Windows: Settings, Network and internet, Airplane mode on. Then open the file from disk.',
  'sure.offline.mac':
    'macOS: turn Wi-Fi off in the menu bar and pull the cable. Then open the file from disk.',
  'sure.offline.linux': 'Linux: nmcli networking off. Then open the file from disk.',
  'sure.offlineAll':
    'Everything works as before. Close the file before you go online again: nothing stays behind.',

  'sure.not': 'What is not promised',
  'sure.not.extensions': 'A browser extension can read every page, this one too. Use a profile without any.',
  'sure.not.changed': 'A changed file can do anything. Compare its SHA-256 first.',
  'sure.not.computer': 'A compromised computer sees what you see.',
  'sure.not.memory':
    'The page cannot see whether a download arrived. It keeps a key that it made until you say that the file is there, forget the key, or close the page; no browser wipes its memory.',
  'sure.not.keys': 'For keys of high value, let the Expressway make them: they never leave it.',
} as const;
