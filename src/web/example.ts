import corp from '../../examples/corp.yaml?raw';
import handover from '../../examples/handover/corp.yaml?raw';
import expc1 from '../../examples/handover/issued/expc1.pem?raw';
import expc2 from '../../examples/handover/issued/expc2.pem?raw';
import expe1 from '../../examples/handover/issued/expe1.pem?raw';
import request from '../../examples/handover/requests/expe1.csr.pem?raw';
import coreList from '../../examples/handover/trust/core.pem?raw';
import edgeList from '../../examples/handover/trust/edge.pem?raw';
import type { InputFile } from '../lib/front.ts';

/** The example deployment of the documents. */
export const exampleDeployment: string = corp;

/** The day on which it came back: later, its certificates would only be too old. */
export const exampleTime = new Date('2026-11-22T10:00:00Z');

/** A deployment to begin with: short, valid, and every name in it an example; what each key means stands in the form. */
export const newDeploymentText = `version: 1
name: New deployment
release: X15.5
services:
  mra: true
ca: private
custody: tool
request:
  key: { type: rsa, bits: 2048 }
  hash: sha256
registrationDomains:
  - { name: example.com, format: CollabEdgeDNS }
clusters:
  core:
    role: C
    peers:
      - expc1.example.com
    client: copy of the server certificate
  edge:
    role: E
    peers:
      - expe1.example.com
    client: copy of the server certificate
`;

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
