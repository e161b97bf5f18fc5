import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../../src/lib/findings/codes.ts';
import type { Finding, Severity } from '../../../src/lib/findings/finding.ts';
import {
  judgeServices,
  servicesLost,
  type OpenQuestion,
  type PeerToJudge,
} from '../../../src/lib/services/verdict.ts';

const finding = (
  code: FindingCode,
  severity: Severity = 'error',
  params: Finding['params'] = {},
): Finding => ({
  code,
  severity,
  subject: {},
  params,
  message: code,
  why: '',
  fix: [],
  locations: [],
  source: [],
});
const judge = (
  findings: readonly Finding[],
  open: readonly OpenQuestion[] = [],
  rest: Partial<PeerToJudge> = {},
) =>
  Object.fromEntries(
    judgeServices(
      [{ peer: 'expe1.example.com', cluster: 'edge', role: 'E', findings, open, ...rest }],
      ['mra', 'xmppFederation', 'b2b'],
    ).map(({ service, verdict, because, waitsFor }) => [
      service,
      [verdict, ...because, ...(waitsFor ? [`after ${waitsFor}`] : [])].join(' '),
    ]),
  );
const all = (text: string, upload = text) => ({ upload, mra: text, xmppFederation: text, b2b: text });

describe('judgeServices', () => {
  it('says yes where nothing speaks against it', () => expect(judge([])).toEqual(all('yes')));

  it('does not mind notices, warnings and what concerns no service', () => {
    const harmless = [
      finding('cert/name-extra', 'notice'),
      finding('cert/expires-soon', 'warning'),
      finding('cert/expiry-imminent'),
    ];
    expect(judge(harmless)).toEqual(all('yes'));
  });

  it('lets every service wait for the upload', () => {
    expect(judge([finding('key/mismatch')])).toEqual(all('no key/mismatch after upload', 'no key/mismatch'));
  });

  it("keeps a service's own reasons beside the upload's", () => {
    expect(judge([finding('key/mismatch'), finding('cert/cn-missing')])).toMatchObject({
      mra: 'no cert/cn-missing after upload',
      xmppFederation: 'no key/mismatch after upload',
    });
  });

  it('asks a missing name what needs it', () => {
    expect(judge([finding('cert/name-missing', 'error', { neededFor: ['xmppFederation'] })])).toEqual({
      ...all('yes'),
      xmppFederation: 'no cert/name-missing',
    });
  });

  it('keeps the traversal zone apart from calls between businesses', () => {
    expect(judge([finding('chain/untrusted')])).toEqual({
      upload: 'yes',
      mra: 'no chain/untrusted',
      xmppFederation: 'no chain/untrusted',
      b2b: 'yes',
    });
  });

  it.each([
    ['C', { mra: 'no trust/duplicate-self-signed-cn', xmppFederation: 'yes' }],
    ['E', { mra: 'yes', xmppFederation: 'no trust/duplicate-self-signed-cn' }],
  ] as const)('knows whom the list of an Expressway-%s no longer trusts', (role, expected) => {
    expect(judge([finding('trust/duplicate-self-signed-cn')], [], { role })).toMatchObject(expected);
  });

  it.each([
    ['C', ['mra']],
    ['E', ['xmppFederation', 'groupChatTls']],
  ] as const)('names what an Expressway-%s loses by its list', (role, lost) => {
    expect(servicesLost([finding('trust/duplicate-self-signed-cn'), finding('trust/expired')], role)).toEqual(
      lost,
    );
    expect(servicesLost([], role)).toEqual([]);
  });

  it('says not known where a question is open that matters', () => {
    const question = (services: OpenQuestion['services']): OpenQuestion => ({ what: 'chain', services });
    expect(judge([], [question(['upload'])])).toEqual(all('not known'));
    expect(judge([], [question(['mra'])])).toEqual({ ...all('yes'), mra: 'not known' });
    expect(judge([], [question([])])).toEqual(all('yes'));
  });

  it('says no rather than not known', () => {
    expect(judge([finding('cert/expired')], [{ what: 'chain', services: ['upload'] }])).toMatchObject({
      upload: 'not known',
      mra: 'no cert/expired',
    });
  });

  it('leaves open what a client certificate decides, on the Expressway-C alone', () => {
    const notice = finding('cert/client-auth-own-certificate', 'notice');
    expect(judge([notice], [], { role: 'C' })).toMatchObject({
      upload: 'yes',
      mra: 'not known cert/client-auth-own-certificate',
      b2b: 'yes',
    });
    expect(judge([notice])).toEqual(all('yes'));
  });
});
