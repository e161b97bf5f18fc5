import { App } from './app.ts';
import { CreatePanel } from './plan/create-panel.ts';
import { CertificatesScreen } from './screens/certificates-screen.ts';
import { CsrScreen } from './screens/csr-screen.ts';
import { FileScreen } from './screens/file-screen.ts';
import { OverviewScreen } from './screens/overview-screen.ts';
import { PlanScreen } from './screens/plan-screen.ts';
import { TrustScreen } from './screens/trust-screen.ts';
import { adoptStyles } from './style/adopt.ts';

adoptStyles(document);
customElements.define('overview-screen', OverviewScreen);
customElements.define('plan-screen', PlanScreen);
customElements.define('create-panel', CreatePanel);
customElements.define('csr-screen', CsrScreen);
customElements.define('certificates-screen', CertificatesScreen);
customElements.define('trust-screen', TrustScreen);
customElements.define('file-screen', FileScreen);
customElements.define('cert-app', App);
