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

/** Said of a key that went down before the example came up: it was meant for the one before. */
export const TOO_EARLY = 'That key was pressed before this example was shown: it counts for none';

/**
 * What keys and buttons do. `say` is given what was done, in words. `since`: when the example that is shown came up, as `performance.now()`
 * counts. Where the page was busy, keys wait; one that went down before is for the example that stood then, and never for this one.
 */
export function handsOf(driver: Driver, say: (said: string) => void, since: () => number): Hands {
  const choose = (choice: Choice) => {
    if (shown(driver.session) === undefined) return;
    say(saidOf(choice));
    driver.change((session, now) => decide(session, choice, now));
  };
  const meant = (act: () => void) => (at?: number) => {
    if (at !== undefined && at < since()) say(TOO_EARLY);
    else act();
  };
  return {
    accept: meant(() => choose({ decision: 'accept' })),
    reject: meant(() => choose({ decision: 'reject' })),
    skip: meant(() => choose({ decision: 'skip' })),
    choose: (origin) => choose({ decision: 'relabel', origin }),
    undo: () => {
      if (undoable(driver.session) === undefined) return;
      say(saidOf({ decision: 'undo' }));
      driver.change(undo);
    },
    edit: meant(() => driver.change(inMode('edit'))),
    save: () => {
      const { session } = driver;
      const problem = editProblem(session, shown(session)?.text ?? '');
      if (problem === undefined) choose({ decision: 'edit', text: session.draft! });
      else say(problem);
    },
    relabel: meant(() => driver.change(inMode('relabel'))),
    writeNote: meant(() => driver.change(inMode('note'))),
    leave: () => driver.change(inMode('decide')),
  };
}
