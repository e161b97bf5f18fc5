import type { Finding, RuleText } from '../../lib/index.ts';

/**
 * How expcert itself takes a step, by the code of the finding. The steps of a rule are also read on the page and in mails,
 * where nobody has a command line.
 */
const commands: Readonly<Record<string, string>> = {
  'deployment/missing-key': 'expcert init writes a file that has them all.',
  'deployment/nothing-listed': 'expcert init writes a file to start from.',
  'deployment/unknown-key': 'expcert schema deployment lists all of them; an editor can use it.',
  'deployment/waiver-unused': 'expcert explain --list names all codes.',
  'csr/no-names': 'expcert plan shows them, expcert csr create puts them in.',
  'csr/not-in-plan': '--peer FQDN says whose it is: then what is missing is told.',
  'cert/not-in-plan': '--peer FQDN says whose it is: then what is missing is told.',
  'cert/not-pem': '--write-parts DIR writes a PEM file that the page takes.',
  'chain/bundle': '--write-parts DIR writes one file for each of the two pages.',
};

const aboutPlannedName = /^(csr|cert)\/(optional-)?name-(missing|other-form|wrong-form)$/;

/** The steps of a rule, and what expcert has for them. */
export const stepsOfRule = ({ code, fix }: Pick<RuleText, 'code' | 'fix'>): readonly string[] => {
  const command = aboutPlannedName.test(code)
    ? 'expcert plan --form PEER shows what to type in; expcert csr create makes the request.'
    : commands[code];
  return command === undefined ? fix : [...fix, command];
};

/** The steps of a finding, and what expcert has for them. */
export function stepsOf({ code, fix, params }: Pick<Finding, 'code' | 'fix' | 'params'>): readonly string[] {
  if (!aboutPlannedName.test(code)) return stepsOfRule({ code, fix });
  const { custody, peer, leftOut } = params;
  return custody === 'tool' && leftOut !== true ? [...fix, `expcert csr create --peer ${String(peer)}`] : fix;
}
