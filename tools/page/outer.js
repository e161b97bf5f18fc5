// The page around the sealed frame: it gives the frame the window, and passes on title and address as plain text.
const frame = document.querySelector('iframe');
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :root { color-scheme: light dark; }
  html, body, main { margin: 0; block-size: 100%; }
  h1 { position: absolute; inline-size: 1px; block-size: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
  p { margin: 2rem; font: 1.1rem/1.5 sans-serif; }
  [hidden], .print-only { display: none; }
  iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; }
  @media print { iframe { block-size: 0; visibility: hidden; } .print-only { display: block; } }
`);
document.adoptedStyleSheets = [sheet];
// Without scripts, or where this one was changed, what follows does not run, and the reason stands there.
const reason = document.getElementById('reason');
reason.hidden = true;
const late = setTimeout(() => {
  reason.hidden = false;
}, 8000);
const tell = (message) => frame.contentWindow.postMessage(message, '*');
addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow) return;
  if (data.isReady) {
    clearTimeout(late);
    reason.hidden = true;
    tell({ hash: location.hash });
  }
  if (typeof data.title === 'string') document.title = data.title;
  if (/^#[a-z]+$/.test(data.hash)) history.replaceState(null, '', data.hash);
});
addEventListener('hashchange', () => tell({ hash: location.hash }));
frame.focus();
