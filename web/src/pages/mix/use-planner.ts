import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { PlanView } from '../../../../src/server/wire.ts';
import { post } from '../../api/client.ts';
import type { Section } from './form.ts';
import { encoded } from './link.ts';
import { type Answered, Planner } from './planner.ts';

/** Milliseconds for which a form rests before a plan is asked for. */
const PAUSE = 140;

const later = (then: () => void, milliseconds: number) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
};

function ask(question: string): Promise<PlanView> {
  return post<PlanView>('/api/mix/plan', { policy: JSON.parse(question) });
}

/** The plan of a policy, kept up with the form; nothing is asked of a policy that is wrong. `round` asks anew. */
export function usePlanner(section: Section | undefined, round: number): Answered<string, PlanView> {
  const planner = useMemo(() => new Planner<string, PlanView>({ ask, later, pause: PAUSE }), []);
  const question = section === undefined ? undefined : encoded(section);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again
  useEffect(() => {
    if (question === undefined) planner.stop();
    else planner.want(question, planner.known.answer === undefined ? 0 : PAUSE);
  }, [planner, question, round]);
  useEffect(() => () => planner.stop(), [planner]);
  return useSyncExternalStore(
    (listener) => planner.subscribe(listener),
    () => planner.known,
  );
}
