import { describe, expect, it } from 'vitest';
import type { Example } from '../corpus/example.ts';
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
});
