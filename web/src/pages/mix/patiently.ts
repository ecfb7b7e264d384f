import type { JobProgress, PlanPending } from '../../../../src/server/wire.ts';

export interface Patience<Answer> {
  readonly ask: () => Promise<Answer | PlanPending>;
  /** Ends after a while. */
  readonly wait: () => Promise<void>;
  /** How far the survey is; `undefined` when it is done. */
  readonly tell: (progress: JobProgress | undefined) => void;
  /** Nobody waits for the answer any more. */
  readonly isOver: () => boolean;
}

function isPending(answer: unknown): answer is PlanPending {
  return (answer as Partial<PlanPending> | undefined)?.surveyed === false;
}

/** Asks until the inputs are surveyed. Rejects as `ask`, and with an error when nobody waits any more. */
export async function patiently<Answer>({ ask, wait, tell, isOver }: Patience<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (!isPending(answer)) {
      tell(undefined);
      return answer;
    }
    if (isOver()) throw new Error('nobody waits any more');
    tell(answer.progress);
    await wait();
    if (isOver()) throw new Error('nobody waits any more');
  }
}
