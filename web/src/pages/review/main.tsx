import type { RefObject } from 'react';
import { Trouble, Waiting } from '../../parts/index.ts';
import { Done } from './done.tsx';
import type { Driver } from './driver.ts';
import { Example } from './example.tsx';
import { isFinished, type Session, shown } from './session.ts';

interface MainProps {
  readonly driver: Driver;
  readonly session: Session;
  readonly focus: number | undefined;
  readonly onPoint: (reasons: readonly number[]) => void;
  readonly holder: RefObject<HTMLElement | null>;
}

/** The example that is shown; or why there is none: the end, a refusal, or that it is on its way. */
export function Main({ driver, session, focus, onPoint, holder }: MainProps) {
  const { queue, mode, draft } = session;
  const { failure } = driver;
  const item = shown(session);
  const isDone = isFinished(session);
  return (
    <>
      {failure !== undefined && <Trouble error={{ view: failure }} retry={() => driver.retry()} />}
      {isDone && <Done queue={queue} session={session} />}
      {item === undefined && !isDone && failure === undefined && <Waiting label="Fetching examples" />}
      {item !== undefined && (
        <Example
          item={item}
          focus={focus}
          onPoint={onPoint}
          draft={mode === 'edit' ? (draft ?? item.text) : undefined}
          onDraft={(text) => driver.change((now) => ({ ...now, draft: text }))}
          holder={holder}
        />
      )}
    </>
  );
}
