import type { Requirement } from '../findings/requirements.ts';

/** Each requirement as a sentence that is true where it holds. "It" is the certificate. */
export const requirementTexts: Readonly<Record<Requirement, string>> = {
  'certificate-known': 'The certificate that this Expressway presents is known.',
  'file-accepted': 'The Expressway takes its file as it is.',
  'key-held': 'The Expressway has its private key.',
  'names-well-formed': 'Its CN and names have the form that the Expressway asks for at the upload.',
  'upload-usage': 'Its extended key usages are those that the Expressway asks for at the upload.',
  'own-list-verifies': 'The trusted CA list of this Expressway verifies it.',
  'chain-complete': 'A good chain leads from it to a root.',
  'in-date': 'It is valid on the day of the check.',
  'ca-signed': 'A CA has signed it.',
  'key-accepted': 'Its key and its hash are of a kind and size that these products take.',
  'no-wildcard': 'None of its names is a wildcard.',
  'subject-accepted': 'Its subject and issuer have no attribute that these products cannot read.',
  'common-name': 'Its subject has a CN.',
  'names-present': 'Every name by which others look for this service is in it.',
  'server-usage': 'Others accept it from a TLS server.',
  'client-usage': 'Others accept it from a TLS client.',
  'not-revoked': 'Neither it nor a CA above it is revoked.',
  'trusted-by-other-expressway': 'The Expressways of the other role trust it.',
  'trusts-other-expressway': 'This Expressway trusts those of the other role.',
  'trusted-by-unified-cm': 'Unified CM trusts it.',
  'trusts-unified-cm': 'This Expressway trusts Unified CM.',
  'trusted-by-imp': 'IM and Presence trusts it.',
  'trusts-imp': 'This Expressway trusts IM and Presence.',
  'trusts-unity': 'This Expressway trusts Unity Connection.',
  'trusts-meeting-server': 'This Expressway trusts Meeting Server.',
  'trusts-webex': 'This Expressway trusts Webex.',
  'trusted-from-outside': 'Clients and partners outside trust it.',
};

/** What a yes says nothing about: nothing of it is in a file that could be looked at. */
export const notCovered =
  'DNS and PTR records, ports, the restart after the upload, zone settings, root CAs in phones and versions of partners';
