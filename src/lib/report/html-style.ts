/** Colours have a contrast of at least 4.5 to 1 on both backgrounds (WCAG 2.2, 1.4.3). */
export const stylesheet = `
:root { color-scheme: light dark; --text: #1b1b1f; --faint: #4a4a52; --back: #ffffff; --line: #c4c4cc; --error: #a8071a; --warning: #7a4a00; --notice: #0b4f8a; --good: #1a5e20; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e6ea; --faint: #b4b4be; --back: #17171b; --line: #4a4a54; --error: #ff9c94; --warning: #ffc46b; --notice: #93c8ff; --good: #8fd694; } }
body { margin: 0; color: var(--text); background: var(--back); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
h3 { font-size: 1rem; margin: 0 0 0.5rem; overflow-wrap: anywhere; }
dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; }
dt { min-width: 9rem; color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
.conclusion { font-size: 1.15rem; font-weight: 600; }
.summary { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; padding: 0; list-style: none; font-weight: 600; }
article { border-left: 0.3rem solid var(--line); padding: 0.25rem 0 0.25rem 1rem; margin: 0 0 1.25rem; break-inside: avoid; }
article p, article ol, article ul { margin: 0.25rem 0; overflow-wrap: anywhere; }
article.error { border-color: var(--error); }
article.warning { border-color: var(--warning); }
article.notice { border-color: var(--notice); }
.mark { text-transform: uppercase; font-size: 0.85rem; }
.error .mark, li.error, td.error { color: var(--error); }
.warning .mark, li.warning { color: var(--warning); }
.notice .mark, li.notice { color: var(--notice); }
td.good { color: var(--good); }
.places, .sources, .waived { color: var(--faint); font-size: 0.9rem; }
.wide { overflow-x: auto; margin-bottom: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.75rem 0.3rem 0; text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: break-word; }
.day { white-space: nowrap; }
thead th { font-weight: 600; }
td.good, td.error, td.open { font-weight: 600; white-space: nowrap; }
@page { margin: 15mm; }
@media print { :root { --text: #000000; --back: #ffffff; --faint: #333333; --line: #999999; --error: #a8071a; --warning: #7a4a00; --notice: #0b4f8a; --good: #1a5e20; } main { max-width: none; padding: 0; } .wide { overflow: visible; } body { font-size: 10pt; line-height: 1.35; } h2 { margin-top: 1rem; } article { margin-bottom: 0.75rem; } thead { display: table-header-group; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; } }
`;

/** Digest of the stylesheet for the content security policy; a test compares the two. */
export const stylesheetHash = 'sha256-mjGzbQjptJ66gHa5pfe5bcOLCFS3+7zRuKiExFHNmgs=';
