export type NameKind = 'peer' | 'cluster' | 'additional' | 'registrationDomain' | 'federationDomain' | 'chatNodeAlias' | 'phoneSecurityProfile';
