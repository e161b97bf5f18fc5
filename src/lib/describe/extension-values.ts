import { toHex } from '../bytes.ts';
import type {
  AccessDescription,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificateTemplate,
  DistributionPoint,
  DistributionPointName,
  GeneralSubtree,
  IssuingDistributionPoint,
  NameConstraints,
  PolicyInformation,
  PolicyMapping,
  PolicyQualifier,
  Resources,
  SignedCertificateTimestamp,
} from '../x509/extensions.ts';
import { printResources } from '../x509/address-resources.ts';
import { serialHex } from '../x509/certificate.ts';
import { printRelativeName } from '../x509/name.ts';
import { branch, leaf, optional, utc, type Description } from './description.ts';
import { describeGeneralName, describeGeneralNames, textOrHex, withOid } from './names.ts';

export function describeBasicConstraints({ ca, pathLength }: BasicConstraints): string {
  const below = pathLength === undefined ? '' : `, path length ${pathLength}`;
  return `${ca ? 'CA' : 'not a CA'}${below}`;
}

export function describeAuthorityKeyIdentifier(identifier: AuthorityKeyIdentifier): Description[] {
  const { keyIdentifier, authorityCertIssuer, authorityCertSerialNumber } = identifier;
  return [
    ...optional('key identifier', keyIdentifier && toHex(keyIdentifier)),
    ...(authorityCertIssuer ? [branch('issuer', describeGeneralNames(authorityCertIssuer))] : []),
    ...optional('serial number', authorityCertSerialNumber && serialHex(authorityCertSerialNumber)),
  ];
}

export function describePolicies(policies: readonly PolicyInformation[]): Description[] {
  return policies.map(({ id, qualifiers }) =>
    branch('policy', qualifiers.map(describeQualifier), withOid(id)),
  );
}

function describeQualifier(qualifier: PolicyQualifier): Description {
  switch (qualifier.kind) {
    case 'cps':
      return leaf('CPS', qualifier.uri);
    case 'userNotice': {
      const { text, notice } = qualifier;
      const reference = notice && `${notice.organization}, notices ${notice.numbers.join(', ')}`;
      return branch('user notice', optional('reference', reference), text);
    }
    case 'unknown':
      return leaf(withOid(qualifier.id), textOrHex(qualifier.der));
  }
}

export function describePolicyMappings(mappings: readonly PolicyMapping[]): Description[] {
  return mappings.map(({ issuerDomainPolicy, subjectDomainPolicy }) =>
    leaf('mapping', `${withOid(issuerDomainPolicy)} is taken for ${withOid(subjectDomainPolicy)}`),
  );
}

export function describeConstraints({ permittedSubtrees, excludedSubtrees }: NameConstraints): Description[] {
  return [
    ...(permittedSubtrees.length > 0 ? [branch('permitted', permittedSubtrees.map(describeSubtree))] : []),
    ...(excludedSubtrees.length > 0 ? [branch('excluded', excludedSubtrees.map(describeSubtree))] : []),
  ];
}

function describeSubtree({ base, minimum, maximum }: GeneralSubtree): Description {
  const described = describeGeneralName(base);
  const bounds = [
    ...(minimum === 0 ? [] : [leaf('minimum', String(minimum))]),
    ...optional('maximum', maximum === undefined ? undefined : String(maximum)),
  ];
  return bounds.length === 0
    ? described
    : { ...described, children: [...(described.children ?? []), ...bounds] };
}

export function describeDistributionPoints(points: readonly DistributionPoint[]): Description[] {
  return points.map(({ distributionPoint, reasons, cRLIssuer }) =>
    branch('distribution point', [
      ...(distributionPoint ? describePointName(distributionPoint) : []),
      ...optional('reasons', reasons?.join(', ')),
      ...(cRLIssuer ? [branch('CRL issuer', describeGeneralNames(cRLIssuer))] : []),
    ]),
  );
}

function describePointName(name: DistributionPointName): Description[] {
  if (name.kind === 'fullName') return describeGeneralNames(name.names);
  return [leaf('name relative to CRL issuer', printRelativeName(name.name))];
}

export function describeIssuingDistributionPoint(point: IssuingDistributionPoint): Description[] {
  const flag = (label: string, isSet: boolean) => (isSet ? [leaf(label, 'yes')] : []);
  return [
    ...(point.distributionPoint ? describePointName(point.distributionPoint) : []),
    ...flag('only contains user certificates', point.onlyContainsUserCerts),
    ...flag('only contains CA certificates', point.onlyContainsCACerts),
    ...flag('only contains attribute certificates', point.onlyContainsAttributeCerts),
    ...optional('only some reasons', point.onlySomeReasons?.join(', ')),
    ...flag('indirect CRL', point.indirectCRL),
  ];
}

export function describeAccess(descriptions: readonly AccessDescription[]): Description[] {
  return descriptions.map(({ method, location }) => branch(withOid(method), [describeGeneralName(location)]));
}

export const describeResources = (resources: readonly Resources[]): Description[] =>
  resources.map((each) => leaf(each.family, printResources(each)));

export function describeTimestamps(timestamps: readonly SignedCertificateTimestamp[]): Description[] {
  return timestamps.map(({ logId, timestamp, extensions, hashAlgorithm, signatureAlgorithm, signature }) =>
    branch(
      'timestamp',
      [
        leaf('log', toHex(logId)),
        leaf('algorithms', `hash ${hashAlgorithm}, signature ${signatureAlgorithm}`),
        ...(extensions.length > 0 ? [leaf('extensions', toHex(extensions))] : []),
        leaf('signature', toHex(signature)),
      ],
      utc(timestamp),
    ),
  );
}

export function describeTemplate({ id, majorVersion, minorVersion }: CertificateTemplate): Description[] {
  return [
    leaf('template', withOid(id)),
    ...optional('major version', majorVersion === undefined ? undefined : String(majorVersion)),
    ...optional('minor version', minorVersion === undefined ? undefined : String(minorVersion)),
  ];
}
