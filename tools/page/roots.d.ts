export const cubeRoots: bigint[];
export const squareRoots: bigint[];
export const high: (fraction: bigint) => number;
export const low: (fraction: bigint) => number;
