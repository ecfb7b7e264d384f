import { describe, expect, it } from 'vitest';
import { example, profileOf, zipfCorpus } from '../../../test/oracles/corpus.ts';
import { DEFAULT_SETTINGS } from '../../profile/profile.ts';
import { measureLine } from './observed.ts';

const corpus = (seed: string, examples = 150) =>
  zipfCorpus({ seed, prefix: seed, examples, vocabulary: 1200, length: [20, 40] });
const human = profileOf(corpus('human'));
const line = (...profiles: ReturnType<typeof profileOf>[]) =>
  profiles.map((profile, i) => ({ name: `g${i + 1}`, profile }));
const TOKENS = { order: 1, unit: 'tokens' } as const;

describe('measureLine', () => {
  it('numbers generations from 1, in the order given', () => {
    const measured = measureLine(human, line(profileOf(corpus('a')), profileOf(corpus('b'))), TOKENS);
    expect(measured.map(({ name, generation }) => [name, generation])).toEqual([
      ['g1', 1],
      ['g2', 2],
    ]);
    expect(measureLine(human, [], TOKENS)).toEqual([]);
  });

  it('finds all of the tail in the human text itself, and nothing of it in other words', () => {
    const [same] = measureLine(human, line(human), TOKENS);
    expect(same.found).toBeCloseTo(1, 6);
    const strange = corpus('x').map((one) => ({ ...one, text: one.text.replaceAll('w', 'q') }));
    const [other] = measureLine(human, line(profileOf(strange)), TOKENS);
    expect(other.found).toBeCloseTo(0, 6);
    expect(other.error).toBeGreaterThan(0);
  });

  it('finds the less, the less was written, and says of how much', () => {
    const [all, half] = measureLine(human, line(profileOf(corpus('a')), profileOf(corpus('a', 40))), TOKENS);
    expect(half.found).toBeLessThan(all.found);
    expect(half.units).toBeLessThan(all.units);
    const [counted] = measureLine(human, line(profileOf(corpus('a', 40))), { order: 1, unit: 'examples' });
    expect(counted.units).toBe(40);
  });

  it('has an error that is no luck of a few types', () => {
    for (const { error } of measureLine(human, line(human, profileOf(corpus('a'))), TOKENS)) {
      expect(error).toBeGreaterThanOrEqual(1e-3);
      expect(error).toBeLessThanOrEqual(1);
    }
  });

  it('counts pairs of words too', () => {
    const [pairs] = measureLine(human, line(profileOf(corpus('a'))), { order: 2, unit: 'tokens' });
    expect(pairs.found).toBeGreaterThan(0);
    expect(pairs.found).toBeLessThan(1);
  });

  it('names the generation that was profiled otherwise, or holds no word', () => {
    const settings = { ...DEFAULT_SETTINGS, tokenizer: 'other-1' } as unknown as typeof DEFAULT_SETTINGS;
    const strange = { ...human, settings };
    expect(() => measureLine(human, line(human, strange), TOKENS)).toThrow(
      expect.objectContaining({ code: 'E_MERGE', where: 'g2', message: expect.stringMatching(/^g2: /) }),
    );
    for (const empty of [profileOf([]), profileOf([example('a', ''), example('b', '')])])
      expect(() => measureLine(human, line(empty), TOKENS)).toThrow(
        expect.objectContaining({ code: 'E_EMPTY', where: 'g1' }),
      );
  });

  it('refuses human text that holds no word twice', () => {
    const once = profileOf([example('a', 'one two'), example('b', 'three four')]);
    expect(() => measureLine(once, line(human), TOKENS)).toThrow(
      expect.objectContaining({ code: 'E_EMPTY' }),
    );
  });
});
