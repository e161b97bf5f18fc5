import type { Service } from '../deployment/model.ts';

/** Labels of the Generate CSR page (figures 2 and 3 of the guide). */
export const formField = {
  subjectAlternativeNames: 'Subject alternative names',
  additional: 'Additional alternative names',
  registrationDomain: 'Unified CM registrations domains',
  federationDomain: 'XMPP federation domains',
  chatNodeAlias: 'IM and Presence chat node aliases',
  phoneSecurityProfile: 'Unified CM phone security profile names',
  /** Of the client certificate page. */
  clientAlternativeName: 'Subject alternative name',
  /** Of the domain certificates page. */
  domain: 'Domain',
  copyOfServer: 'Copy server certificate file as client certificate',
} as const;

/** Labels of the subject's fields on the Generate CSR page, by attribute. */
export const subjectLabels: Readonly<Record<string, string>> = {
  C: 'Country',
  ST: 'State or province',
  L: 'Locality (town name)',
  O: 'Organization (company name)',
  OU: 'Organizational unit',
  emailAddress: 'Email address',
};

/** Words for services: the only ones. */
export const serviceLabels: Readonly<Record<Service, string>> = {
  mra: 'mobile and remote access (MRA)',
  xmppFederation: 'XMPP federation',
  groupChatTls: 'group chat over TLS',
  jabberGuest: 'Jabber Guest',
  b2b: 'business-to-business calls',
  sipFederation: 'SIP federation with Microsoft',
  cmsWebProxy: 'web proxy for Meeting Server',
  webexHybrid: 'Webex hybrid services',
};

/** The same where there is little room. */
export const shortServiceLabels: Readonly<Record<Service, string>> = {
  ...serviceLabels,
  mra: 'MRA',
  b2b: 'B2B calls',
};
