import corp from '../../examples/corp.yaml?raw';
import handover from '../../examples/handover/corp.yaml?raw';
import expc1 from '../../examples/handover/issued/expc1.pem?raw';
import expc2 from '../../examples/handover/issued/expc2.pem?raw';
import expe1 from '../../examples/handover/issued/expe1.pem?raw';
import request from '../../examples/handover/requests/expe1.csr.pem?raw';
import coreList from '../../examples/handover/trust/core.pem?raw';
import edgeList from '../../examples/handover/trust/edge.pem?raw';
import { starterDeployment, type InputFile } from '../lib/front.ts';

/** The example deployment of the documents. */
export const exampleDeployment: string = corp;

/** The day on which it came back: later, its certificates would only be too old. */
export const exampleTime = new Date('2026-11-22T10:00:00Z');

/** A deployment to begin with: short, valid, and every name in it an example. */
export const newDeploymentText = (): string =>
  starterDeployment({
    ...{ name: 'New deployment', release: 'X15.5', hasClientStore: true, services: ['mra'] },
    registrationDomains: [{ name: 'example.com' }],
    core: { peers: ['expc1.example.com'] },
    edge: { peers: ['expe1.example.com'] },
  });

const texts: readonly (readonly [path: string, text: string])[] = [
  ['corp.yaml', handover],
  ['issued/expc1.pem', expc1],
  ['issued/expc2.pem', expc2],
  ['issued/expe1.pem', expe1],
  ['requests/expe1.csr.pem', request],
  ['trust/core.pem', coreList],
  ['trust/edge.pem', edgeList],
];

/** What a CA sent back for the example, with a few things wrong. */
export const exampleHandover = (): InputFile[] =>
  texts.map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
