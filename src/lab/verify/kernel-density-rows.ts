import { fillIndices } from '../draws/alias.ts';
import type { GeneratorState } from '../draws/generator.ts';
import { fillNormal } from '../draws/ziggurat.ts';
import { accumulatedSecondMoment, replacedSecondMoment } from '../theory/kernel-density.ts';
import { kernelRow, type Row, replicatesFor } from './row.ts';

interface Setting {
  readonly samples: number;
  readonly bandwidth: number;
  readonly generations: number;
}

const SETTINGS: readonly Setting[] = [
  { samples: 10, bandwidth: 0.5, generations: 4 },
  { samples: 20, bandwidth: 0.8, generations: 2 },
  { samples: 30, bandwidth: 0.4, generations: 20 },
  { samples: 60, bandwidth: 0.6, generations: 5 },
  { samples: 50, bandwidth: 0.3, generations: 10 },
  { samples: 100, bandwidth: 0.2, generations: 40 },
  { samples: 200, bandwidth: 1, generations: 3 },
];
const BUDGET = 20e6;

/** Mean of squares of the data that all draws of `generations` kernel density estimates end in. */
function chain(
  { samples, bandwidth, generations }: Setting,
  pooled: boolean,
): (state: GeneratorState) => number {
  const pool = new Float64Array(samples * (generations + 1));
  const picks = new Uint32Array(samples);
  const noise = new Float64Array(samples);
  return (state) => {
    fillNormal(state, pool, 0, samples);
    for (let g = 1; g <= generations; g++) {
      const end = g * samples;
      const from = pooled ? 0 : end - samples;
      fillIndices(state, end - from, picks);
      fillNormal(state, noise, 0, samples, 0, bandwidth);
      for (let i = 0; i < samples; i++) pool[end + i] = pool[from + picks[i]] + noise[i];
    }
    return meanSquare(pooled ? pool : pool.subarray(generations * samples));
  };
}

function meanSquare(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return sum / values.length;
}

function rowOf(setting: Setting, pooled: boolean): Row {
  const { samples, bandwidth, generations } = setting;
  const draws = samples * (2 * generations + 1);
  const theory = pooled ? accumulatedSecondMoment : replacedSecondMoment;
  return kernelRow(
    {
      section: 'kernel-density',
      quantity: pooled ? 'E[x^2], pool' : 'E[x^2], replace',
      setting: `h=${bandwidth} t=${generations} n=${samples}`,
      theory: theory(bandwidth, generations),
      source: 'Kazdan et al. 2024',
      draws,
      replicates: replicatesFor(draws, BUDGET),
    },
    () => chain(setting, pooled),
  );
}

/** A Gaussian kernel density of fixed bandwidth, replaced and accumulated. */
export function kernelDensityRows(): Row[] {
  return [false, true].flatMap((pooled) => SETTINGS.map((setting) => rowOf(setting, pooled)));
}
