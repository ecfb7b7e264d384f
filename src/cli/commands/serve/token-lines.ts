import { paint } from '../../../report/terminal/paint.ts';
import { type Column, tableLines } from '../../../report/terminal/table.ts';
import { visible } from '../../../report/visible.ts';
import type { TokenView } from '../../../server/wire.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

const COLUMNS: readonly Column[] = [
  { title: 'token', side: 'left', sacrifice: 0, least: 10 },
  { title: 'name', side: 'left', sacrifice: 0, least: 10 },
  { title: 'role', side: 'left', sacrifice: 0 },
  { title: 'state', side: 'left', sacrifice: 1 },
  { title: 'last used', side: 'left', sacrifice: 2 },
];

/** Tokens as a table. `now`: milliseconds since 1970. */
export function tokenLines(
  tokens: readonly TokenView[],
  now: number,
  { stdout, env }: Pick<Context, 'stdout' | 'env'>,
): string {
  if (tokens.length === 0) return 'There is no token: outcross serve token new NAME --role operate\n';
  const rows = tokens.map((token) => [
    { text: token.id },
    { text: visible(token.name) },
    { text: token.role },
    { text: stateOf(token, now) },
    { text: token.lastUsedAt?.slice(0, 10) ?? '' },
  ]);
  const room = Math.max(40, stdout.columns || PIPE_COLUMNS);
  return paint(tableLines(COLUMNS, rows, room), room, wantsColour(stdout, env));
}

function stateOf({ revokedAt, expiresAt }: TokenView, now: number): string {
  if (revokedAt !== undefined) return `revoked ${revokedAt.slice(0, 10)}`;
  if (expiresAt === undefined) return 'good';
  const day = expiresAt.slice(0, 10);
  return Date.parse(expiresAt) <= now ? `expired ${day}` : `good until ${day}`;
}
