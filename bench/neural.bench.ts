import { Rng } from '../src/base/rng.ts';
import { shapeImages } from '../src/lab/images/shape-source.ts';
import { PIXELS } from '../src/lab/images/shapes.ts';
import { scoreDocuments } from '../src/lab/neural/score-transformer.ts';
import { trainTransformer } from '../src/lab/neural/train-transformer.ts';
import { type TransformerShape, transformerLayout } from '../src/lab/neural/transformer-shape.ts';
import { vaeLearner } from '../src/lab/neural/vae-learner.ts';
import { sizeOf } from '../src/lab/neural/weights.ts';
import { writeDocuments } from '../src/lab/neural/write-transformer.ts';

/**
 * Tokens that a transformer trains on, scores and writes in a second of one core, by size and batch; the first step, which compiles,
 * apart. Then images of the autoencoder. CPU seconds, as the machine may be shared.
 */
const QUICK = process.argv.includes('--quick');
const OPTIMISER = { rate: 0.01, warmUp: 0.1, decay: 0.1, longestGradient: 1 };

const SIZES: readonly (TransformerShape & { readonly rows: number })[] = [
  { vocabulary: 2048, context: 32, width: 32, heads: 2, layers: 2, rows: 8 },
  { vocabulary: 2048, context: 32, width: 48, heads: 3, layers: 2, rows: 8 },
  { vocabulary: 2048, context: 32, width: 32, heads: 2, layers: 2, rows: 32 },
  { vocabulary: 512, context: 64, width: 64, heads: 4, layers: 2, rows: 8 },
  { vocabulary: 512, context: 64, width: 64, heads: 4, layers: 2, rows: 32 },
  { vocabulary: 96, context: 128, width: 64, heads: 4, layers: 2, rows: 16 },
];

console.log(
  '| vocabulary | context | width | batch | parameters | first step s | train/s | score/s | write/s |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const { rows, ...shape } of QUICK ? SIZES.slice(0, 1) : SIZES) await measure(shape, rows);
await measureImages();

async function measure(shape: TransformerShape, rows: number): Promise<void> {
  const rng = new Rng('bench');
  const documents = Array.from({ length: QUICK ? 64 : 256 }, () =>
    Uint32Array.from({ length: shape.context - 1 }, () => 1 + rng.int(shape.vocabulary - 1)),
  );
  const tokens = documents.length * shape.context;
  let first = 0;
  let since = seconds();
  const onStep = (_loss: number, step: number) => {
    if (step > 0) return;
    first = seconds() - since;
    since = seconds();
  };
  const training = { shape, optimiser: OPTIMISER, rows, epochs: 2, onStep };
  const model = await trainTransformer({ data: documents }, training, rng);
  const train = (2 * tokens - rows * shape.context) / (seconds() - since);
  await scoreDocuments(model, documents.slice(0, 1));
  const score = await rate(tokens, () => scoreDocuments(model, documents));
  await writeDocuments(model, 1, rng);
  since = seconds();
  const written = await writeDocuments(model, documents.length, rng);
  const write = written.reduce((sum, { length }) => sum + length + 1, 0) / (seconds() - since);
  const parameters = transformerLayout(shape).reduce((sum, tensor) => sum + sizeOf(tensor.shape), 0);
  const { vocabulary, context, width } = shape;
  const figures = [train, score, write].map((figure) => figure.toFixed(0));
  console.log(
    `| ${[vocabulary, context, width, rows, parameters, first.toFixed(1), ...figures].join(' | ')} |`,
  );
}

async function measureImages(): Promise<void> {
  const { images } = shapeImages(512, new Rng('images'));
  const shape = { pixels: PIXELS, hidden: 64, latent: 4 };
  const learner = vaeLearner({ shape, optimiser: OPTIMISER, rows: 32, epochs: 10, components: 16 });
  await learner.fit({ data: images }, new Rng('first'));
  const fit = await rate(5120, () => learner.fit({ data: images }, new Rng('fit')));
  console.log(`\nAutoencoder of ${PIXELS} pixels: ${fit.toFixed(0)} images/s`);
}

async function rate(units: number, work: () => unknown): Promise<number> {
  const start = seconds();
  await work();
  return units / (seconds() - start);
}

function seconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
