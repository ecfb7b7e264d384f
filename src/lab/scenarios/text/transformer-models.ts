import type { Example } from '../../../corpus/example.ts';
import { FrequentWordCodec, frequentWords, RESERVED } from '../../neural/frequent-words.ts';
import { passages } from '../../neural/passages.ts';
import type { TransformerTraining } from '../../neural/train-transformer.ts';
import type { Transformer } from '../../neural/transformer.ts';
import { transformerLearner } from '../../neural/transformer-learner.ts';
import { requireShape } from '../../neural/transformer-shape.ts';
import type { ExperimentSettings } from '../scenario.ts';
import type { HumanText } from './human-parts.ts';
import type { TextModels, TextRows } from './text-lines.ts';

/** Tokens of a passage with its end. */
const CONTEXT = 32;

/** Passages in a step. Many small steps beat few large ones: 8 of 32 tokens learnt faster a second than 16 of 64. */
const ROWS = 8;

/** Held-out passages that perplexity is measured on, spread over all of them. */
const HELD_OUT = 400;

/** Units of a head. */
const HEAD = 16;

const OPTIMISER = { warmUp: 0.1, decay: 0.1, longestGradient: 1 };

/** Models of human text, and the text as they read it. */
export interface TransformerModels {
  readonly models: TextModels<Transformer>;
  readonly parts: HumanText;
  readonly codec: FrequentWordCodec;
}

/**
 * Transformers of passages of human text, trained from scratch at every generation. Words outside the vocabulary are one word, in what
 * models read and in the human text that they are held against alike.
 */
export function transformerModels(
  human: HumanText,
  { parameters }: Pick<ExperimentSettings, 'parameters'>,
  onStep?: TransformerTraining['onStep'],
): TransformerModels {
  const { vocabulary, width, layers } = parameters;
  const shape = requireShape({ vocabulary, context: CONTEXT, width, heads: width / HEAD, layers });
  const most = vocabulary - RESERVED;
  const codec = new FrequentWordCodec(
    frequentWords(
      human.training.map(({ text }) => text),
      most,
    ),
  );
  const read = readPassages(human, codec);
  const learner = transformerLearner({
    shape: { ...shape, vocabulary: codec.size },
    optimiser: { ...OPTIMISER, rate: parameters['rate'] },
    rows: ROWS,
    epochs: parameters['epochs'],
    ...(onStep === undefined ? {} : { onStep }),
  });
  const models = {
    learners: [learner] as [typeof learner],
    training: read.training.rows,
    holdout: spread(read.holdout.rows, HELD_OUT),
    decode: (row: Uint32Array) => codec.decode(row),
    events: (row: Uint32Array) => row.length + 1,
  };
  const parts = {
    training: read.training.examples,
    holdout: read.holdout.examples,
    reservoir: read.reservoir.examples,
  };
  return { models, parts, codec };
}

interface Passages {
  readonly rows: Uint32Array[];
  readonly examples: Example[];
}

function readPassages(human: HumanText, codec: FrequentWordCodec): Record<keyof HumanText, Passages> {
  const read = (part: readonly Example[]) => passagesOf(part, codec);
  return { training: read(human.training), holdout: read(human.holdout), reservoir: read(human.reservoir) };
}

/** Texts of one group are read in a run. The examples are what `codec` leaves of the text. */
function passagesOf(part: readonly Example[], codec: FrequentWordCodec): Passages {
  const texts = new Map<string, string[]>();
  for (const { group, text } of part) texts.set(group, [...(texts.get(group) ?? []), text]);
  const rows: Uint32Array[] = [];
  const examples: Example[] = [];
  for (const [group, own] of texts)
    for (const row of passages(codec.encode(own.join('\n')), CONTEXT - 1)) {
      examples.push({ id: `${group}-${rows.length}`, group, text: codec.decode(row) });
      rows.push(row);
    }
  return { rows, examples };
}

/** At most `n` rows at even distances. */
function spread(rows: TextRows, n: number): TextRows {
  const step = Math.max(1, rows.length / n);
  return Array.from({ length: Math.min(n, rows.length) }, (_, i) => rows[Math.floor(i * step)]);
}
