import { Button, Text } from '../../parts/index.ts';
import { clipped } from '../../parts/words.ts';
import type { Driver } from './driver.ts';
import styles from './refusals.module.css';
import { dismissed, lookAgain, type Refusal, type Session } from './session.ts';
import { didOf, saidOf } from './words.ts';

/** `Ben rejected it before you. Your “accepted” is not recorded.` */
export function refusalText({ item, body, message }: Refusal): string {
  const mine = `Your \u201c${saidOf(body).toLowerCase()}\u201d is not recorded`;
  if (message !== undefined) return `${mine}: ${message}`;
  const other = item.decisions.at(-1);
  return other === undefined ? `${mine}: the example has changed.` : `${didOf(other)} before you. ${mine}.`;
}

interface RefusalsProps {
  readonly driver: Driver;
  readonly session: Session;
}

/** What did not go as the reviewer decided: the newest, above the bar. It lies over the page, so that nothing jumps. */
export function Refusals({ driver, session }: RefusalsProps) {
  const refusal = session.refusals.at(-1);
  if (refusal === undefined) return null;
  const { key, item } = refusal;
  const more = session.refusals.length - 1;
  return (
    <div className={styles['refusal']} role="alert">
      <p>
        <Text>{refusalText(refusal)}</Text> <q>{clipped(item.text, 60)}</q>
        {more > 0 && <small> and {more} more</small>}
      </p>
      <Button small onClick={() => driver.change((now, at) => lookAgain(now, key, at))}>
        Look again
      </Button>
      <Button small look="quiet" onClick={() => driver.change((now) => dismissed(now, key))}>
        Leave it
      </Button>
    </div>
  );
}
