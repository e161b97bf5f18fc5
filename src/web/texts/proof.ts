/** Words of "How can I be sure?". */
export const proof = {} as const;
