/** Certificates of Unified CM and of the IM and Presence Service, by the names those products give them. */
export const certificateRoles = [
  'CallManager-ECDSA',
  'CallManager',
  'tomcat-ECDSA',
  'tomcat',
  'cup-xmpp-s2s-ECDSA',
  'cup-xmpp-s2s',
  'cup-xmpp-ECDSA',
  'cup-xmpp',
  'cup-ECDSA',
  'cup',
  'CAPF',
  'TVS',
  'ipsec',
] as const;
export type CertificateRole = (typeof certificateRoles)[number];

/** A role taken from a file name or a comment: nothing in a certificate says it, so it is a guess. */
export interface GuessedRole {
  readonly role: CertificateRole;
  readonly from: 'comment' | 'file name';
}

/** The longer names stand first in the list, so that `cup-xmpp-s2s` is not taken for `cup`. */
const patterns = certificateRoles.map((role) => ({
  role,
  pattern: new RegExp(`(?<![a-z0-9])${role.replaceAll('-', '[-_ ]')}(?![a-z0-9])`, 'i'),
}));

const roleIn = (text: string): CertificateRole | undefined =>
  patterns.find(({ pattern }) => pattern.test(text))?.role;

/** The comment above an entry outweighs the name of the file, which may hold several. */
export function guessRole(comment: string | undefined, file: string): GuessedRole | undefined {
  const byComment = comment === undefined ? undefined : roleIn(comment);
  if (byComment) return { role: byComment, from: 'comment' };
  const byFile = roleIn(file.slice(file.lastIndexOf('/') + 1));
  return byFile && { role: byFile, from: 'file name' };
}

/** What fails when the Expressway does not trust the certificate of this role. */
export function serviceLostWith(role: CertificateRole): string {
  if (role.startsWith('CallManager')) return 'secure SIP between Expressway-C and Unified CM';
  if (role.startsWith('tomcat')) return 'secure HTTP between Expressway-C and Unified CM or IM and Presence';
  if (role.startsWith('cup-xmpp')) return 'TLS between Expressway and the IM and Presence Service';
  return `TLS with whatever presents the ${role} certificate`;
}
