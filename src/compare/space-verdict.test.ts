import { describe, expect, it } from 'vitest';
import { checkLine } from './check-line.ts';
import { drawn, vectorProfile, verdictsOf } from './lines.test.support.ts';
import { rolesOf, SPACE_ROLES, WORD_ROLES } from './roles.ts';

describe('the verdict on vectors', () => {
  it('is healthy for a line that is like human data', async () => {
    expect(await verdictsOf([{}, {}, {}])).toEqual(['healthy', 'healthy', 'healthy']);
  });

  it('is narrow for a level alone, early where the tail goes on falling, late where the centre does', async () => {
    expect(await verdictsOf([{ used: 6 }])).toEqual(['narrow']);
    const line = await verdictsOf([{}, { used: 9 }, { used: 7 }, { used: 2 }]);
    expect(line[0]).toBe('healthy');
    expect(['early', 'late']).toContain(line[2]);
    expect(line[3]).toBe('late');
  });

  it('is late on the level alone in mode collapse', async () => {
    expect(await verdictsOf([{ used: 1, scale: 0.2 }])).toEqual(['late']);
  });

  it('is shifted for data of another kind, never early or late', async () => {
    expect(await verdictsOf([{ shift: 4 }, { shift: 5 }])).toEqual(['shifted', 'shifted']);
  });

  it('is narrow where what is lost lies inside the human data, and goes no further', async () => {
    expect(await verdictsOf([{ used: 6 }, { used: 6 }])).toEqual(['narrow', 'narrow']);
  });
});

describe('measures on vectors', () => {
  it('of identical sets give coverage 1, MAUVE 1, and ratios whose interval holds 1', async () => {
    const profile = await vectorProfile(drawn(300, 6, 'same'), 'same');
    const { comparison } = checkLine({
      against: profile,
      reservoir: profile,
      generations: [{ name: 'g', profile }],
    });
    const measured = comparison.measure(comparison.generations[0]);
    const value = (id: string) => measured.find(({ name }) => name.id === id)!.generation.value;
    expect(measured.length).toBeGreaterThan(15);
    expect(value('space.coverage')).toBe(1);
    expect(value('space.mauve')).toBeCloseTo(1, 9);
    expect(value('space.frechet')).toBeLessThan(1e-6);
    for (const { generation, reservoir } of measured) expect(generation).toEqual(reservoir);
  });

  it('are all taken of as many vectors as the smallest sample holds', async () => {
    const of = (n: number, name: string) => vectorProfile(drawn(n, 5, name), name);
    const { comparison } = checkLine({
      against: await of(400, 'h'),
      reservoir: await of(300, 'r'),
      generations: [{ name: 'g', profile: await of(120, 'g') }],
    });
    for (const { sampleSize, name } of comparison.measure(comparison.generations[0]))
      if (name.family === 'space') expect(sampleSize).toEqual({ tokens: 0, examples: 120 });
  });

  it('take k and further orders of the Vendi score from the options, within bounds', async () => {
    const profile = await vectorProfile(drawn(100, 3, 'o'), 'o');
    const input = { against: profile, reservoir: profile, generations: [{ name: 'g', profile }] };
    const ids = (space: object) => {
      const { comparison } = checkLine(input, { space });
      return comparison.measure(comparison.generations[0]).map(({ name }) => name.id);
    };
    expect(ids({ q: [4] })).toContain('space.vendi.q4');
    expect(ids({ k: 99 })).toContain('space.coverage');
    for (const space of [{ k: 0 }, { k: 101 }, { k: 2.5 }, { q: [-1] }, { q: [Number.NaN] }])
      expect(() => checkLine(input, { space })).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
  });

  it('are left out where there are too few vectors for them, and nothing breaks', async () => {
    const of = (name: string) => vectorProfile(drawn(5, 3, name), name);
    const { comparison } = checkLine({
      against: await of('h'),
      reservoir: await of('r'),
      generations: [{ name: 'g', profile: await of('g') }],
    });
    const ids = comparison.measure(comparison.generations[0]).map(({ name }) => name.id);
    expect(ids).not.toContain('space.coverage');
    expect(ids).toContain('space.vendi.q1');
  });

  it('bear sets that are all one vector', async () => {
    const same = (name: string) =>
      vectorProfile(
        Array.from({ length: 200 }, () => Float32Array.of(1, 2)),
        name,
      );
    const { assessed } = checkLine({
      against: await same('h'),
      reservoir: await same('r'),
      generations: [{ name: 'g', profile: await same('g') }],
    });
    for (const { generation } of assessed.generations[0].measured.values())
      expect(Number.isFinite(generation.value)).toBe(true);
    expect(['early', 'late']).not.toContain(assessed.generations[0].judgement.verdict);
  });

  it('refuse vectors of different length by name', async () => {
    const profile = await vectorProfile(drawn(50, 3, 'a'), 'a');
    const other = await vectorProfile(drawn(50, 4, 'b'), 'b');
    const input = { against: profile, reservoir: profile, generations: [{ name: 'longer', profile: other }] };
    expect(() => checkLine(input)).toThrow(expect.objectContaining({ code: 'E_MERGE', where: 'longer' }));
  });
});

describe('rolesOf', () => {
  it('gives words to text and code, vectors to images', () => {
    expect([rolesOf('text'), rolesOf('code')]).toEqual([WORD_ROLES, WORD_ROLES]);
    expect([rolesOf('image'), rolesOf('vectors')]).toEqual([SPACE_ROLES, SPACE_ROLES]);
  });
});
