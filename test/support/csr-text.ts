/** What the outside programs print of a request or certificate, as lists. Each says names in its own way. */
export interface Printed {
  /** `DNS:…`, `XMPP:…`, `SRV:…`, in order. */
  readonly names: readonly string[];
  readonly keyUsage: readonly string[];
  readonly extendedKeyUsage: readonly string[];
}

const opensslPrefixes: readonly (readonly [string, string])[] = [
  ['othername: XmppAddr::', 'XMPP:'],
  ['othername: SRVName::', 'SRV:'],
];

/** From `openssl req -text` or `openssl x509 -text`. */
export function readOpensslText(text: string): Printed {
  const list = (heading: string) =>
    new RegExp(`X509v3 ${heading}:.*\\n\\s*(.*)`).exec(text)?.[1]?.trim().split(', ') ?? [];
  return {
    names: list('Subject Alternative Name').map((name) =>
      opensslPrefixes.reduce((changed, [theirs, ours]) => changed.replace(theirs, ours), name),
    ),
    keyUsage: list('Key Usage'),
    extendedKeyUsage: list('Extended Key Usage'),
  };
}

const certtoolPrefixes: Readonly<Record<string, string>> = {
  DNSname: 'DNS',
  'XMPP Address': 'XMPP',
  SRVName: 'SRV',
};

/** From `certtool --crq-info` or `certtool --certificate-info`. */
export function readCerttoolText(text: string): Printed {
  // An internationalised name has its decoded form behind it: `xn--… (bücher.example)`.
  const names = [...text.matchAll(/^\s*(DNSname|XMPP Address|SRVName): (\S+)(?: \(.*\))?$/gm)];
  const lines = (heading: string) =>
    (new RegExp(`${heading} \\(.*\\):\\n((?:\\t+[^:\\n]*\\n)*)`).exec(text)?.[1] ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  return {
    names: names.map(([, kind, value]) => `${certtoolPrefixes[kind!]}:${value}`),
    keyUsage: lines('Key Usage'),
    extendedKeyUsage: lines('Key Purpose'),
  };
}

/** From `keytool -printcertreq -v` or `-printcert`; it shows otherNames by their object identifier only. */
export function readKeytoolText(text: string): Printed {
  const list = (heading: string) =>
    (new RegExp(`${heading} \\[\\n((?:  .*\\n)*)\\]`).exec(text)?.[1] ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  return {
    names: list('SubjectAlternativeName').map((line) =>
      line
        .replace('DNSName: ', 'DNS:')
        .replace(/^Other-Name: Unrecognized ObjectIdentifier: 1\.3\.6\.1\.5\.5\.7\.8\.5$/, 'XMPP:')
        .replace(/^Other-Name: Unrecognized ObjectIdentifier: 1\.3\.6\.1\.5\.5\.7\.8\.7$/, 'SRV:'),
    ),
    keyUsage: list('KeyUsage'),
    extendedKeyUsage: list('ExtendedKeyUsages'),
  };
}
