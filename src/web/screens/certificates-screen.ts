import { html } from 'lit';
import { PageElement, type Content } from '../element.ts';
import { emptyScreen } from '../parts/empty-screen.ts';
import { screenHeading } from '../parts/screen-heading.ts';

/** The screen "certificates". */
export class CertificatesScreen extends PageElement {
  protected override view(): Content {
    return html`${screenHeading('certificates')} ${emptyScreen('certificates', this.desk)}`;
  }
}
