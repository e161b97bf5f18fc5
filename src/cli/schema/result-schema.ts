import { schemaVersion, type ReportedFinding, type ReportedProblem } from '../../lib/front.ts';
import { decision, federation, federationPeer } from './federation-schema.ts';
import { item } from './item-schema.ts';
import { flag, free, list, number, object, objectOf, text, time, words, type Schema } from './json-schema.ts';
import { plan } from './plan-schema.ts';
import { bearing, question, request, serviceVerdict, trustList, waived } from './verdict-schema.ts';

const location = object({
  file: text(),
  'line?': number('from 1'),
  'column?': number('from 1, in UTF-16 units'),
  'endColumn?': number('behind the last character meant'),
  'entry?': number('number of the object in the file, from 1'),
});
const citation = object({ title: text(), ref: text('section, page or number in the document') });

const code: Schema = { type: 'string', pattern: '^[a-z]+/[a-z0-9-]+$' };
const severity = words('error', 'warning', 'notice');

const finding = objectOf<ReportedFinding>()({
  id: text(),
  'item?': text('id of the item it is about'),
  code,
  severity,
  'cluster?': text(),
  'peer?': text(),
  'store?': { const: 'client', description: 'about what goes into the client store of X15.5' },
  'file?': text(),
  params: free('the values in the message'),
  message: text('what is the case'),
  why: text('what breaks for users'),
  fix: list(text(), 'what to do, step by step'),
  locations: list(location),
  source: list(citation),
  'bears?': list(bearing, 'on which requirements of which verdicts it bears'),
  'waived?': waived,
});

const rule = object({
  code,
  severity,
  what: text(),
  why: text(),
  'typical?': text(),
  fix: list(text()),
  'notHitBy?': text(),
  'kinds?': list(text('kinds of malformed parts, as `kinds[]` has them')),
  'saysTheProduct?': list(text()),
  source: list(citation),
});

const faultKind = object({
  name: text(),
  what: text(),
  'mend?': text('what whoever makes a request does about it'),
  codes: list(code, 'whose findings name it'),
});

const problem = objectOf<ReportedProblem>()(
  {
    message: text(),
    'code?': text(),
    'location?': location,
    'found?': list(text()),
    'expected?': list(text()),
    'note?': list(text()),
    'help?': list(text()),
  },
  'what could not be read or was refused',
);

const change = object({
  path: text('keys from the top of the deployment file, with dots'),
  to: text('the value, as YAML on one line'),
  'before?': text('what stood there'),
  why: text(),
});

const comparison = object({
  isDifferent: flag(),
  onlyBefore: list(text(), 'files without a partner'),
  onlyAfter: list(text()),
});

const [major] = schemaVersion.split('.');

/** JSON Schema (draft 7) of what --json prints. Within a major version things are added and nothing else changes. */
export const resultSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: `urn:expcert:result:${schemaVersion}`,
  title: `Result of expcert, ${schemaVersion}`,
  ...object({
    schemaVersion: { type: 'string', pattern: `^${major}\\.\\d+$` },
    tool: object({ name: { const: 'expcert' }, version: text() }),
    checkedAt: time('the time the input was judged at, UTC'),
    'deployment?': object({
      name: text(),
      file: text(),
      sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    }),
    summary: object({
      error: number(),
      warning: number(),
      notice: number(),
      notChecked: number('questions left open'),
      waived: number('findings that waivers of the deployment file accept; not in the other counts'),
    }),
    'plan?': plan,
    'services?': list(serviceVerdict, 'will it work? A verdict for each peer and service, the uploads first'),
    'items?': list(item),
    'requests?': list(request, 'certificate signing requests'),
    'lists?': list(trustList, 'trusted-CA lists'),
    'notChecked?': list(
      question,
      'questions left open; of check, cert check, csr check and trust check always there',
    ),
    'dryRun?': flag(),
    'leftOut?': list(
      object({
        ...{ peer: text(), cluster: text(), 'store?': { const: 'client' }, 'domain?': text() },
        because: text(),
      }),
      'of csr create: peers whose key is made on the Expressway',
    ),
    'written?': list(text(), 'the files written'),
    'changes?': list(change, 'of deployment upgrade, in the order in which they are made'),
    'comparison?': comparison,
    'rules?': list(rule, 'of explain'),
    'kinds?': list(faultKind, 'of explain: a kind of malformed part'),
    'decisions?': list(decision, 'of federation decide'),
    'federation?': federation,
    'federationPeer?': federationPeer,
    findings: list(finding),
    'otherFindings?': list(
      finding,
      'on which verdicts rest and which the call did not ask for: they count for nothing else',
    ),
    'refused?': list(problem),
    'unread?': list(problem),
  }),
};
