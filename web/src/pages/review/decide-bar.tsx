import type { KeyboardEvent, MouseEvent } from 'react';
import type { OriginName } from '../../../../src/server/wire.ts';
import { Button } from '../../parts/index.ts';
import styles from './decide-bar.module.css';
import type { Mode } from './session.ts';
import { ORIGINS } from './words.ts';

/** What a reviewer can do about the example that is shown. `at`: when the key went down; absent for a pointer. */
export interface Hands {
  readonly accept: (at?: number) => void;
  readonly reject: (at?: number) => void;
  readonly skip: (at?: number) => void;
  readonly undo: () => void;
  readonly edit: (at?: number) => void;
  readonly save: () => void;
  readonly relabel: (at?: number) => void;
  readonly choose: (origin: OriginName) => void;
  readonly writeNote: (at?: number) => void;
  readonly leave: () => void;
}

interface DecideBarProps {
  readonly hands: Hands;
  readonly mode: Mode;
  readonly note: string;
  readonly onNote: (note: string) => void;
  /** Why nothing can be decided; absent where it can. */
  readonly whyNot: string | undefined;
  readonly canUndo: boolean;
}

function Editing({ hands }: { hands: Hands }) {
  return (
    <>
      <span className={styles['told']}>Edit the text as it should be.</span>
      <Button look="main" className={styles['wide']} onClick={hands.save} keys="Ctrl &crarr;">
        Save the edit
      </Button>
      <Button className={styles['wide']} onClick={hands.leave} keys="Esc">
        Leave
      </Button>
    </>
  );
}

function Relabelling({ hands }: { hands: Hands }) {
  return (
    <>
      <span className={styles['told']}>Where does it come from?</span>
      {ORIGINS.map(({ origin, key, label }) => (
        <Button key={origin} onClick={() => hands.choose(origin)} keys={key}>
          {label}
        </Button>
      ))}
      <Button onClick={hands.leave} look="quiet" keys="Esc">
        Leave
      </Button>
    </>
  );
}

function Noting({ hands, note, onNote }: Pick<DecideBarProps, 'hands' | 'note' | 'onNote'>) {
  return (
    <form
      className={styles['note']}
      onSubmit={(event) => {
        event.preventDefault();
        hands.leave();
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: whoever presses n wants to type
        autoFocus
        aria-label="A note, kept with the decision"
        placeholder="A note, kept with the decision"
        maxLength={4000}
        value={note}
        onChange={(event) => onNote(event.target.value)}
      />
      <Button type="submit" look="main" keys="&crarr;">
        Keep
      </Button>
    </form>
  );
}

function Deciding({ hands, note, whyNot, canUndo }: DecideBarProps) {
  const none = canUndo ? undefined : 'Nothing was decided yet in this session.';
  return (
    <>
      <Button className={styles['accept']} whyNot={whyNot} onClick={() => hands.accept()} keys="a">
        Accept
      </Button>
      <Button className={styles['reject']} whyNot={whyNot} onClick={() => hands.reject()} keys="r">
        Reject
      </Button>
      <Button whyNot={whyNot} onClick={() => hands.edit()} keys="e">
        Edit
      </Button>
      <Button whyNot={whyNot} onClick={() => hands.relabel()} keys="o">
        Origin
      </Button>
      <Button whyNot={whyNot} onClick={() => hands.skip()} keys="s">
        Skip
      </Button>
      <span className={styles['gap']} />
      <Button look="quiet" whyNot={whyNot} onClick={() => hands.writeNote()} keys="n">
        {note.trim() === '' ? 'Note' : 'Note \u2713'}
      </Button>
      <Button look="quiet" whyNot={whyNot ?? none} onClick={hands.undo} keys="z">
        Undo
      </Button>
    </>
  );
}

/** The second click of a double click, and Enter that is held on a button, would decide about examples that nobody has seen. */
const ONCE = {
  onClickCapture: (event: MouseEvent) => event.detail > 1 && event.stopPropagation(),
  onKeyDown: (event: KeyboardEvent) => event.repeat && event.key === 'Enter' && event.preventDefault(),
} as const;

/** One key, or one click, a decision. It keeps its height whatever it shows, so that nothing jumps. */
export function DecideBar(props: DecideBarProps) {
  const { mode } = props;
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Decision" {...ONCE}>
      {mode === 'edit' && <Editing {...props} />}
      {mode === 'relabel' && <Relabelling {...props} />}
      {mode === 'note' && <Noting {...props} />}
      {mode === 'decide' && <Deciding {...props} />}
    </div>
  );
}
