import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { shapeImages } from '../images/shape-source.ts';
import { SHAPES } from '../images/shapes.ts';
import { loopOf } from '../loops/catalogue.ts';
import { runLine } from '../run/line.ts';
import { settle } from '../run/settings.ts';
import { IMAGES } from './images.ts';
import { imagesExperiment, shareValues } from './images-experiment.ts';
import type { Values } from './scenario.ts';

const SETTINGS = settle(IMAGES, {
  samples: 100,
  generations: 2,
  parameters: { hidden: 16, epochs: 20, components: 10 },
});

async function line(loop: string): Promise<readonly Values[]> {
  let found: readonly Values[] = [];
  const experiment = imagesExperiment(SETTINGS);
  const shared = { samples: SETTINGS.samples, generations: SETTINGS.generations, rng: new Rng('line') };
  for await (const { values } of runLine({ experiment, loop: loopOf(loop), ...shared })) found = values;
  return found;
}

describe('the images scenario', () => {
  it('loses density of real images under replace, and less under accumulate', async () => {
    const [replace, accumulate] = [await line('replace'), await line('accumulate')];
    expect(replace[0]).toEqual(accumulate[0]);
    expect(replace[2]['bound']).toBeLessThan(accumulate[2]['bound']);
    expect(replace[2]['bound']).toBeLessThan(replace[0]['bound']);
    const ids = IMAGES.metrics.map(({ id }) => id);
    for (const values of replace) expect(Object.keys(values).sort()).toEqual([...ids].sort());
  });
});

describe('shareValues', () => {
  it('finds nothing lost in real images', () => {
    const { rare, classes, distance, none } = shareValues(shapeImages(4000, new Rng('real')).classes);
    expect(rare).toBe(1);
    expect(classes).toBe(10);
    expect(distance).toBeLessThan(0.03);
    expect(none).toBe(0);
  });

  it('finds all lost where one shape is left, or none', () => {
    expect(shareValues(new Uint8Array(50))).toEqual({
      rare: 0,
      classes: 1,
      distance: expect.closeTo(1 - SHAPES[0].share, 12),
      none: 0,
    });
    expect(shareValues(new Uint8Array(50).fill(255))).toEqual({
      rare: 0,
      classes: 0,
      distance: expect.closeTo(1, 12),
      none: expect.closeTo(1, 12),
    });
  });
});
