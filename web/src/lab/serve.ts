import { type Example, OutcrossError, openShow, type Show } from '../../../src/lab/browser.ts';
import type { ErrorView } from '../../../src/server/wire.ts';
import type { Ask, Told } from './messages.ts';

type Tell = (told: Told) => void;

/** Answers one question after the other. Knows neither worker nor window. */
export function serving(tell: Tell, text: () => Promise<readonly Example[]>): (ask: Ask) => Promise<void> {
  let shows: readonly Show[] = [];
  let last = Promise.resolve();
  const open = async ({ lines }: Extract<Ask, { do: 'open' }>) => {
    const read = once(text);
    shows = await inTurn(lines, (line, at) => {
      const onStep = (step: number, steps: number) => tell({ is: 'progress', line: at, step, steps });
      return openShow(line, { text: read, onStep });
    });
    tell({ is: 'open', openings: shows.map(({ opening }) => opening) });
  };
  const step = async () => {
    const frames = await inTurn(shows, (show) => show.step());
    const found = frames.filter((frame) => frame !== undefined);
    tell(found.length > 0 && found.length === shows.length ? { is: 'frames', frames: found } : { is: 'end' });
  };
  return (ask) => {
    last = last
      .then(() => (ask.do === 'open' ? open(ask) : step()))
      .catch((error) => tell({ is: 'trouble', view: troubleOf(error) }));
    return last;
  };
}

async function inTurn<T, U>(items: readonly T[], make: (item: T, at: number) => Promise<U>): Promise<U[]> {
  const made: U[] = [];
  for (const [at, item] of items.entries()) made.push(await make(item, at));
  return made;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function troubleOf(error: unknown): ErrorView {
  if (!(error instanceof OutcrossError)) {
    return { code: 'E_INTERNAL', message: error instanceof Error ? error.message : String(error) };
  }
  const { code, message, where, hint } = error;
  return {
    code,
    message,
    ...(where === undefined ? {} : { where }),
    ...(hint === undefined ? {} : { hint }),
  };
}
