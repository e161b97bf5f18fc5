import corp from '../../examples/corp.yaml?raw';

/** The example deployment of the documents. */
export const exampleDeployment: string = corp;
