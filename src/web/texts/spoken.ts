/** The sentences that screens open with. */
export const spoken = {
  'spoken.label': 'What it comes to',
  'spoken.more': { one: '{n} more', other: '{n} more' },
  'spoken.fails': {
    one: '{what} will not work on {n} of {peers} peers.',
    other: '{what} will not work on {n} of {peers} peers.',
  },
  'spoken.failsAll': {
    one: '{what} will not work on the one peer.',
    other: '{what} will not work on any of the {n} peers.',
  },
  'spoken.upload': {
    one: 'The {what} will fail on {n} of {peers} peers.',
    other: 'The {what} will fail on {n} of {peers} peers.',
  },
  'spoken.accepted': {
    one: '{what} will not work on {n} of {peers} peers, which somebody has accepted.',
    other: '{what} will not work on {n} of {peers} peers, which somebody has accepted.',
  },
  'spoken.errors': {
    one: '{n} error was found; it is not known to end a service.',
    other: '{n} errors were found; none is known to end a service.',
  },
  'spoken.warnings': {
    one: 'Every service will work; {n} warning is to be looked at.',
    other: 'Every service will work; {n} warnings are to be looked at.',
  },
  'spoken.works': {
    one: '{n} peer has all planned names, and every service will work on it.',
    other: 'All {n} peers have all planned names, and every service will work on them.',
  },
  'spoken.open': {
    one: 'No error was found in what was looked at; {n} question is open.',
    other: 'No error was found in what was looked at; {n} questions are open.',
  },
  'spoken.nothing': 'No certificate could be judged.',
  'spoken.noPlan': {
    one: 'Nothing was found on {n} certificate; its names are not checked without a deployment file.',
    other: 'Nothing was found on {n} certificates; their names are not checked without a deployment file.',
  },
  'spoken.requests.refuse': {
    one: 'Do not sign {n} of {all} requests.',
    other: 'Do not sign {n} of {all} requests.',
  },
  'spoken.requests.open': {
    one: '{n} of {all} requests cannot be decided yet.',
    other: '{n} of {all} requests cannot be decided yet.',
  },
  'spoken.requests.look': {
    one: 'Look at {n} of {all} requests before you sign.',
    other: 'Look at {n} of {all} requests before you sign.',
  },
  'spoken.allRequests.refuse': {
    one: 'Do not sign this request.',
    other: 'Do not sign any of the {n} requests.',
  },
  'spoken.allRequests.open': {
    one: 'The request cannot be decided yet.',
    other: 'None of the {n} requests can be decided yet.',
  },
  'spoken.allRequests.look': {
    one: 'Look at the request before you sign.',
    other: 'Look at all {n} requests before you sign.',
  },
  'spoken.allRequests.ready': {
    one: 'The request is ready to sign.',
    other: 'All {n} requests are ready to sign.',
  },
  'spoken.lists.fails': {
    one: '{what} will not work with {n} of {all} trust lists.',
    other: '{what} will not work with {n} of {all} trust lists.',
  },
  'spoken.lists.errors': {
    one: '{n} of {all} trust lists has errors.',
    other: '{n} of {all} trust lists have errors.',
  },
  'spoken.lists.warnings': {
    one: '{n} of {all} trust lists has warnings.',
    other: '{n} of {all} trust lists have warnings.',
  },
  'spoken.lists.open': {
    one: 'Of {n} of {all} trust lists not everything could be checked; nothing was found that hides or fails.',
    other:
      'Of {n} of {all} trust lists not everything could be checked; nothing was found that hides or fails.',
  },
  'spoken.allLists.fails': {
    one: '{what} will not work with this trust list.',
    other: '{what} will not work with any of the {n} trust lists.',
  },
  'spoken.allLists.errors': { one: 'The trust list has errors.', other: 'All {n} trust lists have errors.' },
  'spoken.allLists.warnings': {
    one: 'The trust list has warnings.',
    other: 'All {n} trust lists have warnings.',
  },
  'spoken.allLists.open': {
    one: 'Nothing was found in the trust list that hides or fails; not everything could be checked.',
    other: 'Nothing was found in the {n} trust lists that hides or fails; not everything could be checked.',
  },
  'spoken.allLists.good': {
    one: 'Nothing in the trust list hides or fails.',
    other: 'Nothing in the {n} trust lists hides or fails.',
  },
  'spoken.plan.warnings': {
    one: 'The requests can be made; {n} warning is to be looked at first.',
    other: 'The requests can be made; {n} warnings are to be looked at first.',
  },
} as const;
