import type { Context, Output } from './context.ts';

/**
 * Whether to write escape codes to `output`: on a terminal only, unless the environment says otherwise. `NO_COLOR`
 * (no-color.org) wins over `FORCE_COLOR` (force-color.org); empty values count as unset.
 */
export function wantsColour(output: Output, env: Context['env']): boolean {
  if (given(env['NO_COLOR'])) return false;
  const forced = env['FORCE_COLOR'];
  if (given(forced)) return forced !== '0' && forced !== 'false';
  return output.isTTY === true && env['TERM'] !== 'dumb';
}

function given(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
