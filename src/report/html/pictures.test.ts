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
});
