import { describe, expect, it } from 'vitest';
import type { Example } from '../corpus/example.ts';
import type { VectorsFacet } from '../features/vectors-facet.ts';
import { ProfileAccumulator } from '../profile/accumulator.ts';
import { decodeProfile, encodeProfile } from '../profile/codec.ts';
import { DEFAULT_SETTINGS, mergeProfiles } from '../profile/profile.ts';
import type { Task } from './engine.ts';
import { createKernel } from './kernel.ts';

const TASK: Task = { kernel: 'profile', spec: { inputs: [] }, settings: DEFAULT_SETTINGS };

const EXAMPLES: Example[] = ['one two three', 'two three', 'four'].map((text, i) => ({
  id: `a#${i}`,
  group: `a#${i}`,
  text,
}));

describe('the profile kernel', () => {
  it('gives the profile of the examples', () => {
    const kernel = createKernel(TASK);
    kernel.add(EXAMPLES.slice(0, 2));
    kernel.add(EXAMPLES.slice(2));
    kernel.invalidEncoding();
    const accumulator = new ProfileAccumulator();
    for (const example of EXAMPLES) accumulator.add(example);
    accumulator.invalidEncoding();
    expect(kernel.finish()).toEqual(encodeProfile(accumulator.finish()));
  });

  it('gives parts that merge to the whole', () => {
    const [whole, left, right] = [createKernel(TASK), createKernel(TASK), createKernel(TASK)];
    whole.add(EXAMPLES);
    left.add(EXAMPLES.slice(0, 1));
    right.add(EXAMPLES.slice(1));
    const merged = mergeProfiles(decodeProfile(right.finish()), decodeProfile(left.finish()));
    expect(encodeProfile(merged)).toEqual(whole.finish());
  });

  it('gives bytes whose buffer is theirs alone, to be handed to another thread', () => {
    const bytes = createKernel(TASK).finish();
    expect(bytes.buffer.byteLength).toBe(bytes.length);
  });

  it('gives vectors beside words where they are asked for, in whatever batches', async () => {
    const task: Task = {
      ...TASK,
      settings: { ...DEFAULT_SETTINGS, encoder: 'lexical-1/256' },
      features: { source: 'lexical', dimension: 256 },
    };
    const inBatches = async (...sizes: number[]) => {
      const kernel = createKernel(task);
      let from = 0;
      for (const size of sizes) await kernel.add(EXAMPLES.slice(from, (from += size)));
      return kernel.finish();
    };
    const bytes = await inBatches(3);
    expect(await inBatches(1, 2)).toEqual(bytes);
    expect(await inBatches(1, 0, 1, 1)).toEqual(bytes);
    const { facets, tally } = decodeProfile(bytes);
    expect((facets.get('vectors') as VectorsFacet).sample.count).toBe(3);
    expect(tally).toEqual(decodeProfile(withoutVectors()).tally);
  });

  it('puts a vector in the block of its example', async () => {
    const kernel = createKernel({ ...TASK, features: { source: 'lexical', dimension: 256 } });
    await kernel.add(EXAMPLES);
    const { facets, tally } = decodeProfile(kernel.finish());
    const { blocks } = (facets.get('vectors') as VectorsFacet).sample;
    const counts = Array.from(tally.examples, (_, block) => blocks.filter((b) => b === block).length);
    expect(counts).toEqual([...tally.examples]);
  });

  it('fails with what the encoder threw, and names the example', async () => {
    const kernel = createKernel({ ...TASK, features: { source: 'given' } });
    await expect(kernel.add(EXAMPLES)).rejects.toMatchObject({ code: 'E_FIELD', where: 'a#0' });
  });

  it('of no examples gives the facets of nothing, which any other merges with', async () => {
    const task: Task = { ...TASK, features: { source: 'lexical', dimension: 256 } };
    const [none, some] = [createKernel(task), createKernel(task)];
    await some.add(EXAMPLES);
    const bytes = some.finish();
    const merged = mergeProfiles(decodeProfile(none.finish()), decodeProfile(bytes));
    expect(encodeProfile(merged)).toEqual(bytes);
  });
});

function withoutVectors(): Uint8Array {
  const kernel = createKernel(TASK);
  kernel.add(EXAMPLES);
  return kernel.finish();
}
