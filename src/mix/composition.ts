import { ORIGINS } from '../corpus/example.ts';
import { type Amount, sumOf } from './amount.ts';
import type { Candidates } from './candidates.ts';
import { FATE } from './fate.ts';
import { stepsOf } from './steps.ts';

const CHOSEN = FATE['chosen'];

export interface CompositionRow extends Readonly<Amount> {
  /** Value of the key; absent where nobody knows it. */
  readonly value?: string;
  /** Shares of the whole, 0 to 1. */
  readonly shareOfExamples: number;
  readonly shareOfTokens: number;
}

/** What a mix is made of, by each key of provenance; rows by size, the largest first. */
export interface Composition extends Readonly<Amount> {
  readonly byOrigin: readonly CompositionRow[];
  readonly bySource: readonly CompositionRow[];
  readonly byModel: readonly CompositionRow[];
  readonly byGeneration: readonly CompositionRow[];
}

/** Counts the chosen candidates. */
export function composition(candidates: Candidates, fates: Uint8Array): Composition {
  const { origin, source, model, sources, models } = candidates;
  const steps = stepsOf(candidates);
  const by = (ids: Uint8Array | Uint32Array, names: readonly (string | undefined)[]) =>
    amountsBy(ids, names, candidates, fates);
  const known = (names: readonly string[]) => names.map((name) => name || undefined);
  const byOrigin = by(origin, ORIGINS);
  const whole = byOrigin.reduce(sumOf, { examples: 0, tokens: 0 });
  return {
    ...whole,
    byOrigin: rowsOf(byOrigin, whole),
    bySource: rowsOf(by(source, known(sources)), whole),
    byModel: rowsOf(by(model, known(models)), whole),
    byGeneration: rowsOf(
      by(
        steps.ids,
        steps.values.map((step) => (step < 0 ? undefined : String(step))),
      ),
      whole,
    ),
  };
}

interface NamedAmount extends Amount {
  readonly value: string | undefined;
}

/** Amounts of the chosen by an id, an index into `names`; those of which there are any. */
function amountsBy(
  ids: Uint8Array | Uint32Array,
  names: readonly (string | undefined)[],
  { size, tokens }: Candidates,
  fates: Uint8Array,
): NamedAmount[] {
  const examples = new Float64Array(names.length);
  const sums = new Float64Array(names.length);
  for (let i = 0; i < size; i++) {
    if (fates[i] !== CHOSEN) continue;
    examples[ids[i]]++;
    sums[ids[i]] += tokens[i];
  }
  return names
    .map((value, id) => ({ value, examples: examples[id], tokens: sums[id] }))
    .filter((amount) => amount.examples > 0);
}

function rowsOf(amounts: readonly NamedAmount[], whole: Amount): CompositionRow[] {
  const rows = amounts.map(({ value, examples, tokens }) => ({
    ...(value === undefined ? {} : { value }),
    examples,
    tokens,
    shareOfExamples: examples / whole.examples,
    shareOfTokens: whole.tokens === 0 ? 0 : tokens / whole.tokens,
  }));
  return rows.sort((a, b) => b.examples - a.examples || compareText(a.value ?? '', b.value ?? ''));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
