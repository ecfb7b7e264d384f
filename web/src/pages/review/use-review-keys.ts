import type { Binding } from '../../shell/keys.ts';
import { useKeys } from '../../shell/use-keys.ts';
import type { Hands } from './decide-bar.tsx';
import type { Driver } from './driver.ts';
import { type Mode, moveReason } from './session.ts';
import { ORIGINS } from './words.ts';

interface ReviewKeys {
  readonly hands: Hands;
  readonly driver: Driver;
  readonly mode: Mode;
  /** The reviewer may decide. */
  readonly on: boolean;
  /** Back to the queues. */
  readonly leave: () => void;
}

const group = 'Review';

/** One key a decision. Keys of a mode that is open take the place of the others. */
export function useReviewKeys({ hands, driver, mode, on, leave }: ReviewKeys): void {
  const key = (keys: string, label: string, run: Binding['run'], more: Partial<Binding> = {}): Binding => ({
    keys,
    label,
    group,
    run,
    ...more,
  });
  useKeys(
    [
      key('j', 'Next reason', () => driver.change((session) => moveReason(session, 1)), { repeats: true }),
      key('k', 'Last reason', () => driver.change((session) => moveReason(session, -1)), { repeats: true }),
      key('q', 'Back to the queues', leave),
    ],
    mode === 'decide',
  );
  useKeys(
    [
      key('a', 'Accept', hands.accept),
      key('r', 'Reject', hands.reject),
      key('e', 'Edit the text', hands.edit),
      key('o', 'Change the origin (then h, s, m or u)', hands.relabel),
      key('s', 'Skip', hands.skip),
      key('z', 'Take the last decision back', hands.undo),
      key('n', 'Write a note', hands.writeNote),
    ],
    on && mode === 'decide',
  );
  useKeys(
    [
      ...ORIGINS.map(({ origin, key: letter, label }) =>
        key(letter, `It is ${label}`, () => hands.choose(origin)),
      ),
      key('escape', 'Leave the origin as it is', hands.leave),
    ],
    on && mode === 'relabel',
  );
  useKeys(
    [
      key('mod+enter', 'Save the edit', hands.save, { inFields: true }),
      key('escape', 'Leave the field', hands.leave, { inFields: true }),
    ],
    on && mode === 'edit',
  );
  useKeys([key('escape', 'Leave the note', hands.leave, { inFields: true })], on && mode === 'note');
}
