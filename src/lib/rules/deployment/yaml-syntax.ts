import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
  type SyntaxProblem,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

/** What is the case, and what helps. */
const texts: Readonly<Record<SyntaxProblem, readonly [message: string, note: string]>> = {
  unexpected: ['this does not belong here', 'put text with special characters in quotes'],
  indentation: ['the indentation does not fit', 'what belongs together starts in the same column'],
  tab: ['a tab is used for indentation', 'YAML takes only blanks there'],
  'nested-colon': [
    'a key and a value cannot start here',
    'the next line is indented too far, or this text has a colon and needs quotes',
  ],
  'key-without-colon': [
    'a key lacks its colon',
    'a colon and a blank stand between key and value; an entry of a list starts with "- "',
  ],
  'unclosed-quote': ['a quote is not closed', 'repeat the quote at the end of the text'],
  'unclosed-bracket': ['a bracket is not closed', 'lists in brackets end with ], keys in braces with }'],
  'missing-character': ['a comma, colon or blank is missing', 'commas stand between entries in brackets'],
  escape: [
    'a backslash in double quotes is followed by something unknown',
    "for a Windows path use single quotes: 'C:\\certs'",
  ],
  'reserved-character': ['a text starts with a sign that YAML reserves', 'put the text in quotes'],
  tag: ['a tag is used that a deployment file has no meaning for', 'leave out the word that starts with "!"'],
  'unknown-alias': [
    'an alias names nothing that was marked before',
    'a text that starts with "*", as a wildcard name does, needs quotes',
  ],
  'circular-alias': ['an alias stands inside what it repeats', 'write the value out'],
  'alias-expansion': ['the aliases repeat more than any deployment needs', 'write the values out'],
  directive: ['a line starts with "%" and is no known directive', 'leave it out, or put the text in quotes'],
  'yaml-version': [
    'the file asks for another version than YAML 1.2',
    'leave the %YAML line out; YAML 1.1 reads no and off as false',
  ],
  'several-documents': [
    'a second document starts here',
    'one file describes one deployment; remove the line "---"',
  ],
  'too-deep': ['the brackets or lists are nested too deeply', 'a deployment file needs eight levels'],
  'key-not-text': ['a key is not text', 'keys are words, such as peers'],
  'reserved-key': ['this word cannot be a key', 'choose another name'],
};

export const yamlSyntax = rule({
  code: 'deployment/yaml-syntax',
  severity: 'error',
  what: 'The deployment file is not valid YAML, or uses a part of YAML that a deployment does not need.',
  why: 'The file cannot be read without guessing, so nothing is planned. Of a broken text only the syntax is reported.',
  fix: ['Correct the line; an editor with YAML support shows the place as you type.'],
  notHitBy: 'JSON, comments, quotes of either kind, anchors used in moderation',
  citations: [{ source: 'yaml', ref: '1.2.2' }],
  message: ({ problem, unlisted }: Caption & { problem: SyntaxProblem; unlisted?: number }) =>
    unlisted === undefined
      ? texts[problem][0]
      : `${texts[problem][0]}; ${unlisted} more places follow, most of them probably from the same cause`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'syntax')) {
      const { problem, unlisted } = mistake;
      yield {
        subject: {},
        detail: {
          problem,
          ...(unlisted !== undefined && { unlisted }),
          ...captionOf(mistake, { note: texts[problem][1] }),
        },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
