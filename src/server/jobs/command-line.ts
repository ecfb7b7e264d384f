import { shellWord } from '../../base/shell.ts';

/**
 * Arguments of a command, made so that no value can be taken for an option: values stand behind `=` in the word of their option, and all
 * else behind `--`. No shell ever sees them.
 */
export class CommandLine {
  readonly #words: string[];
  readonly #paths: string[] = [];

  constructor(...command: string[]) {
    this.#words = command;
  }

  flag(name: string, on: boolean | undefined): this {
    if (on === true) this.#words.push(`--${name}`);
    return this;
  }

  value(name: string, value: string | number | undefined): this {
    if (value !== undefined) this.#words.push(`--${name}=${value}`);
    return this;
  }

  /** The option once for each value. */
  each(name: string, values: readonly string[] = []): this {
    for (const value of values) this.value(name, value);
    return this;
  }

  /** The values with commas. */
  joined(name: string, values: readonly string[] | undefined): this {
    return this.value(name, values === undefined || values.length === 0 ? undefined : values.join(','));
  }

  paths(paths: readonly string[] = []): this {
    this.#paths.push(...paths);
    return this;
  }

  get args(): string[] {
    return this.#paths.length === 0 ? [...this.#words] : [...this.#words, '--', ...this.#paths];
  }
}

/** As one would type it. */
export function typed(args: readonly string[]): string {
  return ['outcross', ...args.map((word) => (/^--[\w=.,/:-]*$/.test(word) ? word : shellWord(word)))].join(
    ' ',
  );
}
