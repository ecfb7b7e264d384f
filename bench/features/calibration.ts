import { hashText } from '../../src/base/hash.ts';
import { Rng } from '../../src/base/rng.ts';
import { checkLine } from '../../src/compare/check-line.ts';
import type { Example } from '../../src/corpus/example.ts';
import { givenEncoder } from '../../src/features/given.ts';
import { VectorFacetBuilder, vectorFacet } from '../../src/features/vector-facet.ts';
import { ProfileAccumulator } from '../../src/profile/accumulator.ts';
import { DEFAULT_SETTINGS, type Profile } from '../../src/profile/profile.ts';

/** A generation of a simulated line: which part of the centres is left, how wide, how far away. */
interface Step {
  readonly used?: number;
  readonly scale?: number;
  readonly shift?: number;
}

const LINES: Readonly<Record<string, readonly Step[]>> = {
  'like human, three generations': [{}, {}, {}],
  'the rarer fifth lost, then two fifths': [{}, { used: 0.8 }, { used: 0.6 }],
  'a third of the centres lost, and stable': [{ used: 0.7 }, { used: 0.7 }],
  'each a tenth narrower': [{}, { scale: 0.9 }, { scale: 0.8 }],
  'other data': [{ shift: 1.5 }],
};

const D = 24;
const CENTRES = 20;

async function profile(
  count: number,
  seed: string,
  { used = 1, scale = 1, shift = 0 }: Step,
  world: string,
): Promise<Profile> {
  const centres = new Rng(world);
  const at = Array.from({ length: CENTRES }, () =>
    Float64Array.from({ length: D }, () => 1.5 * centres.normal()),
  );
  const rng = new Rng(`${world} ${seed}`);
  const examples = Array.from({ length: count }, (_, i): Example => {
    const centre = at[Math.min(Math.ceil(used * CENTRES) - 1, Math.floor(CENTRES * rng.next() ** 2))];
    const vector = Float32Array.from(centre, (x) => x + shift + scale * rng.normal());
    return { id: `${seed}#${i}`, group: `${seed}#${i}`, text: '', vector };
  });
  const accumulator = new ProfileAccumulator({ ...DEFAULT_SETTINGS, modality: 'vectors', encoder: 'given' });
  for (const example of examples) accumulator.add(example);
  const builder = new VectorFacetBuilder(givenEncoder);
  await builder.add(
    examples,
    Uint8Array.from(examples, ({ group }) => hashText(group).lo & 63),
  );
  return { ...accumulator.finish(), facets: new Map([[vectorFacet.kind, builder.finish()]]) };
}

/** Verdicts of simulated lines, each `times` times: a table. */
export async function calibration(count: number, times: number): Promise<void> {
  console.log(
    `\nVerdicts of lines of ${count} vectors, d = ${D}, ${times} times each:\n\n| line | verdicts |\n| --- | --- |`,
  );
  for (const [name, steps] of Object.entries(LINES)) {
    const seen = new Map<string, number>();
    for (let t = 0; t < times; t++) {
      const world = `world ${t}`;
      const generations = await Promise.all(
        steps.map(async (step, i) => ({
          name: `g${i}`,
          profile: await profile(count, `g${i}`, step, world),
        })),
      );
      const { assessed } = checkLine({
        against: await profile(count, 'h', {}, world),
        reservoir: await profile(count, 'r', {}, world),
        generations,
      });
      const verdicts = assessed.generations.map(({ judgement }) => judgement.verdict).join(', ');
      seen.set(verdicts, (seen.get(verdicts) ?? 0) + 1);
    }
    const all = [...seen].sort((a, b) => b[1] - a[1]).map(([verdicts, n]) => `${verdicts}: ${n}`);
    console.log(`| ${name} | ${all.join('; ')} |`);
  }
}
