import { pictureFacet } from '../../features/image/picture-facet.ts';
import type { PicturesFacet, StoredPicture } from '../../features/image/picture-sample.ts';
import { facetOf } from '../../profile/facets.ts';
import type { Profile } from '../../profile/profile.ts';
import { type Cloud, cloudOf, meanOf, vectorsOf } from '../space/cloud.ts';
import { type Placed, placed, squaredDistance } from '../space/distances.ts';
import { neighboursWithin } from '../space/neighbours.ts';
import { type Uncovered, uncovered } from '../space/uncovered.ts';
import { copyDistance, copyGroups } from './near-copies.ts';
import { isEmpty, type Region, regionsOf } from './regions.ts';

/** Neighbours of a human example within whose reach a generated one must lie to cover it, as `space` has it by default. */
const NEIGHBOURS = 5;

/** Most examples of a side that a gallery is chosen from. */
const MOST_EXAMPLES = 4000;

const MOST_LOST = 8;
const PAIRS_SHOWN = 4;
const GROUPS_SHOWN = 6;
const COPIES_SHOWN = 6;

/** A human example that no generated one comes near, beside the nearest there is. */
export interface LostPicture {
  readonly human: StoredPicture;
  readonly nearest?: StoredPicture;
  /** Their distance, as a multiple of that to the k-th nearest human example. */
  readonly times?: number;
}

/** A region of which the generation lost much. */
export interface LostRegion {
  /** Share of human examples that lie in it. */
  readonly share: number;
  /** Share of it that the generation covers, and that other human examples cover. */
  readonly coverage: number;
  readonly baseline: number;
  /** True where the generation hardly reaches it. */
  readonly empty: boolean;
  /** The category of most of its human examples, where they have any, and its share of them. */
  readonly category?: readonly [name: string, share: number];
  readonly pictures: readonly LostPicture[];
}

/** Generated examples that are near-copies of each other. */
export interface CopyGroup {
  readonly count: number;
  readonly pictures: readonly StoredPicture[];
}

/** What a generation lost and what it repeats, in pictures. */
export interface Gallery {
  /** Generated examples looked at, and as many of a second human sample. */
  readonly examples: number;
  readonly regions: number;
  /** Of all regions that the generation hardly reaches: their share of human examples and commonest category. */
  readonly gone: readonly Pick<LostRegion, 'share' | 'category'>[];
  /** Those of which it lost most, with pictures. */
  readonly lost: readonly LostRegion[];
  readonly repeated: readonly CopyGroup[];
  /** Share of generated examples that have a near-copy, and of human ones. */
  readonly copied: readonly [generated: number, human: number];
}

interface Side {
  readonly cloud: Cloud;
  readonly placed: Placed;
  /** The stored picture of each row, where there is one. */
  readonly pictures: readonly (StoredPicture | undefined)[];
}

/**
 * What the pictures of a generation lack and repeat against human ones. Undefined where the profiles hold no vectors or no pictures,
 * or where a side has too few.
 */
export function galleryOf(holdout: Profile, reservoir: Profile, generation: Profile): Gallery | undefined {
  const all = [holdout, reservoir, generation];
  const counts = all.map((profile) => vectorsOf(profile)?.sample.count ?? 0);
  // The human side is whole: more of it makes finer regions. The two that are held against it are of one size.
  const whole = Math.min(MOST_EXAMPLES, counts[0]);
  const size = Math.min(MOST_EXAMPLES, counts[1], counts[2]);
  const first = cloudOf(holdout, whole);
  if (first === undefined || !all.some((profile) => picturesOf(profile).length > 0)) return undefined;
  if (Math.min(whole, size) <= NEIGHBOURS) return undefined;
  const origin = meanOf(first);
  const [human, other, made] = all.map((profile, i) => sideOf(profile, i === 0 ? whole : size, origin));
  const lost = uncovered(human.cloud, made.cloud, NEIGHBOURS);
  const regions = regionsOf(
    human.cloud,
    coveredBut(lost, whole),
    coveredBut(uncovered(human.cloud, other.cloud, NEIGHBOURS), whole),
  );
  const within = copyDistance(neighboursWithin(other.placed, 1));
  const groups = [made, other].map((side) =>
    within === undefined ? [] : copyGroups(side.cloud, side.placed, within),
  );
  const copied = groups.map((of) => of.reduce((sum, group) => sum + group.length, 0) / size);
  return {
    examples: size,
    regions: regions.length,
    gone: regions.filter(isEmpty).map((region) => placeOf(region, human)),
    lost: regions
      .filter((region) => region.baseline > region.covered)
      .slice(0, MOST_LOST)
      .map((region) => lostRegion(region, human, made, lost)),
    repeated: groups[0].slice(0, GROUPS_SHOWN).map((of) => copyGroup(of, made)),
    copied: [copied[0], copied[1]],
  };
}

