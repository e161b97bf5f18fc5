import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Rule 5 of docs/architecture.md: the library's core knows no clock, no network, no chance and no terminal. */
const impureGlobals = [
  ...['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'importScripts'].map((name) => ({
    name,
    message: 'The core never uses the network: take the bytes as an argument.',
  })),
  ...['console', 'navigator', 'location', 'performance'].map((name) => ({
    name,
    message: 'The core knows nothing of its surroundings: return the value, or take it as an argument.',
  })),
  ...['setTimeout', 'setInterval', 'queueMicrotask'].map((name) => ({
    name,
    message: 'The core does not wait.',
  })),
];
const impureExpressions = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time as an argument.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'Take the time as an argument.' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Take the time as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Use the given crypto, or take the value as an argument.',
  },
  {
    selector: "MemberExpression[object.name='globalThis'][property.name!='crypto']",
    message: 'The core has no globals but crypto.',
  },
];
/** Only what makes keys, signs and digests reaches for WebCrypto. */
const subtle = {
  selector: "MemberExpression[property.name='subtle']",
  message:
    'Only csr/, formats/, public/key-pair.ts, x509/{signature,fingerprint}.ts and federation/dialback.ts use crypto.subtle.',
};

/** Who compares a code decides what a rule has decided, and nobody notices when the rule changes. */
const findingCode = {
  selector:
    'Literal[value=/^(cert|chain|csr|deployment|federation|fleet|key|path|plan|trust)\\/[a-z0-9-]+$/]',
  message: 'Only rules name codes: decide by the facts, or by what the finding bears on.',
};
/** Long lists make messages that nobody reads. */
const unboundedList = {
  selector: "Property[key.name='message'] CallExpression[callee.property.name='join']",
  message: 'listText() and linesText() of findings/words.ts say the first few and how many more.',
};
/** Areas whose messages still have lists of their own. */
const boundsItsOwnLists = ['src/lib/rules/{chain,federation,path,trust}/**/*.ts'];
/** An example for editors. */
const givesExamples = 'src/lib/deployment/key-texts.ts';

export default defineConfig(
  globalIgnores(['dist/', 'out/', 'coverage/', '.cache/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Walking up a linked list starts at this.
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      eqeqeq: 'error',
      'no-empty': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-misleading-character-class': ['error', { allowEscape: true }],
      'no-unsafe-finally': 'error',
      'no-useless-escape': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/lib/**/*.ts'],
    ignores: ['src/lib/node/**'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-syntax': ['error', ...impureExpressions, subtle, findingCode],
    },
  },
  {
    files: [
      ...['src/lib/{csr,formats}/**/*.ts', 'src/lib/x509/{signature,fingerprint}.ts'],
      'src/lib/federation/dialback.ts',
      'src/lib/public/key-pair.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...impureExpressions, findingCode] },
  },
  {
    files: ['src/{cli,web}/**/*.ts', 'src/lib/node/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', findingCode] },
  },
  {
    // Faults are called after the codes that tell them; nothing is decided by them.
    files: ['src/cli/lab/breaks.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/lib/rules/**/*.ts', 'src/lib/findings/codes.ts', givesExamples],
    rules: { 'no-restricted-syntax': ['error', ...impureExpressions, subtle] },
  },
  {
    files: ['src/lib/rules/**/*.ts'],
    ignores: boundsItsOwnLists,
    rules: { 'no-restricted-syntax': ['error', ...impureExpressions, subtle, unboundedList] },
  },
);
