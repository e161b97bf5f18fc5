import { services, type Deployment, type Service } from './model.ts';

type Wanted = Pick<Deployment, 'services' | 'federation'>;

const ofFederation: readonly Service[] = ['xmppFederation', 'groupChatTls'];

/** IM and Presence terminates XMPP federation itself: no Expressway takes part in it. */
export const isFederationOnImp = ({ federation }: Pick<Deployment, 'federation'>): boolean =>
  federation?.managedBy === 'imp';

/** What the Expressways have to make work. */
export const servicesInUse = (deployment: Wanted): Service[] =>
  services.filter(
    (service) =>
      deployment.services[service] && !(isFederationOnImp(deployment) && ofFederation.includes(service)),
  );

export const isInUse = (deployment: Wanted, service: Service): boolean =>
  servicesInUse(deployment).includes(service);
