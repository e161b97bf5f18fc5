import { describe, expect, it } from 'vitest';
import type { FederationSettings } from '../../../src/lib/deployment/model.ts';
import { toALabels } from '../../../src/lib/names/a-labels.ts';
import { federationPolicy } from '../../../src/lib/federation/policy.ts';
import { effectiveLists, privacyOf, routeTo } from '../../../src/lib/federation/privacy.ts';
import { federated, settings } from '../../support/federation.ts';
import { named } from '../../support/deployment.ts';

const privacy = (change: Partial<FederationSettings>) =>
  federationPolicy(federated(settings(change)))!.privacy;

const route = (domain: string, address: string) => ({ domain: named(domain), address });
const routes = { useStaticRoutes: true, staticRoutes: [route('Routed.example', '192.0.2.1')] };
const allow = { privacyMode: 'Allow list', allowList: [named('Listed.EXAMPLE')] } as const;
const deny = { privacyMode: 'Deny list', denyList: [named('listed.example')] } as const;

describe('whom to federate with', () => {
  it.each<[string, Partial<FederationSettings>, string, boolean, string]>([
    [
      'everybody with privacy mode off',
      { ...deny, privacyMode: 'Off' },
      'listed.example',
      true,
      'privacy mode off',
    ],
    ['who is on the allow list, whatever the case', allow, 'listed.example', true, 'on allow list'],
    ['not who is missing there', allow, 'other.example', false, 'not on allow list'],
    ['not an alias below a listed domain', allow, 'chat.listed.example', false, 'not on allow list'],
    ['who has a static route', { ...allow, ...routes }, 'routed.example', true, 'static route'],
    [
      'not who has one that is switched off',
      { ...allow, ...routes, useStaticRoutes: false },
      'routed.example',
      false,
      'not on allow list',
    ],
    ['nobody in the factory state', {}, 'listed.example', false, 'not on allow list'],
    ['not who is on the deny list', deny, 'listed.example', false, 'on deny list'],
    [
      'not who is denied and has a static route',
      { ...deny, ...routes, denyList: [named('routed.example')] },
      'routed.example',
      false,
      'on deny list',
    ],
    ['everybody else with a deny list', deny, 'chat.listed.example', true, 'not on deny list'],
    [
      'nobody with federation off',
      { ...allow, xmppFederationSupport: false },
      'listed.example',
      false,
      'federation off',
    ],
  ])('%s', (_, change, domain, isAllowed, reason) => {
    expect(privacyOf(domain, privacy(change))).toEqual({ isAllowed, reason });
  });
});

describe('the way to a domain', () => {
  const several = privacy({
    useStaticRoutes: true,
    staticRoutes: [
      route('a.example', '192.0.2.1'),
      route('A.example', 'xmpp.a.example'),
      route('a.example', '192.0.2.1'),
    ],
  });
  it('is any of its addresses, and each once', () => {
    expect(routeTo('a.example', several)).toEqual({
      by: 'static routes',
      addresses: ['192.0.2.1', 'xmpp.a.example'],
    });
  });
  it('is DNS without a route', () => expect(routeTo('chat.a.example', several)).toEqual({ by: 'DNS' }));
  it('is DNS with routes switched off', () => {
    expect(routeTo('a.example', { ...several, useStaticRoutes: false })).toEqual({ by: 'DNS' });
  });
});

describe('the lists as they take effect', () => {
  it('hold the domains of static routes too', () => {
    expect(effectiveLists(privacy({ ...allow, ...routes, denyList: [named('x.example')] }))).toEqual({
      allowed: [
        { domain: 'listed.example', because: 'allow list' },
        { domain: 'routed.example', because: 'static route' },
      ],
      denied: [],
      routes: [{ domain: 'routed.example', addresses: ['192.0.2.1'] }],
    });
  });
  it('allow everybody but those on the deny list', () => {
    expect(effectiveLists(privacy(deny))).toEqual({
      allowed: undefined,
      denied: ['listed.example'],
      routes: [],
    });
  });
  it('allow nobody with federation off', () => {
    expect(effectiveLists(privacy({ ...routes, xmppFederationSupport: false }))).toEqual({
      allowed: [],
      denied: [],
      routes: [],
    });
  });
});

describe('a domain, as it is compared', () => {
  it.each([
    ['Example.COM', 'example.com'],
    ['example.com.', 'example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['bücher。example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['intranet', 'intranet'],
  ])('%s is %s', (written, name) => expect(toALabels(written)).toEqual({ name }));

  it.each([
    ['two readings', 'faß.example', 'deviation'],
    ['an underscore', 'under_score.example', 'underscore'],
    ['an IP address', '127.0.50.9', 'ip-address'],
    ['what a URL parser takes for one', '0x7f.1', 'ip-address'],
    ['an empty label', 'a..b', 'empty-label'],
    ['nothing', '', 'empty'],
    ['a JID', 'romeo@example.com', 'at-sign'],
    ['a wildcard', '*.example.com', 'wildcard'],
  ])('is not one with %s', (_, written, problem) => expect(toALabels(written)).toMatchObject({ problem }));
});
