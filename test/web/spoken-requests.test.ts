import { describe, expect, it } from 'vitest';
import { signingOf, spokenOfRequests } from '../../src/web/spoken/requests.ts';
import type { RequestView } from '../../src/web/csr/request-views.ts';

const finding = (
  severity: 'error' | 'warning' | 'notice',
  message: string,
): RequestView['findings'][number] => ({
  ...{ id: message, code: 'csr/name-missing', severity, message, subject: {}, params: {} },
  ...{ why: '', fix: [], locations: [], source: [] },
});
const question: RequestView['questions'][number] = { id: 'q', what: 'names', why: 'no plan', answer: [] };
const view = (
  file: string,
  findings: RequestView['findings'] = [],
  questions: RequestView['questions'] = [],
): RequestView =>
  ({ item: { id: file, file, kind: 'certificate-request' }, findings, questions }) as unknown as RequestView;

const bad = view('bad.csr', [finding('warning', 'w'), finding('error', 'a name is missing')]);
const open = view('open.csr', [], [question]);
const doubtful = view('doubtful.csr', [finding('warning', 'a name more')]);
const good = view('good.csr', [finding('notice', 'n')]);

describe('the sentence over requests', () => {
  it.each<[string, RequestView[], string, string[]]>([
    [
      'one of four that must not be signed',
      [good, open, doubtful, bad],
      'Do not sign 1 of 4 requests.',
      ['a name is missing'],
    ],
    ['one alone that must not be signed', [bad], 'Do not sign this request.', ['a name is missing']],
    [
      'one of two of which something is open',
      [good, open],
      '1 of 2 requests cannot be decided yet.',
      ['names (no plan)'],
    ],
    [
      'one of two with a warning',
      [doubtful, good],
      'Look at 1 of 2 requests before you sign.',
      ['a name more'],
    ],
    ['all that are ready', [good, good], 'All 2 requests are ready to sign.', []],
    ['one that is ready', [good], 'The request is ready to sign.', []],
  ])('%s', (_, views, sentence, words) => {
    const spoken = spokenOfRequests(views, (at) => `request-${at}`)!;
    expect(spoken.sentence).toBe(sentence);
    expect(spoken.things.map((thing) => thing.words)).toEqual(words);
    expect(spoken.status === 'ok').toBe(views.every((each) => signingOf(each) === 'ready'));
  });

  it('is nothing where there is none', () => expect(spokenOfRequests([], String)).toBeUndefined());
});
