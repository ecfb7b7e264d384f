import type { Language } from '../corpus/languages.ts';
import { type Grammar, grammarKey, loadGrammar } from './grammar.ts';
import { type Runtime, runtime } from './runtime.ts';

/** The grammars of one thread. They are loaded once, when a source of their language first comes. */
export class Grammars {
  readonly runtime: Runtime;
  readonly #loaded = new Map<string, Grammar>();

  private constructor(started: Runtime) {
    this.runtime = started;
  }

  static async start(): Promise<Grammars> {
    return new Grammars(await runtime());
  }

  /** Loads what is missing of the languages. */
  async load(languages: Iterable<Language>): Promise<void> {
    for (const language of new Set(languages)) {
      const key = grammarKey(language);
      if (!this.#loaded.has(key)) this.#loaded.set(key, await loadGrammar(language, this.runtime));
    }
  }

  /** The grammar of a language that `load` was asked for. */
  of(language: Language): Grammar {
    return this.#loaded.get(grammarKey(language))!;
  }

  /** Those that are loaded. */
  all(): Iterable<Grammar> {
    return this.#loaded.values();
  }

  /** Frees the parsers. */
  close(): void {
    for (const { parser } of this.#loaded.values()) parser.delete();
    this.#loaded.clear();
  }
}
