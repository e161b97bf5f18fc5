import { currentCode, renamedCodes } from '../rules/renamed-codes.ts';
import type { WaiverAsWritten } from '../plan/waiver-facts.ts';
import type { Waiver } from '../deployment/model.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { applyWaivers } from '../findings/waivers.ts';
import { waiverRules } from '../rules/deployment/index.ts';

/** By what waivers are laid over findings. */
export interface WaiveOptions {
  /** Time of judgement. */
  readonly at: Date;
  /** The deployment file, for the findings about its waivers. */
  readonly file?: string;
  /** Areas of rules that were run over the whole deployment: a waiver for them that fits nothing is told. */
  readonly wholeAreas?: readonly string[];
}

/** Findings with the waivers laid over them. */
export interface Waived<Found extends Finding = Finding> {
  /** As given, in the same order; those that somebody has accepted have `waived`. */
  readonly findings: readonly Found[];
  /** About the waivers themselves: expired, or for something that is not there. */
  readonly notices: readonly Finding[];
}

/**
 * Lays the waivers of a deployment file over what was found. Waived findings stay in the list; they only no longer
 * fail a run.
 *
 * @throws TypeError where `at` is not a date
 */
export function waiveFindings<Found extends Finding>(
  findings: readonly Found[],
  waivers: readonly Waiver[],
  { at, file = '', wholeAreas = [] }: WaiveOptions,
): Waived<Found> {
  const time = at.getTime();
  if (Number.isNaN(time)) throw new TypeError('at is not a valid date');
  const { findings: marked, uses } = applyWaivers(findings, waivers.map(withCurrentCode), time);
  const isWhollyChecked = (code: string): boolean => wholeAreas.includes(code.slice(0, code.indexOf('/')));
  return { findings: marked, notices: run(waiverRules, { file, uses, isWhollyChecked }) };
}

const withCurrentCode = (waiver: Waiver): WaiverAsWritten =>
  renamedCodes.has(waiver.rule)
    ? { ...waiver, rule: currentCode(waiver.rule), written: waiver.rule }
    : waiver;
