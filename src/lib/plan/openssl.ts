import { otherNameId } from '../asn1/oids.ts';
import type { AltName } from '../san/required.ts';
import type { RequestPlan } from './plan.ts';
import { requestName } from './request-name.ts';

/** How to make the planned request with openssl alone. */
export interface OpensslRequest {
  /** Name the command expects the configuration under. */
  readonly configFile: string;
  /** Configuration for `openssl req`. */
  readonly config: string;
  /** Shell command; it writes key and request beside the configuration. */
  readonly command: string;
}

export function opensslRequest(planned: RequestPlan): OpensslRequest {
  const { request } = planned;
  const name = requestName(planned);
  const configFile = `${name}.cnf`;
  const newKey =
    request.key.type === 'rsa'
      ? `-newkey rsa:${request.key.bits}`
      : `-newkey ec -pkeyopt ec_paramgen_curve:${request.key.curve}`;
  return {
    configFile,
    config: config(planned),
    command: `openssl req -new ${newKey} -nodes -${request.hash} -config ${configFile} -keyout ${name}.key.pem -out ${name}.csr.pem`,
  };
}

function config({ request, subject, commonName, names }: RequestPlan): string {
  const attributes = [...subject, { type: 'CN', value: commonName }];
  const keyUsage = request.key.type === 'rsa' ? 'digitalSignature, keyEncipherment' : 'digitalSignature';
  return [
    '[req]',
    'prompt = no',
    'utf8 = yes',
    'string_mask = utf8only',
    'distinguished_name = subject',
    'req_extensions = extensions',
    '',
    '[subject]',
    // openssl drops everything up to the first dot of a key: it keeps repeated and numeric types apart that way.
    ...attributes.map(({ type, value }, i) => `${i}.${type} = ${quoted(value)}`),
    '',
    '[extensions]',
    `keyUsage = critical, ${keyUsage}`,
    ...(request.extendedKeyUsage.length > 0
      ? [`extendedKeyUsage = ${request.extendedKeyUsage.join(', ')}`]
      : []),
    'subjectAltName = @names',
    '',
    '[names]',
    ...names.map((altName, i) => nameLine(altName, i + 1)),
    '',
  ].join('\n');
}

function nameLine({ type, value }: AltName, number: number): string {
  switch (type) {
    case 'DNS':
      return `DNS.${number} = ${value}`;
    case 'SRV':
      return `otherName.${number} = ${otherNameId.dnsSRV};IA5STRING:${value}`;
    case 'XMPP':
      return `otherName.${number} = ${otherNameId.xmppAddr};UTF8:${value}`;
  }
}

/** A value as openssl's configuration reads it back: `\`, `$`, `#` and quotes mean something, outer blanks are dropped. */
function quoted(value: string): string {
  const escaped = value.replace(/[\\$#"'`]/g, '\\$&');
  return value.trim() === value ? escaped : `"${escaped}"`;
}
