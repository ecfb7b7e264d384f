import { type Margins, ROLES } from '../../compare/margins.ts';
import type { Direction } from '../../compare/signal.ts';

/** The margin of a signal's level test on the ratio scale; undefined for signals that no test uses. */
export function marginOf(key: string, direction: Direction, margins: Margins): number | undefined {
  const has = (keys: readonly string[]) => keys.includes(key);
  if (has(ROLES.other)) return 1 + margins.other;
  const near = has(ROLES.tail) || has(ROLES.richness) || has(ROLES.health);
  const loss = near ? margins.level : has(ROLES.centre) ? margins.centre : undefined;
  if (loss === undefined) return undefined;
  return direction === 'rises' ? 1 / (1 - loss) : 1 - loss;
}
