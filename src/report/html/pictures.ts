import { count, percent } from '../figures.ts';
import type {
  CopyGroupView,
  LostPictureView,
  LostRegionView,
  PictureReport,
  PictureView,
} from '../pictures/picture-report.ts';
import type { GenerationReport } from '../report.ts';
import { clipped } from '../visible.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';

function labelOf({ name, category }: PictureView): string {
  const of = category === undefined ? '' : ` (${clipped(category, 40)})`;
  return `${clipped(name.split('/').at(-1)!, 40)}${of}`;
}

function thumb(picture: PictureView, kind: string): Markup {
  const { width, height, image } = picture;
  return markup`<img src="${image}" width="${width}" height="${height}" alt="${kind}: ${labelOf(picture)}" title="${clipped(picture.name, 160)}">`;
}

function pair({ human, nearest, times }: LostPictureView): Markup {
  const beside =
    nearest === undefined
      ? markup`<span class="none">no picture kept</span>`
      : thumb(nearest, 'Nearest generated picture');
  const far = times !== undefined && markup`<small>${times.toFixed(1)} times as far as human ones</small>`;
  return markup`<li><span class="couple">${thumb(human, 'Human picture')}${beside}</span>${far}</li>`;
}

function region(lost: LostRegionView): Markup {
  const { share, coverage, baseline, vanished, category, pictures } = lost;
  const gone = vanished && markup` <span class="j-worse">\u2715 hardly reached</span>`;
  const of =
    category &&
    markup`; ${percent(category.share)} of them are of category ${isolated(clipped(category.name, 40))}`;
  return markup`<li><h3>A region of ${percent(share)} of human pictures${gone}</h3>
<p class="source">The generation comes near ${percent(coverage)} of them, a second human sample near ${percent(baseline)}${of}.</p>
<ul class="pairs">${pictures.map(pair)}</ul></li>`;
}

function group({ count: number, pictures }: CopyGroupView): Markup {
  return markup`<li><span class="strip">${pictures.map((picture) => thumb(picture, 'Generated picture'))}</span>
<small>${count(number)} near-copies of each other</small></li>`;
}

function repeatedPart({ repeated, copied, examples }: PictureReport): Markup | undefined {
  if (repeated.length === 0) return undefined;
  return markup`<h3>What it repeats</h3>
<p class="lead">${percent(copied.generation)} of ${count(examples)} generated pictures have a near-copy among them; of as many
human ones ${percent(copied.human)}. Near is what one human picture in a hundred is to another.</p>
<ul class="groups">${repeated.map(group)}</ul>`;
}

/** What a generation lost of the human pictures, each beside the nearest that it made, and what it repeats. */
export function pictureSection(generation: GenerationReport): Markup | undefined {
  const { pictures } = generation;
  if (pictures === undefined) return undefined;
  const shown = pictures.lost.filter((lost) => lost.pictures.length > 0);
  if (shown.length === 0 && pictures.repeated.length === 0) return undefined;
  const name = isolated(clipped(generation.name, 24));
  const lead = markup`Human pictures that nothing in ${name} comes near, by the regions of the human pictures that lost
most. Left the human picture, right the nearest generated one.`;
  const lost =
    shown.length > 0 && markup`<p class="lead">${lead}</p><ul class="regions">${shown.map(region)}</ul>`;
  return markup`<section id="pictures"><h2>What people show and it does not</h2>
${lost}${repeatedPart(pictures)}</section>`;
}
