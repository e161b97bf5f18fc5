/** Words of Deployment file. */
export const deploymentFile = {} as const;
