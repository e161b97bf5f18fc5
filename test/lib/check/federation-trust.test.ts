import { describe, expect, it } from 'vitest';
import { check } from '../../../src/lib/check/check.ts';
import type { FederationSettings } from '../../../src/lib/deployment/model.ts';
import { planDeployment } from '../../../src/lib/plan/plan.ts';
import { corp, filesOf, handover, issue, judgedAt } from '../../support/handover.ts';
import { named } from '../../support/deployment.ts';
import { settings } from '../../support/federation.ts';

const partner = (anchors: string) => ({
  ...{ domain: named('partner.example'), chatNodeAliases: [], onlySaslExternal: false },
  policy: { pins: [], anchors },
});

const made = issue(corp());
const whole = handover(corp(), made);
const other = made['otherRoot']!.pem;

const found = async (change: Partial<FederationSettings> | undefined, files: Record<string, string> = {}) => {
  const deployment = corp(change ? { federation: settings({ managedBy: 'expressway', ...change }) } : {});
  const report = await check(filesOf({ ...whole, ...files }), deployment, { at: judgedAt });
  return report.findings
    .filter(({ code }) => code.startsWith('federation/'))
    .map(({ code, params, locations }) => [code, params['cas'], locations]);
};

const withOther = { 'trust/edge.pem': `${whole['trust/edge.pem'] as string}${other}` };

describe('private CAs in the list of an Expressway-E that federates', () => {
  const unbound = [
    'federation/private-cas-unbound',
    ['CN=Corp Root CA', 'CN=Other Root CA'],
    [{ file: 'trust/edge.pem' }],
  ];
  it.each<readonly [string, Parameters<typeof found>, readonly unknown[]]>([
    ['two of them may speak for everybody', [{}, withOther], [unbound]],
    ['one of them is no harm', [{}], []],
    [
      'one of two is a partner’s, whose file was given',
      [{ partners: [partner('partners/other.pem')] }, { ...withOther, 'partners/other.pem': other }],
      [],
    ],
    [
      'a file that was not given binds nothing',
      [{ partners: [partner('partners/other.pem')] }, withOther],
      [unbound],
    ],
    ['nothing is said where IM and Presence federates', [{ managedBy: 'imp' }, withOther], []],
    ['nor where the file says nothing of federation', [undefined, withOther], []],
  ])('%s', async (_, question, expected) => {
    expect(await found(...question)).toEqual(expected);
  });
});

describe('where IM and Presence federates', () => {
  const here = corp({ federation: settings() });
  const there = corp({ federation: settings({ managedBy: 'imp' }) });

  it('no name of federation is in the certificates of Expressways', () => {
    const kinds = (deployment: typeof here) => [
      ...new Set(
        planDeployment(deployment).peers.flatMap(({ names }) =>
          names.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)),
        ),
      ),
    ];
    expect(kinds(here)).toEqual(expect.arrayContaining(['federationDomain', 'chatNodeAlias']));
    expect(kinds(there)).not.toEqual(expect.arrayContaining(['federationDomain']));
    expect(kinds(there)).not.toEqual(expect.arrayContaining(['chatNodeAlias']));
  });

  it('no verdict is asked of them for it', async () => {
    const services = async (deployment: typeof here) => [
      ...new Set(
        (await check(filesOf(whole), deployment, { at: judgedAt })).services.map((row) => row.service),
      ),
    ];
    expect(await services(here)).toEqual(['upload', 'mra', 'xmppFederation', 'groupChatTls']);
    expect(await services(there)).toEqual(['upload', 'mra']);
  });
});
