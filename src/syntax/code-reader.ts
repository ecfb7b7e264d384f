import { OutcrossError } from '../base/errors.ts';
import type { Example } from '../corpus/example.ts';
import { type TokenBuffer, tokenBuffer } from '../text/tokenizer.ts';
import type { CodeFacet } from './code-facet.ts';
import { CodeTally } from './code-tally.ts';
import { Grammars } from './grammars.ts';
import { nodeStream } from './node-stream.ts';
import { parseSource } from './parse-source.ts';
import { NameFinder } from './source-names.ts';
import { sourcePieces } from './source-pieces.ts';
import { fillBytes, fillTokens } from './source-tokens.ts';
import { TreeWalker } from './tree-walk.ts';

/**
 * Reads source code for a profile: its constructs as tokens, and what the facet `code` keeps, of one parse. `add` must be told
 * of a batch before the tokens of its examples are asked for.
 */
export class CodeReader {
  readonly pieces = sourcePieces;
  readonly #buffer = tokenBuffer(1 << 12, 1 << 14);
  readonly #nodes = nodeStream();
  readonly #finder = new NameFinder();
  readonly #tally = new CodeTally();
  #blocks = new Map<Example, number>();
  #grammars: Grammars | undefined;
  #walker: TreeWalker | undefined;

  /** Takes note of a batch, and loads its grammars. Throws `E_FIELD` for an example whose language is not known. */
  async add(examples: readonly Example[], blocks: Uint8Array): Promise<void> {
    this.#grammars ??= await Grammars.start();
    this.#walker ??= new TreeWalker(this.#grammars.runtime.memory);
    await this.#grammars.load(examples.map(languageOf));
    this.#blocks = new Map(examples.map((example, i) => [example, blocks[i]]));
  }

  /** The constructs of the next piece of an example of the batch. A piece that the parser was stopped at has none. */
  tokens(piece: string, example: Example): TokenBuffer {
    const block = this.#blocks.get(example);
    if (block === undefined || this.#grammars === undefined || this.#walker === undefined) {
      throw new OutcrossError(
        'E_INTERNAL',
        `tokens of ${example.id} were asked for before its batch was added`,
      );
    }
    const language = languageOf(example);
    const grammar = this.#grammars.of(language);
    this.#tally.open(example, language, block);
    const parsed = parseSource(piece, grammar, this.#walker, this.#nodes);
    if (parsed === undefined) {
      this.#tally.refuse(piece.length);
      this.#buffer.length = 0;
      fillBytes(this.#buffer, piece);
      return this.#buffer;
    }
    this.#tally.parsed(this.#nodes, grammar, parsed.broken, piece.length);
    this.#finder.find(this.#nodes, grammar, piece, this.#tally);
    fillTokens(this.#nodes, grammar, piece, this.#buffer);
    return this.#buffer;
  }

  /** Trees whose memory was not laid out as expected: they were read the slow way. */
  get fallbacks(): number {
    return this.#walker?.fallbacks ?? 0;
  }

  finish(): CodeFacet {
    return this.#tally.finish(this.#grammars?.all() ?? []);
  }
}

function languageOf(example: Example): NonNullable<Example['language']> {
  if (example.language !== undefined) return example.language;
  throw new OutcrossError('E_FIELD', `the language of ${example.id} is not known`, {
    where: example.id,
    hint: 'Give the field that names it with --language-field.',
  });
}
