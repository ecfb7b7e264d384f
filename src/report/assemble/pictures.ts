import type { Finding } from '../../base/finding.ts';
import type { Comparison } from '../../compare/pair.ts';
import {
  type Gallery,
  galleryOf,
  type LostPicture,
  type LostRegion,
} from '../../compare/pictures/gallery.ts';
import type { Subject } from '../../compare/subject.ts';
import { pictureFacet } from '../../features/image/picture-facet.ts';
import type { StoredPicture } from '../../features/image/picture-sample.ts';
import { pixelsOf } from '../../features/image/thumbnail.ts';
import { facetOf } from '../../profile/facets.ts';
import { percent } from '../figures.ts';
import type {
  LostPictureView,
  LostRegionView,
  PictureReport,
  PictureView,
} from '../pictures/picture-report.ts';
import { pngOf } from '../pictures/png.ts';
import type { GenerationReport } from '../report.ts';

/** Share of near-copies above that of human pictures that is worth a word. */
const COPIES = 0.05;

/** Pictures and categories named in a finding. */
const NAMED = 3;
const MOST_CATEGORIES = 10;

/** The reports with the pictures of the last generation in it, and with what they show among its findings. */
export function withPictures(
  comparison: Comparison,
  reports: readonly GenerationReport[],
): GenerationReport[] {
  const subject = comparison.generations.at(-1);
  const last = reports.at(-1);
  if (subject === undefined || last === undefined) return [...reports];
  const { holdout, reservoir } = comparison.human;
  const gallery = galleryOf(holdout.profile, reservoir.profile, subject.profile);
  if (gallery === undefined) return [...reports];
  const findings = [...last.findings, ...galleryFindings(gallery, subject)];
  return [...reports.slice(0, -1), { ...last, findings, pictures: pictureReport(gallery) }];
}

function galleryFindings({ gone, lost, repeated, copied }: Gallery, { name }: Subject): Finding[] {
  const found: Finding[] = [];
  if (gone.length > 0) {
    // Shares of all regions add up to all, which sums of fractions miss by their last bits.
    const share = Number(gone.reduce((sum, region) => sum + region.share, 0).toFixed(12));
    const examples = lost.filter(({ empty }) => empty).flatMap(({ pictures }) => pictures.slice(0, 1));
    const like = examples.slice(0, NAMED).map(({ human }) => human.name);
    found.push({
      id: 'region.vanished',
      severity: 'warning',
      message: `${gone.length} ${gone.length === 1 ? 'region' : 'regions'} with ${percent(share)} of the human pictures ${gone.length === 1 ? 'is' : 'are'} hardly reached any more${categoriesOf(gone)}${like.length === 0 ? '' : `, such as ${like.join(', ')}`}.`,
      measure: share,
      where: name,
      remedy: 'Bring back human examples of these regions.',
    });
  }
  const [own, human] = copied;
  if (own - human >= COPIES)
    found.push({
      id: 'copies.near',
      severity: 'warning',
      message: `${percent(own)} of the pictures are near-copies of another; of human ones it is ${percent(human)}. The largest group has ${repeated[0]?.count ?? 0}.`,
      measure: own,
      where: name,
    });
  return found;
}

/** The commonest categories of regions, each once, in the order of the regions. */
function categoriesOf(regions: Gallery['gone']): string {
  const names = [...new Set(regions.flatMap(({ category }) => category?.[0] ?? []))];
  if (names.length === 0) return '';
  const shown = names.slice(0, MOST_CATEGORIES).join(', ');
  const more = names.length > MOST_CATEGORIES ? `, and ${names.length - MOST_CATEGORIES} more` : '';
  return `, most of them of ${names.length === 1 ? 'category' : 'categories'} ${shown}${more}`;
}

function pictureReport({ examples, regions, lost, repeated, copied }: Gallery): PictureReport {
  return {
    examples,
    regions,
    lost: lost.map(regionView),
    repeated: repeated.map(({ count, pictures }) => ({ count, pictures: pictures.map(pictureView) })),
    copied: { generation: copied[0], human: copied[1] },
  };
}

function regionView({ share, coverage, baseline, empty, category, pictures }: LostRegion): LostRegionView {
  return {
    share,
    coverage,
    baseline,
    vanished: empty,
    ...(category === undefined ? {} : { category: { name: category[0], share: category[1] } }),
    pictures: pictures.map(lostView),
  };
}

function lostView({ human, nearest, times }: LostPicture): LostPictureView {
  return {
    human: pictureView(human),
    ...(nearest === undefined ? {} : { nearest: pictureView(nearest) }),
    ...(times === undefined ? {} : { times }),
  };
}

function pictureView(picture: StoredPicture): PictureView {
  const { name, category, width, height } = picture;
  const image = `data:image/png;base64,${pngOf(pixelsOf(picture)).toString('base64')}`;
  return { name, ...(category === undefined ? {} : { category }), width, height, image };
}

/** Animations, of which one frame was read. */
export function animationFindings({ name, profile }: Pick<Subject, 'name' | 'profile'>): Finding[] {
  const animated = facetOf(profile, pictureFacet)?.animated ?? 0;
  if (animated === 0) return [];
  return [
    {
      id: 'input.animated',
      severity: 'info',
      message: `${animated} ${animated === 1 ? 'picture is an animation' : 'pictures are animations'}: the first frame was read.`,
      measure: animated,
      where: name,
    },
  ];
}
