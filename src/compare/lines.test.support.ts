import { hashText } from '../base/hash.ts';
import { Rng } from '../base/rng.ts';
import { facetFrom, withVectors } from '../features/examples.test.support.ts';
import { vectorFacet } from '../features/vector-facet.ts';
import { ProfileAccumulator } from '../profile/accumulator.ts';
import { DEFAULT_SETTINGS, type Profile } from '../profile/profile.ts';
import { checkLine, type LineOptions } from './check-line.ts';

/** The profile of vectors, each an example of its own. */
export async function vectorProfile(vectors: readonly Float32Array[], name: string): Promise<Profile> {
  const accumulator = new ProfileAccumulator({ ...DEFAULT_SETTINGS, modality: 'vectors', encoder: 'given' });
  const examples = withVectors(vectors, name);
  for (const example of examples) accumulator.add(example);
  return { ...accumulator.finish(), facets: new Map([[vectorFacet.kind, await facetFrom(examples)]]) };
}

/** What is drawn about the first `used` of twelve centres, the later the rarer. */
export interface Draw {
  readonly used?: number;
  readonly scale?: number;
  readonly shift?: number;
}

/** Rows drawn about centres in `d` dimensions. */
export function drawn(
  count: number,
  d: number,
  seed: string,
  { used = 12, scale = 1, shift = 0 }: Draw = {},
): Float32Array[] {
  const centres = Array.from({ length: 12 }, (_, c) => {
    const rng = new Rng(`centre ${c}`);
    return Float64Array.from({ length: d }, () => 2 * rng.normal());
  });
  const rng = new Rng(seed);
  return Array.from({ length: count }, () => {
    const centre = centres[Math.min(used - 1, Math.floor(12 * rng.next() ** 2))];
    return Float32Array.from(centre, (x) => x + shift + scale * rng.normal());
  });
}

/** Verdicts of a line of vectors against human ones of the same centres. */
export async function verdictsOf(
  line: readonly Draw[],
  count = 350,
  options: LineOptions = {},
): Promise<string[]> {
  const profile = (draw: Draw, name: string) =>
    vectorProfile(drawn(count, 12, `${name} ${hashText(name).lo}`, draw), name);
  const generations = await Promise.all(
    line.map(async (draw, i) => ({ name: `g${i + 1}`, profile: await profile(draw, `g${i + 1}`) })),
  );
  const { assessed } = checkLine(
    { against: await profile({}, 'holdout'), reservoir: await profile({}, 'reservoir'), generations },
    options,
  );
  return assessed.generations.map(({ judgement }) => judgement.verdict);
}
