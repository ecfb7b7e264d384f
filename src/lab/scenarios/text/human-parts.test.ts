import { describe, expect, it } from 'vitest';
import { humanParts } from './human-parts.ts';

const examples = Array.from({ length: 400 }, (_, i) => ({
  id: `e${i}`,
  group: `g${i >> 1}`,
  text: `text ${i}`,
}));

describe('humanParts', () => {
  it('splits two to one to one, keeps groups together and loses nothing', () => {
    const { training, holdout, reservoir } = humanParts(examples);
    expect(training.length + holdout.length + reservoir.length).toBe(400);
    // 200 groups at 1/2, 1/4, 1/4: standard deviations of 14 and 12 examples.
    expect(Math.abs(training.length - 200)).toBeLessThan(57);
    expect(Math.abs(holdout.length - 100)).toBeLessThan(50);
    const groups = [training, holdout, reservoir].map((part) => new Set(part.map(({ group }) => group)));
    expect(groups.reduce((sum, { size }) => sum + size, 0)).toBe(200);
  });

  it('puts a group into the same part whatever stands beside it', () => {
    const whole = new Set(humanParts(examples).holdout.map(({ id }) => id));
    for (const { id } of humanParts(examples.slice(0, 200)).holdout) expect(whole).toContain(id);
  });

  it('throws where a part would be empty', () => {
    expect(() => humanParts(examples.slice(0, 2))).toThrow(
      expect.objectContaining({ code: 'E_EMPTY', message: expect.stringContaining('2 examples') }),
    );
    expect(() => humanParts([])).toThrow(expect.objectContaining({ code: 'E_EMPTY' }));
  });
});
