import { marginRatio } from '../../compare/margin-ratio.ts';
import type { Margins } from '../../compare/margins.ts';
import { type Roles, WORD_ROLES } from '../../compare/roles.ts';
import type { Direction } from '../../compare/signal.ts';

/** The margin of a signal's level test on the ratio scale; undefined for signals that no test uses. */
export function marginOf(
  key: string,
  direction: Direction,
  margins: Margins,
  roles: Roles = WORD_ROLES,
): number | undefined {
  const has = (keys: readonly string[]) => keys.includes(key);
  const other = roles.other.find((telling) => telling.key === key);
  if (other !== undefined) return other.inverted === true ? 1 / (1 + margins.other) : 1 + margins.other;
  const near = has(roles.tail) || has(roles.richness) || has(roles.health);
  const loss = near ? margins.level : has(roles.centre) ? margins.centre : undefined;
  if (loss === undefined) return undefined;
  return marginRatio(direction, loss);
}
