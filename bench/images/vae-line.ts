import { Rng } from '../../src/base/rng.ts';
import type { Example, ImagePayload } from '../../src/corpus/example.ts';
import { shapeImages } from '../../src/lab/images/shape-source.ts';
import { SIDE } from '../../src/lab/images/shapes.ts';
import type { Points } from '../../src/lab/learners/points.ts';
import { loopOf } from '../../src/lab/loops/catalogue.ts';
import { vaeLearner } from '../../src/lab/neural/vae-learner.ts';
import { runLine } from '../../src/lab/run/line.ts';
import type { Profile } from '../../src/profile/profile.ts';
import { check } from '../../src/report/check.ts';
import { pictureExample, profileOf } from './profile-images.ts';
import { head, ratios, row, SHOWN } from './signals.ts';

const GENERATIONS = 6;

/** Pictures that autoencoders learn, and those that they are held against. */
export interface VaeLine {
  readonly name: string;
  readonly side: number;
  readonly real: (n: number, rng: Rng) => Points;
  readonly human: readonly Points[];
  readonly samples: number;
  readonly hidden: number;
  readonly latent: number;
  readonly epochs: number;
}

/** Shapes of the lab. */
export function shapesLine(): VaeLine {
  const rng = new Rng('human shapes');
  const human = [0, 1].map((i) => shapeImages(1000, rng.split(`${i}`)).images);
  const real = (n: number, from: Rng) => shapeImages(n, from).images;
  return { name: 'shapes', side: SIDE, real, human, samples: 1000, hidden: 64, latent: 4, epochs: 30 };
}

const SMALL = 14;

/** Fashion-MNIST at 14 x 14: the means of four pixels. */
export function fashionLine(examples: readonly Example[], samples: number): VaeLine {
  const points = (from: number, to: number): Points => {
    const values = new Float64Array((to - from) * SMALL * SMALL);
    for (let i = from; i < to; i++) values.set(halved(examples[i].image!), (i - from) * SMALL * SMALL);
    return { values, dimensions: SMALL * SMALL };
  };
  const human = [points(0, samples), points(samples, 2 * samples)];
  // Fresh real pictures: each line starts from the first, and no loop here asks for more.
  const real = (n: number) => points(2 * samples, 2 * samples + n);
  return {
    name: 'Fashion-MNIST 14 x 14',
    side: SMALL,
    real,
    human,
    samples,
    hidden: 128,
    latent: 12,
    epochs: 40,
  };
}

function halved({ width, height, data }: ImagePayload): Float64Array {
  const out = new Float64Array((width * height) / 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) out[(y >> 1) * (width / 2) + (x >> 1)] += data[y * width + x] / (4 * 255);
  return out;
}

/** The signals of each generation under a loop, as `outcross check` has them of its pictures. */
export async function measureLine(line: VaeLine, loop: string, temperature = 1): Promise<void> {
  const { side, human, samples } = line;
  const learner = vaeLearner({
    shape: { pixels: side * side, hidden: line.hidden, latent: line.latent },
    optimiser: { rate: 6e-3, warmUp: 0.05, decay: 0, longestGradient: 1 },
    rows: 32,
    epochs: line.epochs,
    components: 32,
  });
  const [against, reservoir] = await Promise.all(
    human.map((points, i) => profileOf(pictures(points, side, `h${i}`))),
  );
  const generations: { name: string; profile: Profile }[] = [];
  const outputs = runLine<Points>({
    experiment: { learners: [learner], real: line.real, measure: () => ({}) },
    loop: loopOf(loop),
    ...(temperature === 1 ? {} : { bias: { temperature } }),
    samples,
    generations: GENERATIONS,
    rng: new Rng('vae line'),
  });
  for await (const { outputs: made } of outputs) {
    const name = `g${generations.length}`;
    generations.push({ name, profile: await profileOf(pictures(made.at(-1)!, side, name)) });
  }
  const report = check({ against, reservoir, generations });
  console.log(
    `\n${line.name}, ${loop}${temperature === 1 ? '' : `, temperature ${temperature}`}\n\n${head('generation', 'verdict', ...Object.keys(SHOWN))}`,
  );
  for (const [i, { verdict }] of report.generations.entries())
    console.log(row(i, verdict, ...ratios(report, i)));
}

function pictures({ values, dimensions }: Points, side: number, name: string): Example[] {
  return Array.from({ length: values.length / dimensions }, (_, i) => {
    const data = Uint8Array.from(values.subarray(i * dimensions, (i + 1) * dimensions), (value) =>
      Math.max(0, Math.min(255, Math.round(255 * value))),
    );
    return pictureExample(`${name}-${i}`, { width: side, height: side, channels: 1, data });
  });
}
