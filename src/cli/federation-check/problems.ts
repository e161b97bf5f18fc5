import type { TlsState } from '../../lib/index.ts';
import { ProbeError, type ProbePhase } from '../../lib/node/index.ts';
import type { Problem, ProblemDetails } from '../program/command-error.ts';
import type { ServerPlace } from './find-servers.ts';
import { StartTlsError, type StartTlsFault } from './start-tls.ts';
import { XmlFault } from './xml-stream.ts';

export interface Attempt {
  readonly domain: string;
  readonly from: string;
  readonly place: ServerPlace;
  /** Was STARTTLS among the features? undefined: it did not come to features. */
  readonly isOffered?: boolean;
}

/** Why nothing can be said of a server's certificate. */
export interface Failure {
  readonly place: ServerPlace;
  readonly phase: ProbePhase;
  /** That of a ProbeError, or a kind of StartTlsFault with hyphens: `not-offered`. */
  readonly code: string;
  /** For people, with what to do. */
  readonly problem: Problem;
}

/** undefined: the error is none of the server's. */
export function failureOf(error: unknown, attempt: Attempt): Failure | undefined {
  const known = knownError(error, attempt);
  const [text, details] = words(known, attempt) ?? [];
  if (text === undefined || !details) return undefined;
  const { place } = attempt;
  return { place, ...whereIn(known), problem: { message: `${placeText(place)} ${text}`, details } };
}

/** A server that has no STARTTLS may well be silent when it is asked for it. */
const knownError = (error: unknown, { isOffered }: Attempt): unknown =>
  isOffered === false &&
  error instanceof ProbeError &&
  error.phase === 'negotiate' &&
  error.code === 'timeout'
    ? new StartTlsError({ kind: 'not offered' })
    : error;

function whereIn(error: unknown): Pick<Failure, 'phase' | 'code'> {
  if (error instanceof ProbeError) return { phase: error.phase, code: error.code };
  const kind = error instanceof StartTlsError ? error.fault.kind : 'not XMPP';
  return { phase: 'negotiate', code: kind.replace(' ', '-') };
}

/** What a failure says of TLS, in the terms of a decision; undefined: nothing. */
export function tlsAfter({ phase, code }: Failure): TlsState | undefined {
  if (phase === 'handshake' || code === 'refused') return 'failed';
  return code === 'not-offered' ? 'not-offered' : undefined;
}

export const placeText = ({ host, port }: Pick<ServerPlace, 'host' | 'port'>): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

type Words = readonly [text: string, details: ProblemDetails];

function words(error: unknown, attempt: Attempt): Words | undefined {
  if (error instanceof ProbeError) return ofProbe(error, attempt);
  if (error instanceof StartTlsError) return ofStartTls(error.fault, attempt);
  if (error instanceof XmlFault) return notXmpp(error.message);
  return undefined;
}

function ofProbe({ phase, code, message }: ProbeError, attempt: Attempt): Words {
  if (phase === 'connect') return ofConnecting(code, attempt);
  return phase === 'negotiate' ? ofTalking(code, message) : ofHandshake(code, message);
}

function ofConnecting(code: string, { domain, place }: Attempt): Words {
  const note = `the address is from ${place.by}`;
  switch (code) {
    case 'ECONNREFUSED':
      return [
        'refuses the connection',
        {
          note,
          help: [
            `nobody listens there, or a firewall says no: ask the partner whether its server is up`,
            'another address:  --connect HOST:PORT',
          ],
        },
      ];
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return [
        'has no address in DNS',
        {
          note,
          help: [
            `check the spelling of ${domain}, or ask the partner for its SRV records`,
            'an address that you know:  --connect HOST:PORT',
          ],
        },
      ];
    default:
      return [
        code === 'timeout' ? 'does not answer' : `cannot be reached (${code})`,
        {
          note,
          help: [
            `let TCP port ${place.port} through the firewalls, outbound here and inbound there`,
            'to wait longer:  --timeout SECONDS',
          ],
        },
      ];
  }
}

function ofTalking(code: string, message: string): Words {
  if (code === 'timeout')
    return [
      'says nothing that a stream could begin with',
      {
        help: [
          'is it the port for servers? 5269; 5222 is for clients',
          'for TLS from the start:  --direct-tls',
        ],
      },
    ];
  if (code === 'closed') return closed;
  return [
    `breaks the rules before TLS: ${message}`,
    { help: 'nothing of it was taken for good; ask the partner' },
  ];
}

const closed: Words = [
  'closes the connection before TLS',
  { help: 'it may not federate with the domain given by --from, or with nobody; its log says why' },
];

function ofHandshake(code: string, message: string): Words {
  if (code === 'timeout')
    return ['does not answer in the TLS handshake', { help: 'to wait longer:  --timeout SECONDS' }];
  if (code === 'closed')
    return [
      'closes the connection in the TLS handshake',
      {
        help: ['it may want a certificate to be presented:  --cert FILE --key FILE', 'else its log says why'],
      },
    ];
  return [
    `and we do not agree on TLS`,
    {
      found: message,
      expected: 'TLS 1.2 or 1.3, with a certificate',
      help: 'have the partner enable TLS 1.2, and a certificate for its domain',
    },
  ];
}

function ofStartTls(fault: StartTlsFault, { domain, from }: Attempt): Words {
  switch (fault.kind) {
    case 'not offered':
      return [
        'offers no STARTTLS, and asking for it all the same led to nothing',
        {
          help: [
            'have the partner enable TLS for federation',
            'if it says that TLS is on: somebody on the way may have taken the offer out',
          ],
        },
      ];
    case 'refused':
      return [
        'offers STARTTLS and then refuses it',
        { help: `ask the partner whether its server has a certificate for ${domain}` },
      ];
    case 'closed':
      return closed;
    case 'injected':
      return [
        'sends something in clear where TLS was to begin',
        { help: 'somebody may be tampering with the connection; the server is not to be used like this' },
      ];
    case 'not XMPP':
      return notXmpp(fault.found);
    case 'stream error':
      return [
        `ends the stream: ${fault.condition}`,
        {
          ...(fault.text !== '' && { found: fault.text }),
          help: streamErrorHelp(fault.condition, domain, from),
        },
      ];
  }
}

const notXmpp = (found: string): Words => [
  'does not speak XMPP between servers',
  {
    found,
    help: ['is it the port for servers? 5269; 5222 is for clients', 'for TLS from the start:  --direct-tls'],
  },
];

function streamErrorHelp(condition: string, domain: string, from: string): string {
  switch (condition) {
    case 'host-unknown':
    case 'host-gone':
      return `this server does not serve ${domain}: check the spelling, and that SRV record or static route lead to the right one`;
    case 'policy-violation':
    case 'not-authorized':
      return `the partner has to allow federation with ${from}`;
    case 'improper-addressing':
    case 'invalid-from':
      return `it does not take ${from} for a domain; another one of ours:  --from DOMAIN`;
    default:
      return 'its log says why; RFC 6120 section 4.9.3 lists the conditions';
  }
}
