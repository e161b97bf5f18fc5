import type { FindingCode } from '../../findings/codes.ts';
import type { Detail, Severity } from '../../findings/finding.ts';
import { rule, type AnyRule, type Bears, type Occurrence, type RuleText } from '../../findings/rule.ts';
import type { PeerCertificateFacts } from '../cert/facts.ts';
import type { CsrFacts } from '../csr/facts.ts';
import type { ProfileFacts } from './facts.ts';
import type { Presented, ProfileArea } from './presented.ts';

type Text = Omit<RuleText, 'code'>;
type NameIn<Area extends ProfileArea, Code = FindingCode> = Code extends `${Area}/${infer Name}`
  ? Name
  : never;
/** Names of rules that stand in both areas. */
type ProfileName = NameIn<'csr'> & NameIn<'cert'>;

/** What is said of a request alone, or of a certificate alone: at least what is not said of both. */
type Side<Both, Facts> = Omit<Text, keyof Both> &
  Partial<Text> & {
    /** Absent: to all. */
    readonly appliesTo?: (facts: Facts) => boolean;
  };

export interface ProfileRule<Name extends string> {
  readonly csr: AnyRule<CsrFacts> & { readonly code: `csr/${Name}` };
  readonly cert: AnyRule<PeerCertificateFacts> & { readonly code: `cert/${Name}` };
}

/**
 * One rule over what a request and a certificate both present: it gives `csr/NAME` and `cert/NAME`. What is said in
 * `both` holds for the two, with `{request}` for what is judged and `{area}` for its area; `csr` and `cert` add to it, or
 * say it otherwise.
 */
/* @__NO_SIDE_EFFECTS__ */
export function profileRule<
  const Name extends ProfileName,
  Both extends Partial<Text>,
  D extends Detail,
>(definition: {
  readonly name: Name;
  readonly both: Both;
  readonly csr: Side<Both, CsrFacts>;
  readonly cert: Side<Both, PeerCertificateFacts> & { readonly bears: Bears<PeerCertificateFacts, D> };
  message(detail: D): string;
  consequence?(detail: D): string;
  remedy?(detail: D): readonly string[] | undefined;
  check(presented: Presented, facts: ProfileFacts, area: ProfileArea): Iterable<Occurrence<D>>;
}): ProfileRule<Name> {
  const { name, both, csr, cert, check, ...words } = definition;
  const one = <Facts extends ProfileFacts>(
    area: ProfileArea,
    { appliesTo, ...text }: Side<Both, Facts>,
    presentedBy: (facts: Facts) => Presented,
  ) =>
    rule<FindingCode, Severity, Facts, D>({
      ...({ ...inWordsOf(area, both), ...text } as unknown as Text),
      ...words,
      code: `${area}/${name}` as FindingCode,
      check: (facts: Facts) => ((appliesTo?.(facts) ?? true) ? check(presentedBy(facts), facts, area) : []),
    });
  return {
    csr: one('csr', csr, presentedInRequest),
    cert: one('cert', cert, presentedInCertificate),
  } as ProfileRule<Name>;
}

const things: Readonly<Record<ProfileArea, string>> = { csr: 'request', cert: 'certificate' };

function inWordsOf(area: ProfileArea, texts: Partial<Text>): Partial<Text> {
  const said = (text: string): string =>
    text.replaceAll('{request}', things[area]).replaceAll('{area}', area);
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, typeof value === 'string' ? said(value) : value]),
  );
}

export const presentedInRequest = ({ request }: CsrFacts): Presented => ({
  ...request,
  subject: request.request.subject,
  publicKey: request.request.publicKey,
});

export const presentedInCertificate = ({ issued }: PeerCertificateFacts): Presented => ({
  ...issued,
  subject: issued.certificate.subject,
  publicKey: issued.certificate.publicKey,
});
