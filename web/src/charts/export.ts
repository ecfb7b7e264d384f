import { download, fileName } from '../parts/download.ts';
import { PALETTE } from '../parts/words.ts';
import type { ECharts } from './engine.ts';
import type { Scheme } from './paint.ts';

/** Pixels of a PNG for one of the drawing. */
const SCALE = 2;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A drawing as a file of its own: with its size, its background, and what it shows as its title. */
export function standalone(svg: string, title: string, scheme: Scheme): string {
  const open = /^<svg[^>]*>/;
  const tag = open.exec(svg)?.[0] ?? '<svg>';
  const named = /\sxmlns="/.test(tag) ? tag : tag.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
  const ground = `<rect width="100%" height="100%" fill="${PALETTE.card[scheme]}"/>`;
  return svg.replace(open, () => `${named}<title>${escaped(title)}</title>${ground}`);
}

/** What is drawn, as an SVG document. */
export function svgOf(chart: ECharts, title: string, scheme: Scheme): string {
  return standalone(chart.renderToSVGString(), title, scheme);
}

function pictureOf(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('The drawing could not be read as a picture.'));
    image.src = url;
  });
}

/** `svg` as a PNG at twice its size. */
async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const canvas = document.createElement('canvas');
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    canvas.getContext('2d')?.drawImage(await pictureOf(url), 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob === null ? reject(new Error('No picture was made.')) : resolve(blob))),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

export function saveSvg(chart: ECharts, title: string, scheme: Scheme): void {
  download(fileName(title, 'svg'), svgOf(chart, title, scheme), 'image/svg+xml');
}

export async function savePng(chart: ECharts, title: string, scheme: Scheme): Promise<void> {
  const svg = svgOf(chart, title, scheme);
  download(fileName(title, 'png'), await pngOf(svg, chart.getWidth(), chart.getHeight()));
}
