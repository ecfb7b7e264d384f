import type { Example } from '../corpus/example.ts';
import { ProfileAccumulator } from '../profile/accumulator.ts';
import { DEFAULT_SETTINGS, type Profile } from '../profile/profile.ts';
import { cellWidth } from '../report/terminal/cells.ts';
import { visible } from '../report/visible.ts';
import type { Context, Output } from './context.ts';

/** An output that keeps what it is given. */
export class Paper implements Output {
  text = '';
  isTTY?: boolean;
  columns?: number;

  write(text: string): void {
    this.text += text;
  }
}

export interface Desk {
  readonly context: Context;
  readonly out: Paper;
  readonly err: Paper;
  /** Gives the signal of Ctrl-C. */
  interrupt(): void;
  /** Lets time pass, in milliseconds. */
  wait(milliseconds: number): void;
}

/** A process that is none: what a command writes stays on paper, and time passes only when told. */
export function desk(env: Context['env'] = {}): Desk {
  const controller = new AbortController();
  const out = new Paper();
  const err = new Paper();
  let now = 0;
  return {
    context: { stdout: out, stderr: err, env, signal: controller.signal, now: () => now, status: 0 },
    out,
    err,
    interrupt: () => controller.abort(),
    wait: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Cells of the widest line. */
export function widest(text: string): number {
  return Math.max(...text.split('\n').map(cellWidth));
}

/** Figures of which a part was cut off: worse than none at all. */
export function cutFigures(text: string): string[] {
  return text.match(/[\d,.]*\d…/g) ?? [];
}

/** Characters that a terminal would obey, or that nobody sees; line ends are none. */
export function hiddenIn(text: string): string[] {
  return [...text].filter((character) => character !== '\n' && visible(character) !== character);
}

/** A profile of examples whose text, where none is given, is `one two three two`, and of one malformed row. */
export function makeProfile(examples: Partial<Example>[], settings = DEFAULT_SETTINGS): Profile {
  const accumulator = new ProfileAccumulator(settings);
  examples.forEach((example, i) => {
    accumulator.add({ id: `e${i}`, group: `e${i}`, text: 'one two three two', ...example });
  });
  accumulator.badRow({ file: 'a.jsonl', row: 9, reason: 'no JSON', raw: 'secret' });
  return accumulator.finish();
}

export const THREE_EXAMPLES = makeProfile([
  { category: 'news', provenance: { origin: 'human', source: 'press' } },
  { category: 'news', provenance: { origin: 'human', source: 'press' } },
  { category: 'lore', provenance: { origin: 'synthetic', model: 'm1', generation: 2, license: 'CC0' } },
]);
