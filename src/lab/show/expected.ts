import { LOOPS, loopOf, settleValues, takeApart } from '../loops/catalogue.ts';
import { realRows } from '../loops/real-part.ts';
import { heterozygosity, survivorsOfOneRefit, zipfWeights } from '../theory/drift.ts';
import { expectedSurvivorCurve } from '../theory/drift-chain.ts';
import { expectedLogVariance } from '../theory/gaussian-replace.ts';
import { expectedMoments, type Moments } from '../theory/loop-moments.ts';
import type { Opening } from './frame.ts';
import { type ShowSettings, settledShow } from './settings.ts';

/** Above this the exact chain of counts takes seconds. */
const MOST_CHAIN = 1500;

type Expected = Opening['expected'];

/** Closed forms of `src/lab/theory` for what a line measures. Metrics without one are left out. Throws `E_PARAMETER`. */
export function expectedOf(settings: ShowSettings): Expected {
  const { parameters } = settledShow(settings);
  if (settings.subject === 'gaussian') return gaussian(settings);
  if (settings.subject === 'categorical') return categorical(settings, parameters);
  return {};
}

function momentsOf(settings: ShowSettings, temperature: number): Moments[] | undefined {
  const { loop, samples, generations } = settings;
  loopOf(loop);
  const written = takeApart(loop);
  const entry = LOOPS.find(({ name }) => name === written.name)!;
  const [share] = settleValues(written, entry.parameters, undefined);
  const real = written.name === 'fresh' ? { real: realRows({ share: share! }, samples) } : {};
  return expectedMoments({ loop: written.name, samples, temperature, ...real }, generations);
}

function gaussian(settings: ShowSettings): Expected {
  const moments = momentsOf(settings, settings.temperature);
  if (moments === undefined) return {};
  const shifts = moments.map(({ squaredShift }) => squaredShift).filter((shift) => shift !== undefined);
  return {
    ...(settings.loop === 'replace' ? { 'log-variance': logVariances(settings) } : {}),
    variance: moments.map(({ variance }) => variance),
    ...(shifts.length === moments.length ? { 'mean-error': shifts } : {}),
  };
}

/** Each generation adds ln T to what a refit costs. */
function logVariances({ samples, generations, temperature }: ShowSettings): number[] {
  return Array.from({ length: generations + 1 }, (_, g) => {
    const setting = { samples, refits: g + 1, variance: 'likelihood' } as const;
    return expectedLogVariance(setting) + g * Math.log(temperature);
  });
}

/** A temperature changes which categories are drawn, so that nothing is known but at 1. */
function categorical(settings: ShowSettings, parameters: Readonly<Record<string, number>>): Expected {
  if (settings.temperature !== 1) return {};
  const truth = zipfWeights(parameters['exponent'], parameters['categories']);
  const survivors = survivorsOf(settings, truth);
  const moments = momentsOf(settings, 1);
  const first = heterozygosity(truth);
  return {
    ...(survivors === undefined ? {} : { survivors }),
    ...(moments === undefined ? {} : { heterozygosity: moments.map(({ variance }) => first * variance) }),
  };
}

/** Under accumulation no category that the first sample had is ever lost, and none comes back. */
function survivorsOf(
  { loop, samples, generations }: ShowSettings,
  truth: Float64Array,
): number[] | undefined {
  if (loop === 'accumulate') {
    return new Array<number>(generations + 1).fill(survivorsOfOneRefit(truth, samples));
  }
  if (loop !== 'replace' || samples > MOST_CHAIN) return undefined;
  return [...expectedSurvivorCurve(truth, samples, generations + 1)];
}
