import { describe, expect, it } from 'vitest';
import { brown } from '../../../test/fixtures/brown.ts';
import { Rng } from '../../base/rng.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { loopOf } from '../loops/catalogue.ts';
import { runLine } from '../run/line.ts';
import { settle } from '../run/settings.ts';
import type { TextRows } from './text/text-experiment.ts';
import { transformerExperiment } from './text/transformer-experiment.ts';
import { TRANSFORMER, TRANSFORMER_LONG } from './transformer.ts';

const disk = scratch();
const text = [disk.write('brown.jsonl', jsonl(brown('transformer', [150_000])[0]))];

/** Smaller by far than the scenario, so that it takes seconds: the order of loops is the same. */
const SETTINGS = settle(TRANSFORMER, {
  text,
  samples: 64,
  generations: 2,
  parameters: { vocabulary: 256, width: 16, layers: 1, epochs: 4 },
});

describe('the transformer scenario', () => {
  const experiment = transformerExperiment(SETTINGS);

  /** Held-out loss, nats a word, by generation. */
  async function losses(loop: string, generations: number, temperature = 1): Promise<number[]> {
    const bias = temperature === 1 ? {} : { bias: { temperature } };
    const shared = { samples: SETTINGS.samples, generations, rng: new Rng('line') };
    let found: number[] = [];
    for await (const { values } of runLine({
      experiment: await experiment,
      loop: loopOf(loop),
      ...shared,
      ...bias,
    }))
      found = values.map((value) => Math.log(value['perplexity']));
    return found;
  }

  it('loses most under replace, less under subsample, least under accumulate, and far more at temperature .3', async () => {
    const replace = await losses('replace', 2);
    const subsample = await losses('subsample', 2);
    const accumulate = await losses('accumulate', 2);
    expect(subsample[0]).toBe(replace[0]);
    expect(replace[2]).toBeGreaterThan(subsample[2] + 0.03);
    expect(subsample[2]).toBeGreaterThan(accumulate[2] + 0.03);
    const cold = await losses('replace', 1, 0.3);
    expect(cold[1]).toBeGreaterThan(replace[1] + 1);
  }, 120_000);

  it('reads the human text as its models do: whole passages of their words', async () => {
    const rows: TextRows = await (await experiment).real(50, new Rng('rows'));
    expect(rows).toHaveLength(50);
    expect(rows.every((row) => row.length <= 31 && row.every((id) => id > 0 && id < 256))).toBe(true);
  });
});

describe('both transformer scenarios', () => {
  it.each([TRANSFORMER, TRANSFORMER_LONG])('have sizes that make a network: $name', ({ parameters }) => {
    const width = parameters.find(({ name }) => name === 'width')!;
    expect(width.default % 16).toBe(0);
    for (const parameter of parameters) {
      expect(parameter.default).toBeGreaterThanOrEqual(parameter.least);
      expect(parameter.default).toBeLessThanOrEqual(parameter.most);
    }
  });

  it('refuse a width that is no whole number of heads', async () => {
    const settings = settle(TRANSFORMER, { text, parameters: { width: 40 } });
    await expect(transformerExperiment(settings)).rejects.toMatchObject({
      code: 'E_PARAMETER',
      message: expect.stringContaining('heads'),
    });
  });
});
