import { type Command, InvalidArgumentError } from 'commander';
import { DEFAULT_SPACE, MOST_NEIGHBOURS, type SpaceOptions } from '../compare/space/measures.ts';
import { wholeNumber } from './reading-options.ts';

/** What the options that `addSpaceOptions` adds are parsed to. */
export interface SpaceOptionValues {
  readonly neighbours?: number;
  readonly vendi?: readonly number[];
}

/** The options of the measures on feature vectors. */
export function addSpaceOptions(command: Command): Command {
  return command
    .option(
      '--neighbours <k>',
      `nearest neighbours of coverage, recall, precision and density (default: ${DEFAULT_SPACE.k})`,
      neighbours,
    )
    .option('--vendi <q>', 'further orders of the Vendi score, with commas, such as 0.1,4,inf', orders);
}

function neighbours(text: string): number {
  const k = wholeNumber(1)(text);
  if (k <= MOST_NEIGHBOURS) return k;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_NEIGHBOURS}.`);
}

function orders(text: string): number[] {
  return text.split(',').map((part) => {
    const q =
      part.trim() === 'inf' ? Number.POSITIVE_INFINITY : part.trim() === '' ? Number.NaN : Number(part);
    if (q >= 0) return q;
    throw new InvalidArgumentError('It must be numbers from 0 with commas between them, or inf.');
  });
}

/** The orders that decide verdicts are always taken. */
export function spaceOptions({ neighbours: k, vendi = [] }: SpaceOptionValues): Partial<SpaceOptions> {
  const q = [...new Set([...DEFAULT_SPACE.q, ...vendi])].sort((a, b) => a - b);
  return { ...(k === undefined ? {} : { k }), q };
}
