import type { Rng } from '../../base/rng.ts';
import { drawWithoutReplacement } from '../loops/subsample.ts';
import { FrequentWordCodec, frequentWords, RESERVED } from '../neural/frequent-words.ts';
import { passages } from '../neural/passages.ts';
import { transformerLearner } from '../neural/transformer-learner.ts';
import { type HumanText, humanText } from '../scenarios/text/human-text.ts';
import type { TextRows } from '../scenarios/text/text-experiment.ts';
import type { Cell, Limit, Study, StudySettings } from './study.ts';

/** Passages of the large sample, for one of the small: what stands for the limit, which no language model has. */
export const LIMIT_FACTOR = 8;

const VOCABULARY = 1024;
const CONTEXT = 32;
const HELD_OUT = 300;

/** Passages in a step. */
const ROWS = 8;

/** Steps of the exact solver, whatever the number of passages: so that more text does not mean more training. */
const STEPS = 600;

const ABLE = { width: 32, heads: 2, layers: 2 };
const NARROW = { width: 16, heads: 1, layers: 1 };
const OPTIMISER = { rate: 0.02, warmUp: 0.1, decay: 0.1, longestGradient: 1 };

/**
 * The three errors on small transformers of human text. The loss is the cross-entropy of held-out human text, so that it is above 0
 * without an error too: the differences count.
 */
export async function transformerStudy(settings: StudySettings): Promise<Study> {
  const { samples, generations, limit } = settings;
  const { training, holdout, vocabulary } = readRows(await humanText(settings.text));
  return {
    losses: async (cell, rng) => {
      const learner = learnerOf(cell, limit, vocabulary, cell.statistical ? samples : LIMIT_FACTOR * samples);
      const rows = cell.statistical ? samples : LIMIT_FACTOR * samples;
      const losses: number[] = [];
      let data = drawn(training, rows, rng.split('real'));
      for (let g = 0; g <= generations; g++) {
        const own = rng.split(`generation ${g}`);
        const model = await learner.fit({ data }, own.split('fit'));
        losses.push(crossEntropy(await learner.logDensity!(model, holdout), holdout));
        if (g < generations) data = await learner.sample(model, rows, own.split('sample'));
      }
      return losses;
    },
  };
}

function learnerOf(cell: Cell, limit: Limit, vocabulary: number, rows: number) {
  const short = cell.approximation && limit === 'early-stopped';
  const rate = cell.approximation && limit === 'high-step' ? 10 * OPTIMISER.rate : OPTIMISER.rate;
  return transformerLearner({
    shape: { vocabulary, context: CONTEXT, ...(cell.expressivity ? NARROW : ABLE) },
    optimiser: { ...OPTIMISER, rate },
    rows: ROWS,
    epochs: ((short ? STEPS / 5 : STEPS) * ROWS) / rows,
  });
}

interface Rows {
  readonly training: TextRows;
  readonly holdout: TextRows;
  readonly vocabulary: number;
}

function readRows(human: HumanText): Rows {
  const codec = new FrequentWordCodec(
    frequentWords(
      human.training.map(({ text }) => text),
      VOCABULARY - RESERVED,
    ),
  );
  const read = (part: readonly { readonly text: string }[]) =>
    part.flatMap(({ text }) => passages(codec.encode(text), CONTEXT - 1)).filter((row) => row.length > 4);
  return {
    training: read(human.training),
    holdout: read(human.holdout).slice(0, HELD_OUT),
    vocabulary: codec.size,
  };
}

function drawn(rows: TextRows, n: number, rng: Rng): TextRows {
  return rng.shuffle(Array.from(drawWithoutReplacement(rows.length, n, rng), (i) => rows[i]));
}

/** Nats a word, the end of a passage counted as one. */
function crossEntropy(logs: Float64Array, rows: TextRows): number {
  const words = rows.reduce((sum, row) => sum + row.length + 1, 0);
  return -logs.reduce((sum, log) => sum + log, 0) / words;
}
