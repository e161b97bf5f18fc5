/** The longest that attributes of a subject may be, in characters (RFC 5280 appendix A.1, `ub-…`; RFC 1034 for DC). */
export const subjectBounds = {
  CN: 64,
  C: 2,
  ST: 128,
  L: 128,
  O: 64,
  OU: 64,
  emailAddress: 255,
  serialNumber: 64,
  DC: 63,
  jurisdictionCountryName: 2,
} as const;
