import { services, type Deployment, type Service } from './model.ts';

const chat: readonly Service[] = ['xmppFederation', 'groupChatTls'];

/** Services that are wanted and go through Expressways: where IM and Presence federates itself, they have no part in it. */
export const expresswayServices = ({ services: wanted, federation }: Deployment): Service[] =>
  services.filter((each) => wanted[each] && !(federation?.managedBy === 'imp' && chat.includes(each)));
