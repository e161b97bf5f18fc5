import type { Waiver } from '../deployment/model.ts';
import type { Location } from '../findings/finding.ts';
import type { Occurrence } from '../findings/rule.ts';
import type { WaiverUse } from '../findings/waivers.ts';

/** A waiver with the code that its findings have now. */
export interface WaiverAsWritten extends Waiver {
  /** The code they had before, where the file has that. */
  readonly written?: string;
}

/** What the rules about waivers judge: all waivers of a deployment file, after a run. */
export interface WaiverFacts {
  readonly file: string;
  readonly uses: readonly WaiverUse<WaiverAsWritten>[];
  /** Everything that a rule of this code could have been raised by was looked at. */
  readonly isWhollyChecked: (code: string) => boolean;
}

export type WaiverDetail = {
  readonly rule: string;
  /** Empty where it holds everywhere. */
  readonly where: string;
  readonly until: string;
  readonly reason: string;
};

export function aboutWaiver(file: string, waiver: Waiver): Occurrence<WaiverDetail> {
  const { rule, where = '', until, reason, position } = waiver;
  const place: Location = { file, ...position };
  return { subject: {}, detail: { rule, where, until, reason }, locations: file === '' ? [] : [place] };
}

/** `cert/expired at expe1.example.com` */
export const waiverText = ({ rule, where }: WaiverDetail): string =>
  where === '' ? rule : `${rule} at ${where}`;