function picturesOf(profile: Profile): readonly StoredPicture[] {
  return facetOf<PicturesFacet>(profile, pictureFacet)?.pictures ?? [];
}

function sideOf(profile: Profile, size: number, origin: Float64Array): Side {
  const cloud = cloudOf(profile, size)!;
  const { hi, lo } = vectorsOf(profile)!.sample;
  const stored = new Map(picturesOf(profile).map((picture) => [`${picture.hi} ${picture.lo}`, picture]));
  const pictures = Array.from({ length: cloud.count }, (_, i) => stored.get(`${hi[i]} ${lo[i]}`));
  return { cloud, placed: placed(cloud, origin), pictures };
}

/** For each human row 1 unless it is uncovered. */
function coveredBut(lost: readonly Uncovered[], size: number): Uint8Array {
  const flags = new Uint8Array(size).fill(1);
  for (const { row } of lost) flags[row] = 0;
  return flags;
}

function lostRegion(region: Region, human: Side, made: Side, lost: readonly Uncovered[]): LostRegion {
  const { members } = region;
  const inside = new Set(members);
  const share = (count: number) => count / members.length;
  const showable = lost.filter(({ row }) => inside.has(row) && human.pictures[row] !== undefined);
  const byRow = new Map(showable.map((found) => [found.row, found]));
  const shown = spread(human.cloud, [...byRow.keys()], PAIRS_SHOWN);
  return {
    ...placeOf(region, human),
    coverage: share(region.covered),
    baseline: share(region.baseline),
    empty: isEmpty(region),
    pictures: shown.map((row) => lostPicture(byRow.get(row)!, human, made)),
  };
}

function placeOf({ members }: Region, human: Side): Pick<LostRegion, 'share' | 'category'> {
  const category = commonest(members.map((i) => human.pictures[i]?.category));
  const share = members.length / human.cloud.count;
  return category === undefined ? { share } : { share, category };
}

function commonest(
  names: readonly (string | undefined)[],
): readonly [name: string, share: number] | undefined {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  if (most === undefined) return undefined;
  return [most[0], most[1] / names.filter((name) => name !== undefined).length];
}

/**
 * Rows that show what a set holds: the one nearest its middle, then each time the one farthest from those before among the half that is
 * nearest the middle, so that no oddity stands for it.
 */
function spread(cloud: Cloud, rows: readonly number[], most: number): number[] {
  if (rows.length === 0) return [];
  const middle = { count: 1, dimension: cloud.dimension, data: new Float32Array(cloud.dimension) };
  for (const i of rows)
    for (let c = 0; c < cloud.dimension; c++)
      middle.data[c] += cloud.data[i * cloud.dimension + c] / rows.length;
  const byDistance = rows
    .map((i) => ({ i, square: squaredDistance(cloud, i, middle, 0) }))
    .sort((a, b) => a.square - b.square || a.i - b.i);
  const pool = byDistance.slice(0, Math.max(most, Math.ceil(rows.length / 2))).map(({ i }) => i);
  const chosen = [pool[0]];
  while (chosen.length < Math.min(most, pool.length)) {
    const nearest = (i: number) => Math.min(...chosen.map((j) => squaredDistance(cloud, i, cloud, j)));
    const left = pool.filter((i) => !chosen.includes(i));
    chosen.push(left.reduce((best, i) => (nearest(i) > nearest(best) ? i : best)));
  }
  return chosen;
}

/** The nearest generated picture of those that the profile keeps: of a large corpus not the nearest of all. */
function lostPicture({ row, nearest, distance, radius }: Uncovered, human: Side, made: Side): LostPicture {
  let [best, square] = [nearest, distance ** 2];
  if (made.pictures[nearest] === undefined) {
    square = Number.POSITIVE_INFINITY;
    for (const [j, picture] of made.pictures.entries()) {
      const found = picture === undefined ? square : squaredDistance(human.cloud, row, made.cloud, j);
      if (found < square) [best, square] = [j, found];
    }
  }
  const picture = made.pictures[best];
  return {
    human: human.pictures[row]!,
    ...(picture === undefined ? {} : { nearest: picture }),
    ...(picture === undefined || radius === 0 ? {} : { times: Math.sqrt(square) / radius }),
  };
}

function copyGroup(rows: readonly number[], made: Side): CopyGroup {
  const pictures = rows.flatMap((i) => made.pictures[i] ?? []).slice(0, COPIES_SHOWN);
  return { count: rows.length, pictures };
}
