/** What an export says where nobody gave a fact. A fact is never guessed. */
export const NOT_STATED = 'not stated';

/** Hands facts to an export, and remembers which of them nobody gave. */
export class Asked {
  readonly #missing = new Set<string>();

  /** Where each missing fact belongs, such as `dataset.license`, in the order in which they were asked for. */
  get missing(): readonly string[] {
    return [...this.#missing];
  }

  /** The fact in words, or `not stated`. */
  text(value: string | undefined, place: string): string {
    return this.value(value === '' ? undefined : value, place) ?? NOT_STATED;
  }

  /** The fact, or undefined, for formats in which words cannot stand in its place. */
  value<T>(value: T | undefined, place: string): T | undefined {
    if (value === undefined) this.#missing.add(place);
    return value;
  }

  /** The list, or an empty one, which counts as not stated. */
  list<T>(values: readonly T[] | undefined, place: string): readonly T[] {
    if (values === undefined || values.length === 0) this.#missing.add(place);
    return values ?? [];
  }
}

/** The place of a fact about one source or model, e.g. `dataset.sources.press.license`; odd names stand in quotes. */
export function placeOf(section: 'sources' | 'models', name: string, fact: string): string {
  const key = /^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  return `dataset.${section}${key}.${fact}`;
}
