/** Words of Plan. */
export const plan = {} as const;
