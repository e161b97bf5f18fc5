import { attempts, type Attempt } from './attempts.ts';

/** Three states: an attempt without an answer is no refusal. */
export interface Outcome {
  readonly label: Attempt['label'];
  readonly result: 'refused' | 'no refusal seen' | 'not tried';
  /** Directive of the policy that refused it. */
  readonly directive?: string;
  /** What refused it where no directive did. */
  readonly otherwise?: Attempt['otherwise'] | undefined;
}

/** How long the browser may take to tell of a refusal, in milliseconds. */
const patience = 1000;
const settling = 120;

/** Tries every way out, one after the other, and tells how each went as soon as it is known. */
export async function runSelfTest(isFramed: boolean, onOutcome: (outcome: Outcome) => void): Promise<void> {
  for (const attempt of attempts) onOutcome(await outcomeOf(attempt, isFramed));
}

async function outcomeOf(
  { label, run, refusedBy, otherwise, needsFrame }: Attempt,
  isFramed: boolean,
): Promise<Outcome> {
  if (needsFrame && !isFramed) return { label, result: 'not tried' };
  const told = nextRefusal(refusedBy);
  const isThrown = wasThrown(run, told.stop);
  const directive = await told.directive;
  if (directive !== undefined) return { label, result: 'refused', directive };
  return isThrown ? { label, result: 'refused', otherwise } : { label, result: 'no refusal seen' };
}

/** Whether the attempt ended in an error, or says itself that it was refused: then nobody waits for the policy. */
function wasThrown(run: Attempt['run'], stop: () => void): boolean {
  try {
    if (run() !== 'refused') return false;
    stop();
  } catch {
    // The policy mostly tells of it as well.
  }
  return true;
}

/** The directive of the next such violation that the browser reports; undefined where it reports none. */
function nextRefusal(directives: readonly string[]) {
  let stop = (): void => {};
  const directive = new Promise<string | undefined>((resolve) => {
    const end = (told?: string): void => {
      document.removeEventListener('securitypolicyviolation', hear);
      clearTimeout(timer);
      // A frame has two policies, and each of them tells: the second word is not the next attempt's.
      setTimeout(() => resolve(told), settling);
    };
    const hear = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
      if (directives.includes(effectiveDirective)) end(effectiveDirective);
    };
    const timer = setTimeout(end, patience);
    stop = () => end();
    document.addEventListener('securitypolicyviolation', hear);
  });
  return { directive, stop };
}
