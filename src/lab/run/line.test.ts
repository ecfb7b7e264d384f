import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { Batch } from '../learner.ts';
import { accumulate } from '../loops/accumulate.ts';
import { replace } from '../loops/replace.ts';
import { sizeMatched } from '../loops/size-matched.ts';
import { meanExperiment } from './counting.test.support.ts';
import { type Finished, type Line, runLine } from './line.ts';

function lineOf(more: Partial<Line<readonly number[]>> = {}): Line<readonly number[]> {
  const experiment = meanExperiment();
  return { experiment, loop: replace(), samples: 20, generations: 4, rng: new Rng('line'), ...more };
}

/** What is finished after every generation; a copy each, since a line goes on with its own. */
async function all(line: Line<readonly number[]>): Promise<Finished<readonly number[]>[]> {
  const steps: Finished<readonly number[]>[] = [];
  for await (const step of runLine(line)) steps.push(structuredClone(step));
  return steps;
}

describe('runLine', () => {
  it('gives one model more than there are generations, the first fitted on real rows alone', async () => {
    const fits: Batch<readonly number[]>[] = [];
    const steps = await all(lineOf({ experiment: meanExperiment(fits) }));
    expect(steps).toHaveLength(5);
    expect(steps.map(({ outputs }) => outputs.length)).toEqual([1, 2, 3, 4, 5]);
    expect(fits).toHaveLength(5);
    const last = steps[4];
    for (const [g, fit] of fits.slice(1).entries()) expect(fit.data).toEqual(last.outputs[g]);
  });

  it('gives the same values wherever it was taken up', async () => {
    const whole = await all(lineOf({ loop: accumulate() }));
    for (const [at, finished] of whole.entries()) {
      const rest = await all(lineOf({ loop: accumulate(), finished }));
      expect(rest).toEqual(whole.slice(at + 1));
    }
  });

  it('shares its first model with every loop of the same generator', async () => {
    const [one, two] = await Promise.all([all(lineOf()), all(lineOf({ loop: accumulate() }))]);
    expect(one[0]).toEqual(two[0]);
    expect(one[4].values).not.toEqual(two[4].values);
  });

  it('asks models for as many rows as the loop wants', async () => {
    const steps = await all(lineOf({ loop: sizeMatched() }));
    expect(steps[4].values.map((values) => values['rows'])).toEqual([40, 60, 80, 100, 120]);
  });

  it('hands the bias to the learner', async () => {
    const [{ outputs }] = await all(lineOf({ bias: { temperature: 1e-9 }, generations: 1 }));
    expect(Math.max(...outputs[0]) - Math.min(...outputs[0])).toBeLessThan(1e-7);
  });

  it('leaves out values that do not exist', async () => {
    const [{ values }] = await all(lineOf());
    expect(Object.keys(values[0])).toEqual(['mean', 'rows']);
  });
});
