import { NgramClasses } from './ngram-classes.ts';
import { TextLines } from './text-lines.ts';
import { TextScan } from './text-scan.ts';

/** A text as the families see it: scanned once, and what only some of them need made at its first use. */
export class TextView {
  readonly scan = new TextScan();
  /** For one family at a time: each starts it anew. */
  readonly ngrams = new NgramClasses();
  readonly #lines = new TextLines();
  #linesOf: string | undefined;
  #lower: string | undefined;

  run(text: string): void {
    this.scan.run(text);
    this.#linesOf = undefined;
    this.#lower = undefined;
  }

  get text(): string {
    return this.scan.text;
  }

  get lines(): TextLines {
    if (this.#linesOf === undefined) {
      this.#lines.run(this.scan);
      this.#linesOf = this.scan.text;
    }
    return this.#lines;
  }

  /** The text in lower case. Its places are not those of the text. */
  get lower(): string {
    return (this.#lower ??= this.scan.text.toLowerCase());
  }
}

/** How often `part` stands in `text`, copies that overlap counted once. */
export function occurrences(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
