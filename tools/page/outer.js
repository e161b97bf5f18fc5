// The page around the sealed frame: it gives the frame the window, passes on title and address,
// and holds for the browser's own print what the frame shows, all as plain text.
const frame = document.querySelector('iframe');
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :root { color-scheme: light dark; }
  html, body, main { margin: 0; block-size: 100%; }
  main > h1 { position: absolute; inline-size: 1px; block-size: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
  p { margin: 2rem; font: 1.1rem/1.5 sans-serif; }
  [hidden], #paper { display: none; }
  #paper { font: 10pt/1.4 sans-serif; overflow-wrap: anywhere; }
  #paper table { border-collapse: collapse; inline-size: 100%; }
  #paper :is(td, th) { border: 1px solid; padding: 0.2em 0.4em; text-align: start; vertical-align: top; }
  #paper :is(p, dl, dd) { margin: 0.3em 0; font: inherit; }
  #paper :is(tr, h2, h3) { break-inside: avoid; break-after: auto; }
  #paper :is(article, section, header, main, cert-app) { display: block; }
  #paper pre { white-space: pre-wrap; }
  iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; }
  @media print {
    @page { margin: 15mm; }
    html, body, main { block-size: auto; }
    iframe { position: absolute; block-size: 0; }
    #paper { display: block; }
  }
`);
document.adoptedStyleSheets = [sheet];
// Without scripts, or where this one was changed, what follows does not run, and the reason stands there.
const reason = document.getElementById('reason');
reason.hidden = true;
const late = setTimeout(() => {
  reason.hidden = false;
}, 8000);
const paper = document.getElementById('paper');
// Names of elements that hold text and do nothing; what is called otherwise becomes a piece of text, too.
const plain =
  /^(h[1-6]|p|[uod]l|li|d[td]|table|caption|t(head|body|r|h|d)|pre|code|section|article|header|div|strong)$/;
const copy = ({ name, parts }) => {
  const element = document.createElement(plain.test(name) ? name : 'span');
  element.append(...parts.map((part) => (typeof part === 'object' ? copy(part) : part)));
  return element;
};
const tell = (message) => frame.contentWindow.postMessage(message, '*');
addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow) return;
  if (data.isReady) {
    clearTimeout(late);
    reason.hidden = true;
    tell({ hash: location.hash });
  }
  if (typeof data.title === 'string') document.title = data.title;
  if (data.paper) paper.replaceChildren(copy(data.paper));
  if (/^#[a-z]+$/.test(data.hash)) history.replaceState(null, '', data.hash);
});
addEventListener('hashchange', () => tell({ hash: location.hash }));
frame.focus();
