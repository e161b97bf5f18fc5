/** Certificates one trusted-CA list of an Expressway holds. */
export const trustListLimit = 1000;
