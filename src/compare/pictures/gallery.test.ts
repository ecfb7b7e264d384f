import { beforeAll, describe, expect, it } from 'vitest';
import { pictures, profileOfPictures } from '../../../test/fixtures/pictures.ts';
import { emptyProfile, mergeProfiles, type Profile } from '../../profile/profile.ts';
import { galleryOf } from './gallery.ts';

let holdout: Profile;
let reservoir: Profile;

beforeAll(async () => {
  holdout = await profileOfPictures(pictures(320, 'holdout'));
  reservoir = await profileOfPictures(pictures(320, 'reservoir'));
});

describe('galleryOf', () => {
  it('shows the human pictures of the kind that a generation lost, by name', async () => {
    const made = await profileOfPictures(pictures(320, 'made', ['disc', 'stripes', 'corner']));
    const { lost } = galleryOf(holdout, reservoir, made)!;
    const gone = lost.filter(({ empty }) => empty);
    expect(gone.length).toBeGreaterThan(0);
    expect(new Set(gone.map(({ category }) => category?.[0]))).toEqual(new Set(['ring']));
    for (const { category, pictures: shown, coverage, baseline, share } of gone) {
      expect(category?.[1]).toBe(1);
      expect(coverage).toBeLessThan(0.25 * baseline);
      expect(share).toBeLessThanOrEqual(0.26);
      expect(shown.length).toBeGreaterThan(0);
      for (const { human, nearest, times } of shown) {
        expect(human.name).toMatch(/^holdout\/ring-/);
        expect(nearest?.name).toMatch(/^made\//);
        expect(times).toBeGreaterThan(1);
      }
    }
  });

  it('finds no region gone, and no more copies than among people, in pictures of the same kind', async () => {
    const { lost, copied } = galleryOf(holdout, reservoir, await profileOfPictures(pictures(320, 'made')))!;
    expect(lost.filter(({ empty }) => empty)).toEqual([]);
    expect(copied[0]).toBeLessThan(copied[1] + 0.05);
  });

  it('gathers what repeats itself, the largest group first', async () => {
    const [one, other] = pictures(2, 'mould');
    const rest = pictures(250, 'made');
    const copies = [...Array(50).fill(one), ...Array(20).fill(other)].map((example, i) => ({
      ...example,
      id: `copy-${i}`,
      group: `copy-${i}`,
    }));
    const { repeated, copied } = galleryOf(
      holdout,
      reservoir,
      await profileOfPictures([...copies, ...rest]),
    )!;
    expect(repeated[0].count).toBeGreaterThanOrEqual(50);
    expect(repeated[1].count).toBeGreaterThanOrEqual(20);
    expect(repeated[0].pictures).toHaveLength(6);
    expect(repeated[0].pictures.filter(({ name }) => name.startsWith('copy-')).length).toBeGreaterThan(4);
    expect(copied[0]).toBeGreaterThan(0.2);
    expect(copied[1]).toBeLessThan(0.1);
  });

  it('is not there where profiles keep no pictures, or too few', async () => {
    const made = await profileOfPictures(pictures(40, 'made'));
    const bare = (profile: Profile) =>
      mergeProfiles(profile, emptyProfile({ ...profile.settings, texts: false }));
    expect(galleryOf(bare(holdout), bare(reservoir), bare(made))).toBeUndefined();
    expect(galleryOf(holdout, reservoir, await profileOfPictures(pictures(5, 'few')))).toBeUndefined();
    expect(galleryOf(emptyProfile(), emptyProfile(), emptyProfile())).toBeUndefined();
  });

  it('shows the human side alone where only the generation keeps no pictures', async () => {
    const made = await profileOfPictures(pictures(200, 'made', ['disc']), false);
    const { lost, repeated } = galleryOf(holdout, reservoir, made)!;
    expect(lost[0].pictures[0].human.name).toMatch(/^holdout/);
    expect(lost[0].pictures[0].nearest).toBeUndefined();
    expect(repeated.flatMap(({ pictures: shown }) => shown)).toEqual([]);
  });

  it('is the same however the profiles were put together', async () => {
    const all = pictures(120, 'made', ['disc', 'ring']);
    const whole = await profileOfPictures(all);
    const parts = await Promise.all([all.slice(70), all.slice(0, 70)].map((part) => profileOfPictures(part)));
    expect(galleryOf(holdout, reservoir, mergeProfiles(parts[0], parts[1]))).toEqual(
      galleryOf(holdout, reservoir, whole),
    );
  });
});
