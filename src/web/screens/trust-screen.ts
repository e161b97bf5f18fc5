import { html } from 'lit';
import { PageElement, type Content } from '../element.ts';
import { emptyScreen } from '../parts/empty-screen.ts';
import { screenHeading } from '../parts/screen-heading.ts';

/** The screen "trust". */
export class TrustScreen extends PageElement {
  protected override view(): Content {
    return html`${screenHeading('trust')} ${emptyScreen('trust', this.desk)}`;
  }
}
