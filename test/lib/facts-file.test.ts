import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/lib/facts-file.ts';
import { datedFacts } from '../../src/lib/product/facts/dated-facts.ts';
import { keyText } from '../../fixtures/recipes/requests.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const messages = (text: string) => readFacts(bytes(text)).mistakes.map(({ message }) => message);

describe('a file of facts', () => {
  it.each([
    ['YAML', 'client-auth-ends/digicert: { value: 2027-05-01, asOf: 2026-12-10 }'],
    ['JSON', '{ "client-auth-ends/digicert": { "value": "2027-05-01", "asOf": "2026-12-10" } }'],
    ['with a byte order mark', '\ufeffclient-auth-ends/digicert: { value: 2027-05-01, asOf: 2026-12-10 }'],
  ])('replaces a day and keeps everything else (%s)', (_, text) => {
    const { facts, replaced, mistakes } = readFacts(bytes(text));
    const fact = { ...datedFacts['client-auth-ends/digicert'], value: '2027-05-01', asOf: '2026-12-10' };
    expect(mistakes).toEqual([]);
    expect(replaced).toEqual([fact]);
    expect(facts).toEqual({ ...datedFacts, 'client-auth-ends/digicert': fact });
  });

  it.each([
    ['a number', 'names-limit/lets-encrypt-classic: { value: 50, asOf: 2027-01-01 }'],
    ['words', 'common-name-dropped/google: { value: [minimal, tiny], asOf: 2027-01-01 }'],
    ['text', 'expressway/newest-release: { value: X15.6, asOf: 2027-01-01 }'],
    [
      'steps',
      'lifetime-days/public-ca: { value: [{ value: 100 }, { from: 2028-01-01, value: 47 }], asOf: 2027-01-01 }',
    ],
  ])('replaces %s', (_, text) => expect(readFacts(bytes(text)).mistakes).toEqual([]));

  it.each([
    [
      'an id that there is not',
      'client-auth-ends/digicer: { value: 2027-05-01, asOf: 2026-12-10 }',
      'there is no fact "client-auth-ends/digicer"',
    ],
    [
      'a fact of the program',
      'root-zone/top-level-domains: { value: 1, asOf: 2026-12-10 }',
      'root-zone/top-level-domains is part of the program: a newer version has the newer one',
    ],
    [
      'a number for a day',
      'client-auth-ends/digicert: { value: 2027, asOf: 2026-12-10 }',
      'client-auth-ends/digicert: the value is of another kind',
    ],
    [
      'a day that there is not',
      'client-auth-ends/digicert: { value: 2027-02-30, asOf: 2026-12-10 }',
      'client-auth-ends/digicert: the value is of another kind',
    ],
    [
      'a day for a number',
      'names-limit/lets-encrypt-classic: { value: 2027-05-01, asOf: 2026-12-10 }',
      'names-limit/lets-encrypt-classic: the value is of another kind',
    ],
    [
      'nought for a number',
      'names-limit/lets-encrypt-classic: { value: 0, asOf: 2026-12-10 }',
      'names-limit/lets-encrypt-classic: the value is of another kind',
    ],
    [
      'a number for steps',
      'lifetime-days/public-ca: { value: 47, asOf: 2026-12-10 }',
      'lifetime-days/public-ca: the value is of another kind',
    ],
    [
      'no step',
      'lifetime-days/public-ca: { value: [], asOf: 2026-12-10 }',
      'lifetime-days/public-ca: the value is of another kind',
    ],
    [
      'steps in the wrong order',
      'lifetime-days/public-ca: { value: [{ from: 2028-01-01, value: 47 }, { value: 100 }], asOf: 2026-12-10 }',
      'lifetime-days/public-ca: the value is of another kind',
    ],
    [
      'a step with more in it',
      'lifetime-days/public-ca: { value: [{ value: 100, to: 2028-01-01 }], asOf: 2026-12-10 }',
      'lifetime-days/public-ca: the value is of another kind',
    ],
    [
      'numbers for words',
      'common-name-dropped/google: { value: [1], asOf: 2026-12-10 }',
      'common-name-dropped/google: the value is of another kind',
    ],
    [
      'no asOf',
      'client-auth-ends/digicert: { value: 2027-05-01 }',
      'client-auth-ends/digicert: asOf is missing',
    ],
    [
      'no value',
      'client-auth-ends/digicert: { asOf: 2027-05-01 }',
      'client-auth-ends/digicert: value is missing',
    ],
    [
      'an asOf that is no day',
      'client-auth-ends/digicert: { value: 2027-05-01, asOf: today }',
      'client-auth-ends/digicert: asOf is no day',
    ],
    [
      'another key',
      'client-auth-ends/digicert: { value: 2027-05-01, asOf: 2026-12-10, mark: sure }',
      'client-auth-ends/digicert: there is no key "mark"',
    ],
    [
      'a value without its day',
      'client-auth-ends/digicert: 2027-05-01',
      'client-auth-ends/digicert is no fact',
    ],
    ['a list', '- client-auth-ends/digicert', 'the file lists no facts'],
    ['nothing', '', 'the file lists no facts'],
    ['what is no YAML', 'client-auth-ends/digicert: { value: ', 'the file is neither YAML nor JSON'],
  ])('with %s is refused', (_, text, message) => {
    expect(readFacts(bytes(text)).facts).toBeUndefined();
    expect(messages(text)).toContain(message);
  });

  it('that lists an id twice is refused', () => {
    const line = 'client-auth-ends/digicert: { value: 2027-05-01, asOf: 2026-12-10 }';
    expect(messages(`${line}\n${line}`)).toEqual(['client-auth-ends/digicert stands twice']);
  });

  it('that is no text is refused', () => {
    expect(readFacts(Uint8Array.of(0xc3, 0x28)).mistakes).toEqual([{ message: 'the file is no text' }]);
  });

  it('has all its mistakes told at once, in order, each with its line', () => {
    const text =
      'nonsense: 1\nclient-auth-ends/digicert: { value: soon, asOf: 2026-12-10 }\nclient-auth-ends/sectgo: 2';
    const { mistakes } = readFacts(bytes(text));
    expect(mistakes.map(({ position, suggestion }) => [position?.line, suggestion])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, 'client-auth-ends/sectigo'],
    ]);
    expect(mistakes[1]).toMatchObject({ expected: 'a day, such as 2027-03-01', frame: { width: 4 } });
  });

  it('that is really a private key is not shown', () => {
    const { mistakes } = readFacts(bytes(keyText('rsa-2048')));
    expect(mistakes).not.toEqual([]);
    for (const { frame } of mistakes) expect(frame).toBeUndefined();
  });
});
