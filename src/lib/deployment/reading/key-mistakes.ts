import type { Extent } from './code-frame.ts';
import { nearestWord } from '../nearest-word.ts';
import {
  expectationOf,
  ownerSchema,
  ownerText,
  ownersOf,
  wordsUnder,
  type AnySchema,
  type Issue,
  type Step,
} from './schema-lookup.ts';
import type { FoundMistake } from './source-node.ts';
import { listed } from '../wording.ts';

/** Other names of the subject's attributes: labels of the Expressway page, of OpenSSL and of X.520. */
const subjectAliases: Readonly<Record<string, string>> = {
  country: 'C',
  countryname: 'C',
  s: 'ST',
  state: 'ST',
  province: 'ST',
  stateorprovincename: 'ST',
  locality: 'L',
  localityname: 'L',
  city: 'L',
  organization: 'O',
  organisation: 'O',
  organizationname: 'O',
  organizationalunit: 'OU',
  organizationalunitname: 'OU',
  e: 'emailAddress',
  email: 'emailAddress',
};

const notes: Readonly<Record<string, string>> = {
  CN: 'the common name follows from commonName: auto, peer or cluster',
  '<<': 'merge keys belong to YAML 1.1; write the keys out',
};

/** A key that the schema does not know, or whose text is not fit for a key. */
export function wrongKey(schema: AnySchema, { path, message }: Issue, extent: Extent): FoundMistake {
  const key = String(path.at(-1)!.key);
  if (message === 'cluster-id') {
    return { kind: 'value', path: 'the name of a cluster', problem: 'cluster-id', value: key, extent };
  }
  const known = Object.keys(ownerSchema(schema, path)?.entries ?? {});
  const suggestion = [subjectAliases[key.toLowerCase()], nearestWord(key, known)].find(
    (each) => each !== undefined && known.includes(each),
  );
  return {
    kind: 'unknown-key',
    key,
    owner: ownerText(schema, path),
    known,
    ...(suggestion !== undefined && { suggestion }),
    ...noteOn(schema, key),
    extent,
  };
}

function noteOn(schema: AnySchema, key: string): { readonly note?: string } {
  const note = notes[key];
  if (note !== undefined) return { note };
  const homes = [...new Set(ownersOf(schema, key))];
  return homes.length === 0 ? {} : { note: `${key} belongs in ${listed(homes)}` };
}

export function missingKey(schema: AnySchema, path: readonly Step[], extent: Extent): FoundMistake {
  const key = path.at(-1)!.key;
  const owner = ownerSchema(schema, path);
  const entry = owner?.entries?.[key];
  const expected = entry ? expectationOf(entry) : listed(owner ? wordsUnder(owner, key) : []);
  return {
    kind: 'missing-key',
    key: String(key),
    owner: ownerText(schema, path),
    expected,
    extent,
    ...(path.length === 1 && { isAboutFile: true }),
  };
}
