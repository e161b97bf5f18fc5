/** Products beside the Expressways whose certificates are judged, as `talksTo` of the deployment file calls them. */
export const nodeKinds = ['unifiedCm', 'imp', 'unityConnection'] as const;
/** Products besides the Expressway whose nodes have certificates here. */
export type NodeKind = (typeof nodeKinds)[number];

export const isNodeKind = (text: string): text is NodeKind => (nodeKinds as readonly string[]).includes(text);

/** Sides of which no rule judges a certificate; whether an Expressway trusts them is looked at all the same. */
export type TrustedSide = 'meetingServer' | 'webex';

/** Products whose certificates lie beside those of Expressways. */
export type OtherProduct = NodeKind | TrustedSide | 'proxy' | 'identityProvider' | 'connectorHost' | 'other';

/** Links of `talksTo` to products of which no certificate is judged but for the trust in it. */
const otherSides: Readonly<Record<string, OtherProduct>> = {
  cms: 'meetingServer',
  meetingServer: 'meetingServer',
  webex: 'webex',
  proxy: 'proxy',
  identityProvider: 'identityProvider',
};

/** The product at the other end of such a link; undefined: it is judged, or the link is a zone. */
export const otherSideOf = (link: string): OtherProduct | undefined =>
  Object.hasOwn(otherSides, link) ? otherSides[link] : undefined;

export const productNames: Readonly<Record<OtherProduct, string>> = {
  unifiedCm: 'Unified CM',
  imp: 'IM and Presence',
  unityConnection: 'Unity Connection',
  meetingServer: 'Meeting Server',
  webex: 'Webex',
  proxy: 'a reverse proxy',
  identityProvider: 'an identity provider',
  connectorHost: 'a connector host',
  other: 'another product',
};

/** Words that people name folders and files after. */
const words: Readonly<Record<string, OtherProduct>> = {
  ...{ cucm: 'unifiedCm', callmanager: 'unifiedCm' },
  ...{ cups: 'imp', imp: 'imp', imandp: 'imp' },
  ...{ cuc: 'unityConnection', unity: 'unityConnection' },
  ...{
    cms: 'meetingServer',
    acano: 'meetingServer',
    callbridge: 'meetingServer',
    webbridge: 'meetingServer',
  },
  ...{ webbridge3: 'meetingServer', dbserver: 'meetingServer', dbclient: 'meetingServer' },
  ...{ webex: 'webex', cube: 'other', sbc: 'other', loadbalancer: 'other' },
  ...{ adfs: 'identityProvider', idp: 'identityProvider', proxy: 'proxy', reverseproxy: 'proxy' },
};

/** Which product a path is called after: by the name of the file, else by that of its folder. */
export function productByPath(path: string): OtherProduct | undefined {
  const [folder = '', file = ''] = ['', ...path.split(/[/\\!]+/)].slice(-2);
  return wordIn(file) ?? wordIn(folder);
}

const wordIn = (text: string): OtherProduct | undefined =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .flatMap((word) => (Object.hasOwn(words, word) ? words[word]! : []))[0];

/** `cucm1-ms.example.com`: Unified CM and IM and Presence write it into multi-server requests, and no host has that name. */
export const isMultiServerName = (commonName: string): boolean => /^[^.]+-ms\./i.test(commonName);

/** Meeting Server's database takes a client certificate with this common name alone. */
export const isDatabaseClientName = (commonName: string): boolean => commonName.toLowerCase() === 'postgres';

/** `conference-2-StandAloneCluster5ad9a.example.com`: what IM and Presence calls a chat node until somebody renames it. */
export const usualAlias = /^conference-\d+-[a-z0-9]+\./i;
