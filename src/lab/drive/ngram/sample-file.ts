import { setImmediate } from 'node:timers/promises';
import { atomicWrite } from '../../../base/atomic.ts';
import { OutcrossError } from '../../../base/errors.ts';
import { Rng } from '../../../base/rng.ts';
import { readTextModel } from './model-file.ts';
import { sampleTexts } from './text-model.ts';

export interface FileSampling {
  /** File of the model. */
  readonly model: string;
  readonly output: string;
  readonly examples: number;
  readonly seed: string;
  readonly temperature: number;
  /** An example is cut after so many tokens. */
  readonly maxTokens: number;
  readonly signal?: AbortSignal;
}

/** Examples between two looks at the signal. */
const AT_ONCE = 64;

/** Writes examples drawn from a model as JSON lines. Throws as `readTextModel` and `sampleTexts`, `E_WRITE`, `E_INTERRUPTED`. */
export async function sampleFile(sampling: FileSampling): Promise<void> {
  const model = await readTextModel(sampling.model);
  const { examples: texts, maxTokens: maxPieces, temperature, signal } = sampling;
  const drawn = sampleTexts(model, { texts, maxPieces, temperature }, new Rng(sampling.seed));
  await atomicWrite(sampling.output, lines(drawn, signal));
}

async function* lines(
  texts: Iterable<string>,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, void> {
  let written = 0;
  for (const text of texts) {
    if (written++ % AT_ONCE === 0) await setImmediate();
    if (signal?.aborted) throw new OutcrossError('E_INTERRUPTED', 'interrupted: nothing was written');
    yield `${JSON.stringify({ text })}\n`;
  }
}
