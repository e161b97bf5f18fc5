import type { StreamJudgement } from './stream-judgement.ts';

/** The other side was judged, and may not come in; its connection has been ended. */
export class PeerRefusedError extends Error {
  override readonly name = 'PeerRefusedError';
  readonly judgement: StreamJudgement;

  constructor(judgement: StreamJudgement) {
    const { decision, pair } = judgement;
    const told = 'text' in decision.wire ? `: ${decision.wire.text}` : '';
    super(`${pair.remote} is refused by ${decision.rule}${told}`);
    this.judgement = judgement;
  }
}
