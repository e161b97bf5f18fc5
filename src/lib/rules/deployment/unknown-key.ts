import {
  captionOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
  type MistakeOf,
} from '../../deployment/reading/mistakes.ts';
import { listed, quoted } from '../../deployment/wording.ts';
import { rule } from '../../findings/rule.ts';

export const unknownKey = rule({
  code: 'deployment/unknown-key',
  severity: 'error',
  ownStep: 'show the keys of a deployment file',
  what: 'The deployment file has a key, or a word with a fixed meaning, that expcert does not know.',
  why: 'What was meant would have no effect: a mistyped list of domains would leave its names out of every certificate.',
  typical: 'A typing mistake, or a word of another product.',
  fix: [
    'Write the key or word as proposed.',
    'A remark of your own goes behind a #, on the same line or on a line of its own.',
  ],
  notHitBy: 'the names of clusters and the keys of talksTo, which are of your choice',
  citations: [{ source: 'product', ref: 'deployment file, version 1' }],
  message: ({ written, key, owner }: Caption & { written: string; key?: string; owner: string }) =>
    key === undefined
      ? `unknown key ${quoted(written)} in ${owner}`
      : `unknown ${key} ${quoted(written)}${owner === '' ? '' : ` for ${owner}`}`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of facts.mistakes) {
      if (mistake.kind !== 'unknown-key' && mistake.kind !== 'unknown-word') continue;
      const detail = mistake.kind === 'unknown-key' ? ofKey(mistake) : ofWord(mistake);
      yield { subject: {}, detail, locations: placesOf(facts.file, mistake) };
    }
  },
});

const proposal = (suggestion: string | undefined): string | undefined =>
  suggestion === undefined ? undefined : `did you mean ${suggestion}?`;

function ofKey(mistake: MistakeOf<'unknown-key'>) {
  const { key, owner, known, suggestion, note } = mistake;
  const expected = suggestion === undefined ? listed(known) : undefined;
  return { written: key, owner, ...captionOf(mistake, { label: proposal(suggestion), expected, note }) };
}

function ofWord(mistake: MistakeOf<'unknown-word'>) {
  const { word, key, owner, offered, suggestion, note } = mistake;
  const texts = { label: proposal(suggestion), expected: listed(offered), note };
  return { written: word, key, owner, ...captionOf(mistake, texts) };
}
