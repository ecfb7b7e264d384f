import type { CompositionRow } from '../mix/composition.ts';
import type { ExportFacts } from './facts.ts';

/** A name and a value; names follow the taxonomy of CycloneDX, their values are always text. */
export interface Property {
  readonly name: string;
  readonly value: string;
}

export function property(name: string, value: string | number): Property {
  return { name, value: String(value) };
}

/** The composition, the policy and how it was kept. */
export function composition({ manifest }: ExportFacts): readonly Property[] {
  const { composition: whole, settings, policy, rules, verdict } = manifest;
  return [
    property('outcross:examples', whole.examples),
    property('outcross:tokens', whole.tokens),
    property('outcross:tokenizer', settings.tokenizer),
    ...rowsOf('origin', whole.byOrigin),
    ...rowsOf('source', whole.bySource),
    ...rowsOf('model', whole.byModel),
    ...rowsOf('generation', whole.byGeneration),
    property('outcross:policy', JSON.stringify(policy)),
    ...rules.map((rule) => property('outcross:rule', JSON.stringify(rule))),
    ...(verdict === undefined ? [] : [property('outcross:verdict', verdict.verdict)]),
  ];
}

/** A value stands in the value, not in the name: it may hold anything. */
function rowsOf(key: string, rows: readonly CompositionRow[]): readonly Property[] {
  return rows.map(({ value = null, examples, tokens }) =>
    property(`outcross:composition:${key}`, JSON.stringify({ value, examples, tokens })),
  );
}
