import { type RefObject, useEffect, useState } from 'react';
import type { ReviewItem } from '../../../../src/server/wire.ts';
import { Button } from '../../parts/index.ts';
import { count } from '../../parts/words.ts';
import styles from './example.module.css';
import { Marked } from './marked.tsx';
import { beginningOf } from './pieces.ts';

/** UTF-16 units that are drawn before somebody asks for more: what fits many screens, and draws in a moment. */
const DRAWN = 12_000;

interface ExampleProps {
  readonly item: ReviewItem;
  readonly focus: number | undefined;
  readonly onPoint: (reasons: readonly number[]) => void;
  /** Draft of the text; absent while nobody edits. */
  readonly draft: string | undefined;
  readonly onDraft: (text: string) => void;
  readonly holder: RefObject<HTMLElement | null>;
}

/** Brings the first span of the reason in focus before the eyes. */
function useFocusInView(holder: RefObject<HTMLElement | null>, id: string, focus: number | undefined): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another example has other spans
  useEffect(() => {
    if (focus === undefined) return;
    const span = holder.current?.querySelector(`mark[data-reasons~="${focus}"]`);
    span?.scrollIntoView({ block: 'nearest' });
  }, [holder, id, focus]);
}

/** The example, large; or the field in which its text is edited, in the same place. */
export function Example({ item, focus, onPoint, draft, onDraft, holder }: ExampleProps) {
  const [whole, setWhole] = useState<string>();
  useFocusInView(holder, item.id, focus);
  const text = whole === item.id ? item.text : beginningOf(item.text, DRAWN);
  return (
    <article ref={holder} tabIndex={-1} className={styles['example']} aria-label="The example">
      {draft === undefined ? (
        <div className={styles['text']} dir="auto">
          <Marked text={text} reasons={item.reasons} focus={focus} onPoint={onPoint} />
          {item.text === '' && <span className="soft">(no text)</span>}
        </div>
      ) : (
        <textarea
          // biome-ignore lint/a11y/noAutofocus: whoever presses e wants to type
          autoFocus
          className={styles['field']}
          aria-label="The text as it should be"
          dir="auto"
          value={draft}
          onFocus={({ currentTarget }) => currentTarget.setSelectionRange(draft.length, draft.length)}
          onChange={(event) => onDraft(event.target.value)}
        />
      )}
      {draft === undefined && text.length < item.text.length && (
        <Button small onClick={() => setWhole(item.id)}>
          Show all {count(item.text.length)} characters
        </Button>
      )}
    </article>
  );
}
