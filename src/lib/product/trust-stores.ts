import { services, type Service } from '../deployment/model.ts';

/** Trust stores of other products, as their pages call them but for the `-trust` behind. */
export type ProductTrustStore = 'tomcat' | 'CallManager' | 'cup-xmpp' | 'cup';

interface StoreRow {
  readonly product: 'unifiedCm' | 'imp';
  readonly trustStore: ProductTrustStore;
  /** Services in which the product verifies an Expressway-C with it. */
  readonly services: readonly Service[];
}

const withoutSip = services.filter((service) => service !== 'sipFederation');

/** Which of them must have the CA of the Expressway-C, and for what. */
export const productTrustStores: readonly StoreRow[] = [
  { product: 'unifiedCm', trustStore: 'tomcat', services },
  { product: 'unifiedCm', trustStore: 'CallManager', services },
  { product: 'imp', trustStore: 'cup-xmpp', services: withoutSip },
  { product: 'imp', trustStore: 'tomcat', services: withoutSip },
  { product: 'imp', trustStore: 'cup', services: ['sipFederation'] },
];

/** Those that a service meets. */
export const trustStoresMet = (product: StoreRow['product'], service: string): ProductTrustStore[] =>
  productTrustStores
    .filter((row) => row.product === product && (row.services as readonly string[]).includes(service))
    .map(({ trustStore }) => trustStore);

export const servicesMeeting = (product: string, trustStore: ProductTrustStore): readonly Service[] =>
  productTrustStores.find((row) => row.product === product && row.trustStore === trustStore)?.services ?? [];
