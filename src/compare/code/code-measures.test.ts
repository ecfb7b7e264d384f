import { beforeAll, describe, expect, it } from 'vitest';
import { codeCorpus, codeProfileOf } from '../../../test/fixtures/code.ts';
import { example, profileOf } from '../../../test/oracles/corpus.ts';
import type { CheckedLine } from '../check-line.ts';
import { checkLine } from '../check-line.ts';
import type { Measured } from '../estimate.ts';
import { logRatio } from '../estimate.ts';

let checked: CheckedLine;
let at: (generation: number, key: string) => Measured;

beforeAll(async () => {
  const profile = (seed: string, more = {}) => codeProfileOf(codeCorpus({ seed, examples: 400, ...more }));
  const broken = codeCorpus({ seed: 'b', examples: 400 }).map((one, i) =>
    i % 2 === 0 ? { ...one, text: `# said twice\n${one.text.slice(0, -9)} ((` } : one,
  );
  checked = checkLine(
    {
      against: await profile('h'),
      reservoir: await profile('r'),
      generations: [
        { name: 'like', profile: await profile('g') },
        { name: 'narrow', profile: await profile('n', { statements: 12, names: 40 }) },
        { name: 'broken', profile: await codeProfileOf(broken) },
      ],
    },
    { tokens: 20_000 },
  );
  at = (generation, key) => checked.assessed.generations[generation].measured.get(key)!;
}, 60_000);

const interval = (m: Measured): [number, number] => {
  const error = 2.6 * Math.sqrt(m.generation.variance + m.reservoir.variance);
  return [Math.exp(logRatio(m) - error), Math.exp(logRatio(m) + error)];
};

const NAMES = [
  'code.names.coverage[10%]',
  'code.calls.coverage[10%]',
  'code.names.types',
  'code.calls.types',
];

describe('codeMeasures', () => {
  it.each([
    ...NAMES,
    'code.spread.depth',
    'code.parse-rate',
    'code.clean',
    'tail.coverage[1,10%]',
    'types[1]',
  ])('hold 1 in the interval of %s for code of one kind', (key) => {
    const [low, high] = interval(at(0, key));
    expect(low).toBeLessThanOrEqual(1);
    expect(high).toBeGreaterThanOrEqual(1);
  });

  it('see fewer names, calls and constructs in narrower code', () => {
    // Calls are too few here for their tail to be sure.
    for (const key of [...NAMES, 'tail.coverage[1,10%]', 'tail.coverage[2,10%]', 'types[1]']) {
      const { generation, reservoir } = at(1, key);
      expect(generation.value, key).toBeLessThan(reservoir.value);
      if (key !== NAMES[1]) expect(interval(at(1, key))[1], key).toBeLessThan(1);
    }
  });

  it('judge the tail of constructs as that of words', () => {
    const [like, narrow] = checked.assessed.generations.map(({ judgement }) => judgement.verdict);
    expect(['healthy', 'inconclusive']).toContain(like);
    expect(['narrow', 'early', 'late']).toContain(narrow);
  });

  it('see code that breaks off, and comments', () => {
    const { generation, reservoir } = at(2, 'code.clean');
    expect(reservoir.value).toBeGreaterThan(0.85);
    expect(Math.abs(generation.value - reservoir.value / 2)).toBeLessThan(0.05);
    expect(interval(at(2, 'code.clean'))[1]).toBeLessThan(1);
    expect(at(2, 'code.comment-share').generation.value).toBeGreaterThan(0.02);
    expect(at(2, 'code.comment-share').name.direction).toBe('flag');
  });

  it('are none for text', () => {
    const words = Array.from({ length: 200 }, (_, i) =>
      example(`e${i}`, `one two w${i % 7} three w${i % 11}`),
    );
    const line = checkLine({
      against: profileOf(words),
      generations: [{ name: 'g', profile: profileOf(words) }],
    });
    const keys = [...line.assessed.generations[0].measured.keys()];
    expect(keys.filter((key) => key.startsWith('code.'))).toEqual([]);
  });

  it('do not exist where nothing is called', async () => {
    const silent = Array.from({ length: 40 }, (_, i) => ({
      ...example(`s${i}`, `x${i % 9} = ${i}\n`),
      language: 'python' as const,
    }));
    const profile = await codeProfileOf(silent);
    const line = checkLine(
      { against: profile, reservoir: profile, generations: [{ name: 'g', profile }] },
      { tokens: 100 },
    );
    const keys = [...line.assessed.generations[0].measured.keys()];
    expect(keys).toContain('code.names.types');
    expect(keys).not.toContain('code.calls.types');
    expect(keys).not.toContain('code.spread.depth');
  });

  it('refuse to compare code with text', async () => {
    const text = profileOf(Array.from({ length: 20 }, (_, i) => example(`e${i}`, 'one two')));
    const code = await codeProfileOf(codeCorpus({ seed: 'x', examples: 20 }));
    expect(() => checkLine({ against: code, generations: [{ name: 'g', profile: text }] })).toThrow(
      expect.objectContaining({ code: 'E_MERGE' }),
    );
  });
});
