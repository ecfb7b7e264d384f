import type { Provenance } from '../../corpus/example.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import type { RowKernel, RowWriter } from './row-kernel.ts';

/** Parts of a provenance that a guard can ask for. */
export const GUARD_KEYS = ['origin', 'source', 'model', 'generation', 'license', 'evidence'] as const;
export type GuardKey = (typeof GUARD_KEYS)[number];

export interface GuardSettings {
  /** What every example must state. */
  readonly require: readonly GuardKey[];
  /** True where an origin that is stated to be unknown is an answer. */
  readonly allowUnknown: boolean;
}

export interface GuardSummary {
  readonly records: number;
  readonly refused: number;
}

/** Models and generations are of what models made: nobody asks for them of human data. */
const OF_MODELS: readonly GuardKey[] = ['model', 'generation'];

/** Tells of every example that does not state where it comes from; writes nothing. */
export function guardRows(settings: GuardSettings): RowKernel {
  let records = 0;
  let refused = 0;
  return {
    map(record: CorpusRecord, out: RowWriter): void {
      records++;
      const message = lacking(record.example.provenance, settings);
      if (message === undefined) return;
      refused++;
      out.note(record, { id: 'provenance.lacking', message });
    },
    end: (): GuardSummary => ({ records, refused }),
  };
}

/** What a provenance does not say of what is asked, in words; undefined where it says it all. */
export function lacking(
  provenance: Provenance | undefined,
  { require, allowUnknown }: GuardSettings,
): string | undefined {
  const origin = provenance?.origin;
  const missing = require.filter((key) => {
    if (OF_MODELS.includes(key) && origin === 'human') return false;
    if (key === 'origin') return origin === undefined;
    const value = provenance?.[key];
    return value === undefined || value === '';
  });
  if (!require.includes('origin') || allowUnknown || origin !== 'unknown') return words(missing);
  const rest = words(missing);
  return rest === undefined
    ? 'its origin is stated to be unknown'
    : `its origin is unknown, and it has ${rest}`;
}

function words(missing: readonly GuardKey[]): string | undefined {
  return missing.length === 0 ? undefined : missing.map((key) => `no ${key}`).join(', ');
}
