import { CleanLines } from './c4-lines.ts';
import { type ActiveFamily, activeFamilies, type FilterSettings } from './filter-settings.ts';
import type { Action, Bound, Measurer } from './rule.ts';
import { TextView } from './text-view.ts';

/** A rule that a text breaks: the value against the threshold. */
export interface Breach {
  readonly rule: string;
  readonly value: number;
  readonly bound: Bound;
  readonly threshold: number;
}

/** What a filter says of a text. */
export interface Judgement {
  /** Whether no rule that rejects is broken. */
  readonly keep: boolean;
  /** Every rule broken that rejects. */
  readonly rejected: readonly Breach[];
  /** Every rule broken that only flags. */
  readonly flagged: readonly Breach[];
}

/** One measure of a text and the rules that it is held against. */
export interface MeasuredValue {
  readonly family: string;
  readonly measure: string;
  readonly meaning: string;
  /** Undefined where the measure does not exist, such as a mean over no words. */
  readonly value: number | undefined;
  readonly rules: readonly {
    readonly rule: string;
    readonly bound: Bound;
    readonly threshold: number;
    readonly action: Action;
    readonly broken: boolean;
  }[];
}

interface PreparedRule {
  readonly id: string;
  readonly at: number;
  readonly min: boolean;
  readonly threshold: number;
  readonly action: Action;
}

/** Holds texts against rules. Made by `createTextFilter`; reused from text to text, one at a time. */
export class TextFilter {
  readonly #families: readonly ActiveFamily[];
  readonly #measurers: readonly { readonly measure: Measurer; readonly from: number }[];
  readonly #rules: readonly PreparedRule[];
  readonly #values: Float64Array;
  readonly #view = new TextView();
  readonly #lines = new CleanLines();

  constructor(families: readonly ActiveFamily[], measurers: readonly Measurer[]) {
    this.#families = families;
    let from = 0;
    const rules: PreparedRule[] = [];
    this.#measurers = families.map(({ family, rules: active }, k) => {
      for (const { id, measure, bound, threshold, action } of active) {
        const at = from + family.measures.findIndex(({ name }) => name === measure);
        rules.push({ id, at, min: bound === 'min', threshold, action });
      }
      const prepared = { measure: measurers[k], from };
      from += family.measures.length;
      return prepared;
    });
    this.#rules = rules;
    this.#values = new Float64Array(from);
  }

  /** Never throws, whatever the string. */
  judge(text: string): Judgement {
    this.#measure(text);
    const rejected: Breach[] = [];
    const flagged: Breach[] = [];
    for (const rule of this.#rules) {
      const value = this.#values[rule.at];
      if (!isBroken(value, rule)) continue;
      const breach = { rule: rule.id, value, bound: boundOf(rule), threshold: rule.threshold };
      (rule.action === 'reject' ? rejected : flagged).push(breach);
    }
    return { keep: rejected.length === 0, rejected, flagged };
  }

  /** Calls `visit` with the value and the threshold of every rule whose measure exists. Makes nothing: for whoever only weighs. */
  each(text: string, visit: (value: number, threshold: number) => void): void {
    this.#measure(text);
    for (const { at, threshold } of this.#rules) {
      const value = this.#values[at];
      if (!Number.isNaN(value)) visit(value, threshold);
    }
  }

  /** All measures of a text, with the rules that each is held against. */
  explain(text: string): MeasuredValue[] {
    this.#measure(text);
    let at = 0;
    return this.#families.flatMap(({ family }) =>
      family.measures.map(({ name, meaning }) => {
        const place = at++;
        const value = this.#values[place];
        const rules = this.#rules.filter((rule) => rule.at === place);
        return {
          family: family.name,
          measure: name,
          meaning,
          value: Number.isNaN(value) ? undefined : value,
          rules: rules.map((rule) => ({
            rule: rule.id,
            bound: boundOf(rule),
            threshold: rule.threshold,
            action: rule.action,
            broken: isBroken(value, rule),
          })),
        };
      }),
    );
  }

  /** The lines of a text that C4 keeps, joined by line feeds. */
  cleanLines(text: string): string {
    this.#view.run(text);
    return this.#lines.textOf(this.#view);
  }

  #measure(text: string): void {
    this.#view.run(text);
    for (const { measure, from } of this.#measurers) measure(this.#view, this.#values, from);
  }
}

function boundOf({ min }: PreparedRule): Bound {
  return min ? 'min' : 'max';
}

/** NaN breaks no rule: a measure that does not exist says nothing. */
function isBroken(value: number, { min, threshold }: PreparedRule): boolean {
  return min ? value < threshold : value > threshold;
}

/**
 * A filter for the settings; loads the model of the family `language` where it is named. Throws `E_PARAMETER` as
 * `activeFamilies`, and for a language that the detector does not know.
 */
export async function createTextFilter(settings: FilterSettings): Promise<TextFilter> {
  const families = activeFamilies(settings);
  const { languages } = settings;
  const options = languages === undefined ? {} : { languages };
  const measurers: Measurer[] = [];
  for (const { family } of families) measurers.push(await family.prepare(options));
  return new TextFilter(families, measurers);
}
