import { expect, it } from 'vitest';
import { nearestWord } from '../../../src/lib/deployment/nearest-word.ts';

const keys = [
  'name',
  'peers',
  'role',
  'registrationDomains',
  'federationDomains',
  'TLS required',
  'TLS optional',
];

it.each([
  ['a missing letter', 'nme', 'name'],
  ['two letters in the wrong order', 'naem', 'name'],
  ['the singular', 'peer', 'peers'],
  ['the wrong case', 'REGISTRATIONDOMAINS', 'registrationDomains'],
  ['the beginning of one word', 'regis', 'registrationDomains'],
  ['three wrong letters of many', 'registratonDomans', 'registrationDomains'],
  ['the beginning of two words', 'TLS', undefined],
  ['a short word with other letters', 'rale2', undefined],
  ['another word', 'hostname', undefined],
  ['nothing', '', undefined],
  ['a text longer than any key', 'name'.repeat(20), undefined],
])('%s', (_, written, expected) => {
  expect(nearestWord(written, keys)).toBe(expected);
});

it('does not take sha1 for sha512', () => {
  expect(nearestWord('sha1', ['sha256', 'sha384', 'sha512'])).toBeUndefined();
});
