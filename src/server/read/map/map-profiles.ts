import { principalAxes, projected } from '../../../compare/space/axes.ts';
import { type Cloud, cloudOf, firstOf, vectorsOf } from '../../../compare/space/cloud.ts';
import { covered } from '../../../compare/space/covered.ts';
import { DEFAULT_SPACE } from '../../../compare/space/measures.ts';
import type { Profile } from '../../../profile/profile.ts';
import type { MapView } from '../../wire.ts';
import { TEXT_ENCODER, textCloud } from './text-cloud.ts';

/** Points of a side that are drawn: the first by hash, a uniform sample of the examples. */
export const MOST_POINTS = 2_000;

/** Characters of a passage that are shown. */
const SHOWN_CHARACTERS = 160;

/** Examples of both sides in one space, the same number of each. */
interface Sides {
  readonly human: Cloud;
  readonly generated: Cloud;
  readonly encoder: string;
  /** Beginning of the text of a row, where it is kept. */
  readonly texts: readonly [TextOf, TextOf];
}

type TextOf = (row: number) => string | null;

/**
 * The map of a generation on the first two principal axes of the holdout. Coverage is that of `space.coverage`, of `size` examples a side:
 * of as many as both have, where that is not said; and of `k` nearest neighbours.
 */
export async function mapProfiles(
  holdout: Profile,
  generation: Profile,
  { size, k = DEFAULT_SPACE.k }: { readonly size?: number | undefined; readonly k?: number | undefined } = {},
): Promise<MapView> {
  const sides = givenSides(holdout, generation, size) ?? (await textSides(holdout, generation));
  if (sides === undefined)
    return noMap({
      why: 'the profiles keep neither feature vectors nor texts',
      command: 'outcross check --features lexical',
    });
  const { human, generated, encoder, texts } = sides;
  const axes = principalAxes(human, 2);
  const inside = covered(human, generated, k);
  if (axes === undefined || inside === undefined)
    return noMap({ why: `a map takes more than ${k} examples a side` });
  const points = [human, generated].map((cloud) => projected(cloud, axes, MOST_POINTS));
  const counts = points.map(({ length }) => length / 2);
  const column = (axis: number) => points.flatMap((side) => column2(side, axis));
  return {
    x: column(0),
    y: column(1),
    side: counts.flatMap((count, side) => new Array<number>(count).fill(side)),
    covered: [...inside.subarray(0, counts[0]), ...new Array<number>(counts[1]).fill(1)],
    text: counts.flatMap((count, side) => Array.from({ length: count }, (_, row) => texts[side](row))),
    k,
    shown: [figure(axes.shares[0]), figure(axes.shares[1])],
    coverage: inside.reduce((sum, one) => sum + one, 0) / inside.length,
    encoder,
  };
}

/** Every second number: places along one axis. */
function column2(points: Float64Array, axis: number): number[] {
  return Array.from({ length: points.length / 2 }, (_, row) => figure(points[2 * row + axis]));
}

/** Finer than any screen. */
function figure(value: number): number {
  return Number(value.toPrecision(5));
}

/** Vectors that both profiles hold, of one encoder. */
function givenSides(holdout: Profile, generation: Profile, size?: number): Sides | undefined {
  const [a, b] = [vectorsOf(holdout), vectorsOf(generation)];
  const { encoder } = holdout.settings;
  if (a === undefined || b === undefined) return undefined;
  if (encoder !== generation.settings.encoder || a.dimension !== b.dimension) return undefined;
  const most = Math.min(a.sample.count, b.sample.count, size ?? Number.POSITIVE_INFINITY);
  return {
    human: cloudOf(holdout, most)!,
    generated: cloudOf(generation, most)!,
    encoder,
    texts: [byHash(holdout, a.sample), byHash(generation, b.sample)],
  };
}

/** Passages are sampled by the same hash as vectors, and may be fewer. */
function byHash({ sample }: Profile, { hi, lo }: { hi: Uint32Array; lo: Uint32Array }): TextOf {
  const texts = new Map(sample.examples.map((one) => [`${one.hi >>> 0} ${one.lo >>> 0}`, one.text]));
  return (row) => beginning(texts.get(`${hi[row]} ${lo[row]}`));
}

async function textSides(holdout: Profile, generation: Profile): Promise<Sides | undefined> {
  const [human, generated] = await Promise.all([holdout, generation].map(textCloud));
  if (human === undefined || generated === undefined) return undefined;
  const most = Math.min(human.count, generated.count);
  return {
    human: firstOf(human, most),
    generated: firstOf(generated, most),
    encoder: TEXT_ENCODER,
    texts: [inOrder(holdout), inOrder(generation)],
  };
}

function inOrder({ sample }: Profile): TextOf {
  const texts = sample.examples.filter(({ text }) => text !== undefined);
  return (row) => beginning(texts[row]?.text);
}

/** With no half of a character at its end. */
function beginning(text: string | undefined): string | null {
  if (text === undefined) return null;
  return text.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}

/** The map that there is not. */
export function noMap(absent: NonNullable<MapView['absent']>): MapView {
  const none = { x: [], y: [], side: [], covered: [], text: [] };
  return { ...none, k: DEFAULT_SPACE.k, shown: [0, 0], coverage: 0, encoder: '', absent };
}
