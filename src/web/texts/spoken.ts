/** The sentences that screens open with; that over the whole deployment is the library's. */
export const spoken = {
  'spoken.label': 'What it comes to',
  'spoken.more': { one: '{n} more', other: '{n} more' },
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
