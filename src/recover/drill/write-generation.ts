import { setImmediate } from 'node:timers/promises';
import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { Rng } from '../../base/rng.ts';
import { trainTextModel } from '../../lab/drive/ngram/model-file.ts';
import { sampleTexts } from '../../lab/drive/ngram/text-model.ts';

const ORDER = 3;
const LONGEST = 400;
/** Examples between two looks at the signal. */
const AT_ONCE = 64;

export interface GenerationRun {
  readonly trainedOn: string;
  /** From 1. */
  readonly generation: number;
  readonly examples: number;
  readonly path: string;
  readonly signal: AbortSignal;
}

/** What a trigram model writes that was trained on a corpus, as tagged examples. Throws as training does, `E_INTERRUPTED`. */
export async function writeGeneration({
  trainedOn,
  generation,
  examples,
  path,
  signal,
}: GenerationRun): Promise<void> {
  const { model } = await trainTextModel({ inputs: [trainedOn] }, ORDER, signal);
  const texts = sampleTexts(model, { texts: examples, maxPieces: LONGEST }, new Rng(`drill ${generation}`));
  await atomicWrite(path, rowsOf(texts, generation, signal));
}

async function* rowsOf(
  texts: Iterable<string>,
  generation: number,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const provenance = { origin: 'synthetic', source: 'drill', model: `trigram-${generation}`, generation };
  let written = 0;
  for (const text of texts) {
    if (written % AT_ONCE === 0) await setImmediate();
    if (signal.aborted) throw new OutcrossError('E_INTERRUPTED', 'the drill was stopped');
    yield `${JSON.stringify({ id: `g${generation}-${++written}`, text, provenance })}\n`;
  }
}
