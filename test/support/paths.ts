import type { PathSettings } from '../../src/lib/path/options.ts';
import { PathValidator, type JudgedFacts, type PathReport } from '../../src/lib/validation/validate-path.ts';
import { runAtOnce } from '../../src/lib/x509/waiting.ts';
import { buildCrl, type CrlRecipe } from './crls.ts';
import { buildOcspResponse, type OcspRecipe } from './ocsp.ts';
import { buildPki, judgedAt, type Hierarchy } from './pki.ts';
import { syncVerifier } from './sync-verifier.ts';

/** A hierarchy and the question asked about it. */
export interface PathQuestion {
  readonly pki: Hierarchy;
  /** Default: `leaf`. */
  readonly leaf?: string;
  /** Default: `root`. */
  readonly anchors?: readonly string[];
  /** Default: all others. */
  readonly intermediates?: readonly string[];
  readonly crls?: readonly CrlRecipe[];
  readonly ocsp?: readonly OcspRecipe[];
  readonly settings?: Partial<PathSettings>;
}

function validatorFor({
  pki,
  leaf = 'leaf',
  anchors = ['root'],
  crls = [],
  ocsp = [],
  ...rest
}: PathQuestion) {
  const certificates = buildPki(pki);
  const others = Object.keys(pki).filter((name) => name !== leaf && !anchors.includes(name));
  const validator = new PathValidator(
    {
      anchors: anchors.map((name) => certificates[name]!),
      intermediates: (rest.intermediates ?? others).map((name) => certificates[name]!),
      crls: crls.map((recipe) => buildCrl(pki, recipe)),
      ocspResponses: ocsp.map((recipe) => buildOcspResponse(pki, certificates, recipe)),
      verifier: syncVerifier,
    },
    { time: judgedAt, ...rest.settings },
  );
  return { validator, certificate: certificates[leaf]! };
}

export function reportFor(question: PathQuestion): PathReport {
  const { validator, certificate } = validatorFor(question);
  return validator.validateSync(certificate);
}

/** Facts of the most useful candidate. */
export function factsFor(question: PathQuestion): JudgedFacts['facts'] {
  const { validator, certificate } = validatorFor(question);
  return runAtOnce(validator.judge(certificate))[0]!.facts;
}

/** Codes found against the most useful candidate, each once. */
export function codesFor(question: PathQuestion): string[] {
  return [...new Set(reportFor(question).best.findings.map(({ code }) => code))];
}
