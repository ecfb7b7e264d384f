import { hashText } from '../../base/hash.ts';
import type { Example } from '../../corpus/example.ts';
import { imageOf } from './encoder.ts';
import { decodePictures, encodePictures } from './picture-codec.ts';
import {
  LONGEST_NAME,
  lowestPictures,
  PICTURE_BUDGET,
  type PicturesFacet,
  type StoredPicture,
} from './picture-sample.ts';
import { thumbnailOf } from './thumbnail.ts';

function bare(facet: PicturesFacet): PicturesFacet {
  return facet.kept ? { ...facet, kept: false, pictures: [] } : facet;
}

/** The facet `pictures` of a profile: see `profile/facet.ts` for its laws. */
export const pictureFacet = {
  kind: 'pictures',
  merge(a: PicturesFacet, b: PicturesFacet): PicturesFacet {
    const kept = a.kept && b.kept;
    const pictures = kept ? lowestPictures([...a.pictures, ...b.pictures]) : [];
    return { kept, animated: a.animated + b.animated, pictures };
  },
  restrict(facet: PicturesFacet, keep: (block: number) => boolean): PicturesFacet {
    return { ...facet, pictures: facet.pictures.filter(({ block }) => keep(block)) };
  },
  bare,
  encode: encodePictures,
  decode: decodePictures,
};

/** Builds the facet; without `kept` no picture enters it. */
export class PictureFacetBuilder {
  readonly #kept: boolean;
  #animated = 0;
  #pictures: StoredPicture[] = [];
  #bytes = 0;
  /** Hash lane above which nothing can enter any more. */
  #cut = Number.POSITIVE_INFINITY;

  constructor(kept: boolean) {
    this.#kept = kept;
  }

  add(examples: readonly Example[], blocks: Uint8Array): void {
    for (const [i, example] of examples.entries()) {
      const image = imageOf(example);
      if ((image.frames ?? 1) > 1) this.#animated++;
      const hash = hashText(example.id);
      if (!this.#kept || hash.hi > this.#cut) continue;
      const stored = { ...hash, block: blocks[i], name: ending(example.id), ...thumbnailOf(image) };
      const { category } = example;
      this.#pictures.push(category === undefined ? stored : { ...stored, category: ending(category) });
      this.#bytes += stored.data.length;
      if (this.#bytes > 2 * PICTURE_BUDGET) this.#prune();
    }
  }

  finish(): PicturesFacet {
    return { kept: this.#kept, animated: this.#animated, pictures: lowestPictures(this.#pictures) };
  }

  #prune(): void {
    this.#pictures = lowestPictures(this.#pictures);
    this.#bytes = this.#pictures.reduce((sum, { data }) => sum + data.length, 0);
    this.#cut = this.#pictures[this.#pictures.length - 1].hi;
  }
}

/** The end of a long name; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. */
function ending(name: string): string {
  return name.slice(-LONGEST_NAME).replace(/\p{Surrogate}/gu, '\ufffd');
}
