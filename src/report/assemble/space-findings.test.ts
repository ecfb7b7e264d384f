import { describe, expect, it } from 'vitest';
import { checkLine } from '../../compare/check-line.ts';
import { drawn, vectorProfile } from '../../compare/lines.test.support.ts';
import type { Example } from '../../corpus/example.ts';
import { facetFrom } from '../../features/examples.test.support.ts';
import { vectorFacet } from '../../features/vector-facet.ts';
import { ProfileAccumulator } from '../../profile/accumulator.ts';
import { DEFAULT_SETTINGS, emptyProfile, type Profile } from '../../profile/profile.ts';
import { check } from '../check.ts';
import { refusedFindings, uncoveredFindings, vectorFindings } from './space-findings.ts';

const ids = (profile: Profile) => vectorFindings('it', profile).map(({ id }) => id);

/** Texts, each with a vector: those of one subject near 0, those of another far away. */
async function texts(subjects: readonly string[], name: string): Promise<Profile> {
  const accumulator = new ProfileAccumulator({ ...DEFAULT_SETTINGS, encoder: 'given' });
  const examples = subjects.map((subject, i): Example => {
    const id = `${name}${i}`;
    const vector = Float32Array.of(subject === 'sea' ? 100 : 0, i % 10, (i * 7) % 11);
    return { id, group: id, text: `words about the ${subject}, number ${i}`, vector };
  });
  for (const example of examples) accumulator.add(example);
  return { ...accumulator.finish(), facets: new Map([[vectorFacet.kind, await facetFrom(examples)]]) };
}

const subjects = (n: number, ...all: string[]) => Array.from({ length: n }, (_, i) => all[i % all.length]);

describe('findings about vectors', () => {
  it('are none where all is well, and none without vectors', async () => {
    expect(ids(await vectorProfile(drawn(100, 4, 'fine'), 'fine'))).toEqual([]);
    expect(ids(emptyProfile())).toEqual([]);
  });

  it('tell vectors that were refused, too few, constant ones and constant columns', async () => {
    const nan = [Float32Array.of(Number.NaN, 1), ...drawn(50, 2, 'some')];
    const [refused] = refusedFindings('it', await vectorProfile(nan, 'nan'));
    expect(refused).toMatchObject({ id: 'features.refused', measure: 1, where: 'it' });
    expect(refusedFindings('it', emptyProfile())).toEqual([]);
    expect(ids(await vectorProfile(drawn(5, 2, 'few'), 'few'))).toEqual(['features.too-few']);
    const flat = drawn(50, 2, 'flat').map(([x]) => Float32Array.of(x, 7));
    const [found] = vectorFindings('it', await vectorProfile(flat, 'flat'));
    expect(found).toMatchObject({ id: 'features.constant', severity: 'info', measure: 1 });
    const same = Array.from({ length: 50 }, () => Float32Array.of(1, 2));
    const [all] = vectorFindings('it', await vectorProfile(same, 'same'));
    expect(all).toMatchObject({ severity: 'warning', message: 'All feature vectors of it are the same.' });
  });
});

describe('the finding of what is not covered', () => {
  it('quotes the human texts whose region is gone', async () => {
    const input = {
      against: await texts(subjects(80, 'hills', 'sea'), 'h'),
      reservoir: await texts(subjects(80, 'hills', 'sea'), 'r'),
      generations: [{ name: 'g', profile: await texts(subjects(80, 'hills'), 'g') }],
    };
    const { comparison } = checkLine(input);
    const [found] = uncoveredFindings(comparison, comparison.generations[0]);
    expect(found.id).toBe('space.uncovered');
    expect(found.measure).toBeGreaterThan(20);
    expect(found.message).toMatch(/Such as: "words about the sea, number \d+"/);
    expect(found.message).not.toContain('hills');
  });

  it('is none where all is covered', async () => {
    const profile = await vectorProfile(drawn(100, 3, 'all'), 'all');
    const { comparison } = checkLine({
      against: profile,
      reservoir: profile,
      generations: [{ name: 'g', profile }],
    });
    expect(uncoveredFindings(comparison, comparison.generations[0])).toEqual([]);
  });
});

describe('the report on vectors', () => {
  it('speaks of examples, not of text and tokens, and names what decides', async () => {
    const of = (name: string, used?: number) =>
      vectorProfile(drawn(300, 8, name, used === undefined ? {} : { used }), name);
    const report = check({
      against: await of('h'),
      reservoir: await of('r'),
      generations: [{ name: 'g', profile: await of('g', 5) }],
    });
    const [generation] = report.generations;
    expect(generation.verdict).toBe('narrow');
    expect(generation.why).toMatch(/^Narrower than human examples \((coverage|recall) 0\.\d\d of human/);
    expect(generation.remedy).not.toContain('text');
    const coverage = generation.signals.find(({ id }) => id === 'space.coverage')!;
    expect(coverage.margin).toBeCloseTo(0.9, 9);
    expect(generation.findings.map(({ id }) => id)).toContain('space.uncovered');
  });
});
