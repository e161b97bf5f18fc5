// The page around the sealed frame: it gives the frame the window, and passes on title and address as plain text.
const frame = document.querySelector('iframe');
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :root { color-scheme: light dark; }
  html, body, main { margin: 0; block-size: 100%; }
  h1 { position: absolute; inline-size: 1px; block-size: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
  iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; }
`);
document.adoptedStyleSheets = [sheet];
const tell = (message) => frame.contentWindow.postMessage(message, '*');
addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow) return;
  if (data.isReady) tell({ hash: location.hash });
  if (typeof data.title === 'string') document.title = data.title;
  if (/^#[a-z]+$/.test(data.hash)) history.replaceState(null, '', data.hash);
});
addEventListener('hashchange', () => tell({ hash: location.hash }));
frame.focus();
