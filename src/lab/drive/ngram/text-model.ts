import { OutcrossError } from '../../../base/errors.ts';
import type { Rng } from '../../../base/rng.ts';
import { NgramBuilder } from '../../../lm/ngram-builder.ts';
import type { NgramModel } from '../../../lm/ngram-model.ts';
import { NgramSampler } from '../../../lm/sample.ts';

/** An n-gram language model over pieces of text. */
export interface TextModel {
  /** Piece of each token id. */
  readonly pieces: readonly string[];
  readonly model: NgramModel;
}

/** How text is cut: pieces joined are the text again. */
export const PIECES_ID = 'pieces-1';

/** A word with the space before it, a symbol with the space before it, or white space. */
const PIECE = / ?[\p{L}\p{M}\p{N}'’_-]+| ?[^\s\p{L}\p{M}\p{N}]|\s/gu;

export function piecesOf(text: string): string[] {
  return text.match(PIECE) ?? [];
}

const ENDS_IN_WORD = /[\p{L}\p{M}\p{N}'’_-]$/u;
const BEGINS_WITH_WORD = /^[\p{L}\p{M}\p{N}'’_-]/u;

/**
 * The text of pieces. Two words that stand together without a space, which no text has, get one: a model may put what it saw
 * behind a symbol behind a word, and must not make a new word of the two.
 */
export function textOf(pieces: readonly string[]): string {
  const parts = pieces.map((piece, i) => {
    const fused = i > 0 && BEGINS_WITH_WORD.test(piece) && ENDS_IN_WORD.test(pieces[i - 1]);
    return fused ? ` ${piece}` : piece;
  });
  return parts.join('');
}

/** Gathers texts, and makes a model of them. */
export class TextModelBuilder {
  readonly #pieces: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #builder: NgramBuilder;
  #tokens = 0;

  /** Throws `E_OPTION` for an order outside 1 to 16. */
  constructor(order: number) {
    this.#builder = new NgramBuilder({ order });
  }

  add(text: string): void {
    // A word is the same at the beginning as after a space.
    const pieces = text.trim() === '' ? [] : piecesOf(` ${text.trim()}`);
    const ids = Uint32Array.from(pieces, (piece) => this.#idOf(piece));
    this.#tokens += ids.length;
    this.#builder.add(ids);
  }

  /** Throws `E_EMPTY` where no text held anything. */
  build(): TextModel {
    if (this.#tokens === 0) {
      throw new OutcrossError('E_EMPTY', 'there is no text to train a model on', {
        hint: 'Check what should have written it.',
      });
    }
    return { pieces: this.#pieces, model: this.#builder.build() };
  }

  #idOf(piece: string): number {
    const known = this.#ids.get(piece);
    if (known !== undefined) return known;
    this.#ids.set(piece, this.#pieces.length);
    return this.#pieces.push(piece) - 1;
  }
}

export interface TextSampling {
  readonly texts: number;
  /** A text is cut after so many pieces. */
  readonly maxPieces: number;
  /** See `SampleOptions`. */
  readonly temperature?: number;
}

/** Empty draws in a row after which a model is taken to have nothing else. */
const PATIENCE = 10_000;

/** Draws texts, none of them blank. Throws `E_EMPTY` for a model that writes only blank ones, `E_OPTION` for a bad temperature. */
export function* sampleTexts(
  { pieces, model }: TextModel,
  sampling: TextSampling,
  rng: Rng,
): Generator<string, void> {
  const sampler = new NgramSampler(model, sampling.temperature);
  for (let written = 0, blank = 0; written < sampling.texts; ) {
    const ids = sampler.sequence(rng, sampling.maxPieces);
    const text = textOf(Array.from(ids, (id) => pieces[id])).trim();
    if (text === '') {
      if (++blank < PATIENCE) continue;
      throw new OutcrossError('E_EMPTY', 'the model writes nothing but blank texts', {
        hint: 'Look at what it was trained on.',
      });
    }
    blank = 0;
    written++;
    yield text;
  }
}
