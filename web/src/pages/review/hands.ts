import type { Hands } from './decide-bar.tsx';
import type { Driver } from './driver.ts';
import { type Choice, decide, type Session, shown, undo, undoable } from './session.ts';
import { saidOf } from './words.ts';

function inMode(mode: Session['mode']): (session: Session) => Session {
  return (session) => (shown(session) === undefined ? session : { ...session, mode });
}

/** Why an edit is none; absent where it is one. */
export function editProblem({ draft }: Session, text: string): string | undefined {
  if (draft === undefined || draft === text) return 'Nothing was changed: accept it instead';
  return draft.trim() === '' ? 'Nothing would be left: reject it instead' : undefined;
}

/** What keys and buttons do. `say` is given what was done, in words. */
export function handsOf(driver: Driver, say: (said: string) => void): Hands {
  const choose = (choice: Choice) => {
    if (shown(driver.session) === undefined) return;
    say(saidOf(choice));
    driver.change((session, now) => decide(session, choice, now));
  };
  return {
    accept: () => choose({ decision: 'accept' }),
    reject: () => choose({ decision: 'reject' }),
    skip: () => choose({ decision: 'skip' }),
    choose: (origin) => choose({ decision: 'relabel', origin }),
    undo: () => {
      if (undoable(driver.session) === undefined) return;
      say(saidOf({ decision: 'undo' }));
      driver.change(undo);
    },
    edit: () => driver.change(inMode('edit')),
    save: () => {
      const { session } = driver;
      const problem = editProblem(session, shown(session)?.text ?? '');
      if (problem === undefined) choose({ decision: 'edit', text: session.draft! });
      else say(problem);
    },
    relabel: () => driver.change(inMode('relabel')),
    writeNote: () => driver.change(inMode('note')),
    leave: () => driver.change(inMode('decide')),
  };
}
