import { services } from '../deployment/model.ts';
import { serviceLabels, shortServiceLabels } from '../product/labels.ts';

/**
 * What an administrator asks about a certificate: can it be uploaded, to the store of the server and from X15.5 on to
 * that of the client, and will each service work with it?
 */
export const verdictServices = ['upload', 'uploadClient', ...services] as const;
/** What verdicts are given about: the services, and whether the Expressway takes the files. */
export type VerdictService = (typeof verdictServices)[number];

export const isUpload = (service: VerdictService): service is 'upload' | 'uploadClient' =>
  service === 'upload' || service === 'uploadClient';

const labels: Readonly<Record<VerdictService, string>> = {
  upload: 'upload to the Expressway',
  uploadClient: 'upload to the client store',
  ...serviceLabels,
};

/** What is asked, in words. */
export const serviceText = (service: VerdictService): string => labels[service];

/** The same where there is little room. */
export const shortServiceText = (service: VerdictService): string =>
  isUpload(service) ? labels[service] : shortServiceLabels[service];
