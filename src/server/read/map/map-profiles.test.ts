import { describe, expect, it } from 'vitest';
import { source } from '../../../../test/fixtures/assessed.ts';
import { profileOf } from '../../../../test/oracles/corpus.ts';
import { checkLine } from '../../../compare/check-line.ts';
import { drawn, vectorProfile } from '../../../compare/lines.test.support.ts';
import { firstOf } from '../../../compare/space/cloud.ts';
import { covered } from '../../../compare/space/covered.ts';
import { emptyProfile, mergeProfiles, type Profile } from '../../../profile/profile.ts';
import { MOST_POINTS, mapProfiles, noMap } from './map-profiles.ts';
import { textCloud } from './text-cloud.ts';

const human = await vectorProfile(drawn(400, 6, 'human'), 'h');
const reservoir = await vectorProfile(drawn(400, 6, 'reservoir'), 'r');
const narrow = await vectorProfile(drawn(300, 6, 'narrow', { used: 4 }), 'n');

describe('mapProfiles', () => {
  it('has the coverage of the signal, of the examples that the check took', async () => {
    const { comparison } = checkLine({
      against: human,
      reservoir,
      generations: [{ name: 'g', profile: narrow }],
    });
    const signal = comparison
      .measure(comparison.generations[0])
      .find(({ name }) => name.id === 'space.coverage')!;
    const map = await mapProfiles(human, narrow, { size: signal.sampleSize.examples });
    expect(map.coverage).toBe(signal.generation.value);
    const side = map.covered.filter((_, i) => map.side[i] === 0);
    expect(side.length).toBe(300);
    expect(side.reduce((sum, one) => sum + one, 0) / side.length).toBe(map.coverage);
    expect(map.encoder).toBe('given');
  });

  it('has the coverage of as many neighbours as the check took', async () => {
    const { comparison } = checkLine(
      { against: human, reservoir, generations: [{ name: 'g', profile: narrow }] },
      { space: { k: 11 } },
    );
    const signal = comparison
      .measure(comparison.generations[0])
      .find(({ name }) => name.id === 'space.coverage')!;
    const [own, other] = [11, undefined].map((k) =>
      mapProfiles(human, narrow, { size: signal.sampleSize.examples, k }),
    );
    expect(await own).toMatchObject({ k: 11, coverage: signal.generation.value });
    expect((await other).coverage).not.toBe(signal.generation.value);
  });

  it('has columns of one length, humans first, and marks none of the generation as uncovered', async () => {
    const { x, y, side, covered: marks, text } = await mapProfiles(human, narrow);
    const all = [x, y, side, marks, text].map(({ length }) => length);
    expect(new Set(all)).toEqual(new Set([600]));
    expect(side.indexOf(1)).toBe(300);
    expect(marks.slice(300).every((one) => one === 1)).toBe(true);
    expect([...x, ...y].every(Number.isFinite)).toBe(true);
  });

  it('takes the examples of lowest hash, and gives the same map of the same profiles', async () => {
    const [once, again] = [
      await mapProfiles(human, narrow, { size: 120 }),
      await mapProfiles(human, narrow, { size: 120 }),
    ];
    expect(once.x.length).toBe(240);
    expect(again).toEqual(once);
  });

  it('maps passages by their words where profiles keep no vectors', async () => {
    const [people, model] = [profileOf(source('human', undefined, 300)), profileOf(source('g', 40, 300))];
    const map = await mapProfiles(people, model);
    const clouds = await Promise.all([people, model].map(textCloud));
    const size = Math.min(clouds[0]!.count, clouds[1]!.count);
    const marks = covered(firstOf(clouds[0]!, size), firstOf(clouds[1]!, size), 5)!;
    expect(map).toMatchObject({ encoder: 'lexical-1/256', k: 5 });
    expect(map.coverage).toBe(marks.reduce((sum, one) => sum + one, 0) / size);
    expect(map.text[0]).toBe(people.sample.examples[0].text!.slice(0, 160));
    expect(map.shown[0]).toBeGreaterThanOrEqual(map.shown[1]);
    expect(Math.max(...map.text.map((text) => text!.length))).toBeLessThanOrEqual(160);
  });

  it('leaves most human text uncovered by one phrase that is said again and again', async () => {
    const people = profileOf(source('human', undefined, 200));
    const phrase = Array.from({ length: 200 }, (_, i) => ({
      id: `m${i}`,
      group: `m${i}`,
      text: 'zyx wvu tsr',
    }));
    const { coverage } = await mapProfiles(people, profileOf(phrase));
    expect(coverage).toBeLessThan(0.2);
  });

  it('covers human text by itself', async () => {
    const people = profileOf(source('human', undefined, 200));
    const map = await mapProfiles(people, people);
    expect(map.coverage).toBe(1);
    expect(map.covered.every((one) => one === 1)).toBe(true);
  });

  it('says what to run where profiles keep neither vectors nor texts, or too few examples', async () => {
    const mute = (profile: Profile) =>
      mergeProfiles(profile, emptyProfile({ ...profile.settings, texts: false }));
    const people = profileOf(source('human', undefined, 50));
    expect(await mapProfiles(people, mute(people))).toMatchObject({
      x: [],
      absent: { command: 'outcross check --features lexical' },
    });
    expect((await mapProfiles(profileOf(source('few', undefined, 4)), people)).absent?.why).toContain(
      'more than 5',
    );
  });

  it('does not mix vectors of two encoders', async () => {
    const other = { ...narrow, settings: { ...narrow.settings, encoder: 'lexical-1/512' } };
    expect((await mapProfiles(human, other)).encoder).not.toBe('given');
  });

  it('draws no more points than a screen can show, and tells the coverage of all', async () => {
    const many = await vectorProfile(drawn(MOST_POINTS + 300, 3, 'many'), 'm');
    const map = await mapProfiles(many, many);
    expect(map.x.length).toBe(2 * MOST_POINTS);
    expect(map.coverage).toBe(1);
  });
});

describe('noMap', () => {
  it('has every member that a map has, and nothing in it', () => {
    expect(noMap({ why: 'x' })).toEqual({
      ...{ x: [], y: [], side: [], covered: [], text: [], k: 5, shown: [0, 0], coverage: 0, encoder: '' },
      absent: { why: 'x' },
    });
  });
});
