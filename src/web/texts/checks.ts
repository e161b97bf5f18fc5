/** Words of Overview, Check CSR, Check certificates and Trust lists. */
export const checks = {} as const;
