import type { Rng } from '../../src/base/rng.ts';
import type { Example } from '../../src/corpus/example.ts';
import { NgramBuilder } from '../../src/lm/ngram-builder.ts';
import type { NgramModel } from '../../src/lm/ngram-model.ts';
import { sampleSequence } from '../../src/lm/sample.ts';
import { Tokenizer, tokenStrings } from '../../src/text/tokenizer.ts';

/** How the next training set is made. `stable` samples one and the same model again and again. */
export const LOOPS = ['replace', 'accumulate', 'fresh20', 'stable'] as const;
export type Loop = (typeof LOOPS)[number];

/** Words as ids for one line. */
class Words {
  readonly #ids = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #tokenizer = new Tokenizer();

  encode(text: string): Uint32Array {
    return Uint32Array.from(tokenStrings(text, this.#tokenizer), (word) => {
      let id = this.#ids.get(word);
      if (id === undefined) {
        id = this.#words.length;
        this.#ids.set(word, id);
        this.#words.push(word);
      }
      return id;
    });
  }

  decode(ids: Uint32Array): string {
    return Array.from(ids, (id) => this.#words[id]).join(' ');
  }
}

const ORDER = 3;
const LONGEST = 1000;

function train(sequences: readonly Uint32Array[]): NgramModel {
  const builder = new NgramBuilder({ order: ORDER });
  for (const sequence of sequences) builder.add(sequence);
  return builder.build();
}

function generate(model: NgramModel, tokens: number, rng: Rng): Uint32Array[] {
  const sequences: Uint32Array[] = [];
  let drawn = 0;
  while (drawn < tokens) {
    const sequence = sampleSequence(model, rng, { maxTokens: LONGEST });
    if (sequence.length === 0) continue;
    sequences.push(sequence);
    drawn += sequence.length + 1;
  }
  return sequences;
}

function first(sequences: readonly Uint32Array[], tokens: number): Uint32Array[] {
  let taken = 0;
  let n = 0;
  while (n < sequences.length && taken < tokens) taken += sequences[n++].length + 1;
  return sequences.slice(0, n);
}

/** The output of each generation of a line of trigram models, the first trained on `tokens` tokens of human text. */
export function runLoop(
  loop: Loop,
  human: readonly Example[],
  tokens: number,
  generations: number,
  rng: Rng,
): Example[][] {
  const words = new Words();
  const real = rng.split('human').shuffle(human.map((example) => words.encode(example.text)));
  let training = first(real, tokens);
  let model = train(training);
  const outputs: Example[][] = [];
  for (let g = 1; g <= generations; g++) {
    const output = generate(model, tokens, rng.split(`generation ${g}`));
    outputs.push(output.map((ids, i) => ({ id: `${g}-${i}`, group: `${g}-${i}`, text: words.decode(ids) })));
    if (loop === 'stable' || g === generations) continue;
    training = next(loop, training, output, real, tokens, rng.split(`fresh ${g}`));
    model = train(training);
  }
  return outputs;
}

function next(
  loop: Loop,
  training: Uint32Array[],
  output: Uint32Array[],
  real: readonly Uint32Array[],
  tokens: number,
  rng: Rng,
): Uint32Array[] {
  if (loop === 'accumulate') return [...training, ...output];
  if (loop === 'replace') return output;
  const fresh = first(rng.shuffle([...real]), 0.2 * tokens);
  return [...fresh, ...first(output, 0.8 * tokens)];
}
