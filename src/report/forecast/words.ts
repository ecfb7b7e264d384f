import type { Mode } from '../../lab/forecast/plan.ts';
import type { Band, Forecast } from '../../lab/forecast/result.ts';
import { count, interval, percent, ratio } from '../figures.ts';

const MODE_WORDS: Readonly<Record<Mode, string>> = {
  replace: 'replacing what was before',
  subsample: 'pooled with all before, and as many drawn from the pool',
  accumulate: 'added to all before',
};

/** `word types`, `2-gram types`. */
export function typesInWords(order: number): string {
  return order === 1 ? 'word types' : `${order}-gram types`;
}

/** `2`, `3–4`, `129+`. */
export function usesLabel({ from, to }: Pick<Band, 'from' | 'to'>): string {
  if (to === undefined) return `${count(from)}+`;
  return from === to ? count(from) : `${count(from)}\u2013${count(to)}`;
}

/** How a curve is called: its share of human data. */
export function curveName(real: number): string {
  return `${percent(real)} human`;
}

/** The human text, in a line. */
export function humanLine({ human, settings }: Forecast): string {
  const sampled = human.exact ? '' : ', sampled';
  return (
    `${count(human.units)} ${settings.unit}, ${count(human.types)} ${typesInWords(settings.order)}${sampled}; ` +
    `tail: the rarest ${count(human.tailTypes)} that two examples hold`
  );
}

/** The plan, in a line. */
export function planLine({ settings }: Forecast): string {
  const { samples, unit, mode, fresh, generations } = settings;
  const human = fresh ? 'human data new in each' : 'the same human data in each';
  return `${count(generations)} generations of ${count(samples)} ${unit}, ${MODE_WORDS[mode]}; ${human}`;
}

/** What keeps the tail. */
export function remedy({ needed, settings }: Forecast): string {
  const { keep, generations, share, units } = needed;
  const goal = `${percent(keep)} of the tail that as much human text holds`;
  const sets =
    generations === 1 ? 'the next training set' : `each of the next ${count(generations)} training sets`;
  if (share === undefined || units === undefined)
    return settings.fresh
      ? `No share of human data makes ${sets} hold ${goal} at this size: take more samples.`
      : `No share of the same human data makes ${sets} hold ${goal}: they must be new in each generation.`;
  const { value, interval: bounds } = share;
  if (value === 0) return `Without any human data ${sets} would hold ${goal}.`;
  return (
    `With at least ${percentUp(value)} human data ${interval(bounds, percentUp)} in every generation ` +
    `(${count(units)} of ${count(settings.samples)} ${settings.unit}), ${sets} would hold ${goal}.`
  );
}

/** A share that suffices must not be rounded down. */
function percentUp(share: number): string {
  return `${Math.ceil(share * 100 - 1e-9)}%`;
}

/** What the forecast stands on and leaves out. */
export function assumptions({ human, settings, observed }: Forecast): string[] {
  const learner =
    observed === undefined
      ? 'What chance alone takes from learners that repeat the frequencies they learned. Low temperature, top-k and too little ' +
        'training lose more, models that smooth lose less: --observed fits the forecast to generations that exist.'
      : `The learner was fitted: fidelity ${ratio(observed.fidelity)} ${interval(observed.interval)}, where 1 repeats the ` +
        'frequencies learned, less writes what is rare so many times as often, and more has so many times less variance.';
  const unseen =
    human.missingMass === undefined
      ? ''
      : ` In other human text ${percent(human.missingMass)} of the ${settings.unit} are of such types.`;
  return [
    learner,
    'Shares of types are against a second human sample, by what parts of this text find of each other.',
    `Types that this text does not hold are in no figure: a model cannot write them, fresh human data can.${unseen}`,
  ];
}
