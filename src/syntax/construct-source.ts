import type { Language } from '../corpus/languages.ts';
import { LANGUAGES } from '../corpus/languages.ts';
import { type TokenBuffer, tokenBuffer } from '../text/tokenizer.ts';
import { Grammars } from './grammars.ts';
import { nodeStream } from './node-stream.ts';
import { parseSource } from './parse-source.ts';
import { sourcePieces } from './source-pieces.ts';
import { fillTokens } from './source-tokens.ts';
import { TreeWalker } from './tree-walk.ts';

/** Cuts sources of any language into constructs, without waiting: all grammars are loaded when it is made. */
export class ConstructSource {
  readonly #grammars: Grammars;
  readonly #walker: TreeWalker;
  readonly #nodes = nodeStream();
  readonly #buffer = tokenBuffer(1 << 12, 1 << 14);

  private constructor(grammars: Grammars) {
    this.#grammars = grammars;
    this.#walker = new TreeWalker(grammars.runtime.memory);
  }

  static async load(languages: readonly Language[] = LANGUAGES): Promise<ConstructSource> {
    const grammars = await Grammars.start();
    await grammars.load(languages);
    return new ConstructSource(grammars);
  }

  /** The constructs of a source, piece by piece; each buffer is valid until the next. Pieces that are refused have none. */
  *buffers(text: string, language: Language): Generator<TokenBuffer> {
    const grammar = this.#grammars.of(language);
    for (const piece of sourcePieces(text)) {
      if (parseSource(piece, grammar, this.#walker, this.#nodes) === undefined) continue;
      fillTokens(this.#nodes, grammar, piece, this.#buffer);
      yield this.#buffer;
    }
  }
}
