import { beforeAll, describe, expect, it } from 'vitest';
import { pictures, profileOfPictures } from '../../../test/fixtures/pictures.ts';
import { expectValid } from '../../../test/fixtures/schema.ts';
import { check } from '../check.ts';
import { html } from '../html.ts';
import type { GenerationReport, Report } from '../report.ts';
import { pictureSection } from './pictures.ts';

let report: Report;
let page: string;

beforeAll(async () => {
  const against = await profileOfPictures(pictures(240, 'human'));
  const reservoir = await profileOfPictures(pictures(240, 'other'));
  const good = await profileOfPictures(pictures(240, 'good'));
  const copies = pictures(1, 'mould')[0];
  const worse = await profileOfPictures([
    ...pictures(200, '<b>"evil\u202e', ['disc', 'stripes']),
    ...Array.from({ length: 60 }, (_, i) => ({ ...copies, id: `copy ${i}`, group: `copy ${i}` })),
  ]);
  const generations = [
    { name: 'g0', profile: good },
    { name: 'g1', profile: worse },
  ];
  report = check({ against, reservoir, generations });
  page = await html(report);
});

describe('the pictures of a report', () => {
  it('belong to the last generation, and the report stays valid', () => {
    expect(report.generations.map(({ pictures: shown }) => shown !== undefined)).toEqual([false, true]);
    expectValid(report);
  });

  it('name the regions and copies among the findings', () => {
    const { findings } = report.generations[1];
    const ofId = (id: string) => findings.find((finding) => finding.id === id)?.message;
    expect(ofId('region.vanished')).toMatch(
      /hardly reached any more, most of them of categories (corner, ring|ring, corner), such as human\//,
    );
    expect(ofId('copies.near')).toMatch(/near-copies of another/);
  });

  it('show each lost human picture beside the nearest generated one, with words for who cannot see them', () => {
    const section = page.slice(page.indexOf('<section id="pictures">'));
    const images = [
      ...section.matchAll(
        /<img src="data:image\/png;base64,[A-Za-z0-9+/=]+" width="16" height="16" alt="([^"]*)"/g,
      ),
    ];
    expect(images.length).toBeGreaterThan(8);
    const alts = images.map(([, alt]) => alt);
    expect(alts.some((alt) => /^Human picture: (ring|corner)-\d+\.png \((ring|corner)\)$/.test(alt))).toBe(
      true,
    );
    expect(alts.some((alt) => alt.startsWith('Nearest generated picture: '))).toBe(true);
    expect(alts.some((alt) => alt.startsWith('Generated picture: '))).toBe(true);
    expect(section).toContain('near-copies of each other');
  });

  it('are all that the page may load, and cannot break out of it', () => {
    expect(page).toMatch(/default-src 'none'; style-src 'sha256-[^']+'; img-src data:; base-uri 'none'/);
    expect(page).not.toContain('<b>"evil');
    expect(page).not.toContain('\u202e');
    expect(page).not.toMatch(/src="(?!data:image\/png;base64,)/);
  });

  it('are few bytes', () => {
    expect(page.length).toBeLessThan(600_000);
  });

  it('are not there where there is nothing to show', () => {
    const last = report.generations[1];
    const none: GenerationReport = { ...last, pictures: { ...last.pictures!, lost: [], repeated: [] } };
    expect(pictureSection(none)).toBeUndefined();
    expect(pictureSection(report.generations[0])).toBeUndefined();
  });

  it('say so where the nearest picture was not kept', () => {
    const last = report.generations[1];
    const [region] = last.pictures!.lost;
    const lost = [{ ...region, pictures: [{ human: region.pictures[0].human }] }];
    const section = pictureSection({ ...last, pictures: { ...last.pictures!, lost, repeated: [] } });
    expect(section?.text).toContain('no picture kept');
  });

  it('are no heading above nothing where no lost picture was kept', () => {
    const last = report.generations[1];
    const lost = last.pictures!.lost.map((region) => ({ ...region, pictures: [] }));
    const bare = { ...last, pictures: { ...last.pictures!, lost, repeated: [] } };
    expect(pictureSection(bare)).toBeUndefined();
    const repeating = pictureSection({ ...bare, pictures: { ...last.pictures!, lost } });
    expect(repeating?.text).toContain('What it repeats');
    expect(repeating?.text).not.toContain('class="regions"');
  });

  it('have names that cannot leave their attributes, nor reach from one into the next', () => {
    const last = report.generations[1];
    const [region] = last.pictures!.lost;
    const human = {
      ...region.pictures[0].human,
      name: `a/" onload='x' <b>&\u202e${'\u0301'.repeat(500)}`,
      category: `"><script>${'x'.repeat(100)}`,
    };
    const lost = [{ ...region, pictures: [{ human, times: 1e21 }] }];
    const { text } = pictureSection({ ...last, pictures: { ...last.pictures!, lost, repeated: [] } })!;
    expect(text).not.toMatch(/<script|<b>|\u202e|"\s*onload|(\u0301){5}/);
    for (const [, alt] of text.matchAll(/alt="([^"]*)"/g)) expect(alt.length).toBeLessThan(200);
    expect(text).toContain('1e+21 times as far');
  });
});
