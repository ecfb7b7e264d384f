import { useEffect, useState, useSyncExternalStore } from 'react';
import type { JobProgress, PlanPending, PlanView } from '../../../../src/server/wire.ts';
import { post } from '../../api/client.ts';
import type { Section } from './form.ts';
import { encoded } from './link.ts';
import { patiently } from './patiently.ts';
import { type Answered, Planner } from './planner.ts';

/** Milliseconds for which a form rests before a plan is asked for, and between questions while inputs are surveyed. */
const PAUSE = 140;
const SURVEY = 900;

const later = (then: () => void, milliseconds: number) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
};

interface Watched {
  readonly planner: Planner<string, PlanView>;
  isOver: boolean;
}

function watched(tell: (progress: JobProgress | undefined) => void): Watched {
  const own: Watched = {
    isOver: false,
    planner: new Planner<string, PlanView>({
      later,
      pause: PAUSE,
      ask: (question) =>
        patiently<PlanView>({
          ask: () => post<PlanView | PlanPending>('/api/mix/plan', { policy: JSON.parse(question) }),
          wait: () => new Promise((resolve) => setTimeout(resolve, SURVEY)),
          tell,
          isOver: () => own.isOver,
        }),
    }),
  };
  return own;
}

export interface Planned extends Answered<string, PlanView> {
  /** Inputs are being read for the first time. */
  readonly survey: JobProgress | undefined;
}

/** The plan of a policy, kept up with the form; nothing is asked of a policy that is wrong. `round` asks anew. */
export function usePlanner(section: Section | undefined, round: number): Planned {
  const [survey, setSurvey] = useState<JobProgress>();
  const [own] = useState(() => watched(setSurvey));
  const { planner } = own;
  const question = section === undefined ? undefined : encoded(section);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again
  useEffect(() => {
    if (question === undefined) planner.stop();
    else planner.want(question, planner.known.answer === undefined ? 0 : PAUSE);
  }, [planner, question, round]);
  useEffect(() => {
    own.isOver = false;
    return () => {
      own.isOver = true;
      own.planner.stop();
    };
  }, [own]);
  const peek = () => planner.known;
  const known = useSyncExternalStore((listener) => planner.subscribe(listener), peek, peek);
  return { ...known, survey };
}
