import { DecodeError } from '../../src/lib/errors.ts';
import { readPem } from '../../src/lib/formats/pem.ts';
import type { Finding } from '../../src/lib/findings/finding.ts';
import type { RevocationStatus } from '../../src/lib/revocation/status.ts';
import { pathRules } from '../../src/lib/rules/path/index.ts';
import { PathValidator } from '../../src/lib/validation/validate-path.ts';
import { readCertificate, type Certificate } from '../../src/lib/x509/certificate.ts';
import { readCrl, type Crl } from '../../src/lib/x509/crl.ts';
import { readOcspResponse } from '../../src/lib/x509/ocsp.ts';
import { asksForConformance, settingsOf, Unsupported } from './settings.ts';
import type { VectorCase } from './vector-case.ts';

export interface CaseResult {
  readonly suite: string;
  readonly id: string;
  /** NO-ANSWER: the library threw something it does not document. */
  readonly verdict: 'SUCCESS' | 'FAILURE' | 'UNSUPPORTED' | 'NO-ANSWER';
  readonly codes: readonly string[];
  /** Milliseconds, reading included. */
  readonly ms: number;
  /** Policies the path is good for, where it is valid. */
  readonly policies: readonly string[];
  /** Of the leaf; undefined: it was not looked up. */
  readonly status: RevocationStatus['status'] | undefined;
}

/** Judges one case. Never throws. */
export async function runCase(testCase: VectorCase): Promise<CaseResult> {
  const start = performance.now();
  const outcome = await judge(testCase).catch(failureOf);
  const ms = Math.round((performance.now() - start) * 100) / 100;
  return { suite: testCase.suite, id: testCase.id, ms, policies: [], status: undefined, ...outcome };
}

type Outcome = Pick<CaseResult, 'verdict' | 'codes'> & Partial<Pick<CaseResult, 'policies' | 'status'>>;

async function judge(testCase: VectorCase): Promise<Outcome> {
  const settings = settingsOf(testCase);
  const unread: string[] = [];
  const leaf = readOne(testCase.peer_certificate, readCertificate);
  const validator = new PathValidator(
    {
      anchors: readAll(testCase.trusted_certs, readCertificate, unread),
      intermediates: readAll(testCase.untrusted_intermediates, readCertificate, unread),
      crls: readAll(testCase.crls, readCrl, unread),
      ocspResponses: (testCase.ocsp ?? []).flatMap((base64) =>
        orNothing(() => readOcspResponse(new Uint8Array(Buffer.from(base64, 'base64'))), unread),
      ),
    },
    settings,
  );
  const { valid, best, policies } = await validator.validate(leaf);
  const codes = [...new Set([...best.findings.map(({ code }) => code), ...unread])];
  const isGood = valid && !(asksForConformance(testCase) && breaksProfile(best.findings));
  const status = best.revocation?.find(({ position }) => position === 0)?.status;
  return { verdict: isGood ? 'SUCCESS' : 'FAILURE', codes, policies, status };
}

/**
 * The suites call a chain bad that breaks a MUST of sections 4 and 5; where nothing depends on it, such as the form of a
 * time, the library has a notice and takes the path.
 */
const breaksProfile = (findings: readonly Finding[]): boolean =>
  findings.some(({ code, severity }) => severity === 'notice' && conformanceCodes.has(code));

const conformanceCodes: ReadonlySet<string> = new Set(
  pathRules.filter(({ aspect }) => aspect === 'conformance').map(({ code }) => code),
);

/** A leaf that cannot be read is refused; asking for what there is not is no verdict. */
function failureOf(error: unknown): Outcome {
  if (error instanceof Unsupported) return { verdict: 'UNSUPPORTED', codes: [error.message] };
  if (error instanceof DecodeError) return { verdict: 'FAILURE', codes: [`decode/${error.code}`] };
  return { verdict: 'NO-ANSWER', codes: [String(error)] };
}

function readOne<Read>(pem: string, read: (der: Uint8Array) => Read): Read {
  const [block] = readPem(pem).blocks;
  if (!block) throw new DecodeError('invalid-pem', 'no PEM block');
  return read(block.bytes);
}

/** What cannot be read helps nobody: it is left out and noted. */
function readAll<Read extends Certificate | Crl>(
  pems: readonly string[],
  read: (der: Uint8Array) => Read,
  unread: string[],
): Read[] {
  return pems.flatMap((pem) => orNothing(() => readOne(pem, read), unread));
}

function orNothing<Read>(read: () => Read, unread: string[]): Read[] {
  try {
    return [read()];
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    unread.push(`decode/${error.code}`);
    return [];
  }
}
