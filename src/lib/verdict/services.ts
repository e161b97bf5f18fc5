import { services, type Service } from '../deployment/model.ts';

/**
 * What an administrator asks about a certificate: can it be uploaded, to the store of the server and from X15.5 on to
 * that of the client, and will each service work with it?
 */
export const verdictServices = ['upload', 'uploadClient', ...services] as const;
export type VerdictService = (typeof verdictServices)[number];

export const isUpload = (service: VerdictService): service is 'upload' | 'uploadClient' =>
  service === 'upload' || service === 'uploadClient';

/** What goes through the traversal zone and its SSH tunnels. */
export const throughTraversal: readonly Service[] = ['mra', 'xmppFederation', 'groupChatTls'];
