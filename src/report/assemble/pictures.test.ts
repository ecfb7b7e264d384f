import { beforeAll, describe, expect, it } from 'vitest';
import { type Kind, pictures, profileOfPictures } from '../../../test/fixtures/pictures.ts';
import type { Example } from '../../corpus/example.ts';
import type { Profile } from '../../profile/profile.ts';
import { check } from '../check.ts';
import { animationFindings } from './pictures.ts';

let against: Profile;
let reservoir: Profile;

beforeAll(async () => {
  against = await profileOfPictures(pictures(200, 'human'));
  reservoir = await profileOfPictures(pictures(200, 'other'));
});

async function findingsOf(examples: readonly Example[]) {
  const profile = await profileOfPictures(examples);
  const report = check({ against, reservoir, generations: [{ name: 'g', profile }] });
  return { own: report.generations[0].findings, input: report.findings };
}

const made = (kinds?: readonly Kind[]) => pictures(200, 'made', kinds);

describe('findings of pictures', () => {
  it('name what is hardly reached: its share, its categories, and a picture of it', async () => {
    const { own } = await findingsOf(made(['disc', 'stripes', 'corner']));
    const found = own.find(({ id }) => id === 'region.vanished');
    expect(found?.message).toMatch(
      /^\d regions? with 25% of the human pictures (is|are) hardly reached any more, most of them of category ring, such as human\/ring-\d+\.png/,
    );
    expect(found?.measure).toBeCloseTo(0.25, 2);
    expect(found?.severity).toBe('warning');
  });

  it('do without categories where pictures have none', async () => {
    const bare = made(['disc', 'stripes', 'corner']).map(({ category: _, ...rest }) => rest);
    const { own } = await findingsOf(bare);
    expect(own.find(({ id }) => id === 'region.vanished')?.where).toBe('g');
  });

  it('are none for pictures like those of people', async () => {
    const { own, input } = await findingsOf(made());
    expect(own.filter(({ id }) => id === 'region.vanished' || id === 'copies.near')).toEqual([]);
    expect(input.filter(({ id }) => id === 'input.animated')).toEqual([]);
  });

  it('tell of animations', async () => {
    const moving = made().map((example, i) =>
      i < 2 ? { ...example, image: { ...example.image!, frames: 4 } } : example,
    );
    const profile = await profileOfPictures(moving);
    expect(animationFindings({ name: 'g', profile })).toEqual([
      expect.objectContaining({
        id: 'input.animated',
        severity: 'info',
        measure: 2,
        message: '2 pictures are animations: the first frame was read.',
      }),
    ]);
  });
});
