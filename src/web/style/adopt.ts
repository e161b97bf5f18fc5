import base from './base.css?inline';
import checks from './checks.css?inline';
import controls from './controls.css?inline';
import dialogs from './dialogs.css?inline';
import file from './file.css?inline';
import frame from './frame.css?inline';
import overview from './overview.css?inline';
import plan from './plan.css?inline';
import print from './print.css?inline';
import screens from './screens.css?inline';
import tokens from './tokens.css?inline';

/**
 * Gives the document the page's one style sheet. It is made by the script, because the page's policy allows no
 * style element and no style attribute.
 */
export function adoptStyles(target: Document): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    [tokens, base, frame, controls, plan, file, checks, overview, dialogs, screens, print].join('\n'),
  );
  target.adoptedStyleSheets = [sheet];
}
