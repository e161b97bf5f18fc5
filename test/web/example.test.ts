import { describe, expect, it } from 'vitest';
import { checkPlan, planDeployment, readDeployment } from '../../src/lib/index.ts';
import { exampleDeployment, exampleHandover, exampleTime, newDeploymentText } from '../../src/web/example.ts';
import { failureDetails } from '../../src/web/parts/failure-details.ts';
import { deploymentAmong } from '../../src/web/state/take-files.ts';

const severe = (text: string) => {
  const { deployment, findings } = readDeployment(text);
  return [...findings, ...checkPlan(planDeployment(deployment!), { at: exampleTime })].filter(
    ({ severity }) => severity === 'error',
  );
};

describe('what the page offers to begin with', () => {
  it.each([
    ['the example', exampleDeployment],
    ['a new deployment', newDeploymentText],
  ])('has no errors: %s', (_, text) => expect(severe(text)).toEqual([]));
  it('leaves no mark of something to replace', () =>
    expect(newDeploymentText).not.toMatch(/REPLACE|CONFIRM/));
  it('has a deployment among the files of the example', () =>
    expect(deploymentAmong(exampleHandover())?.path).toBe('corp.yaml'));
});

describe('the details of a failure', () => {
  it('hold what a maintainer needs', () =>
    expect(failureDetails(new TypeError('x is undefined'))).toContain('TypeError: x is undefined'));
  it('hold nothing in PEM', () => {
    const pem = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----';
    expect(failureDetails(new Error(`cannot read ${pem}`))).not.toMatch(/MIIB|BEGIN/);
  });
  it('are there for whatever was thrown', () => expect(failureDetails('words')).toContain('words'));
});
