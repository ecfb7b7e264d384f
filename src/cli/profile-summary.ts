import { NAMED_BAD_ROWS, ORDERS, type Profile, tableOf } from '../profile/profile.ts';
import { total } from '../profile/tally.ts';
import { weightOf } from '../sketch/example-sample.ts';

export const SUMMARY_SCHEMA = 'outcross.profile-summary/1';

/** What a profile holds, in numbers: a plain value, written by `--json`. */
export interface ProfileSummary {
  readonly schema: typeof SUMMARY_SCHEMA;
  readonly file: string;
  /** Bytes of the profile file. */
  readonly fileBytes: number;
  readonly tokenizer: string;
  readonly hashId: string;
  readonly texts: boolean;
  readonly examples: number;
  /** Each example's end counts as one. */
  readonly tokens: number;
  /** Code points. */
  readonly characters: number;
  /** UTF-8 bytes of text. */
  readonly bytes: number;
  /** Blocks that hold an example, of 64. */
  readonly blocks: number;
  readonly orders: readonly OrderSummary[];
  readonly sample: { readonly examples: number; readonly tokens: number; readonly whole: boolean };
  readonly origins: readonly OriginSummary[];
  readonly categories: readonly { readonly name: string; readonly examples: number }[];
  readonly malformed: number;
  /** The first malformed rows. */
  readonly malformedRows: readonly { readonly file: string; readonly row: number; readonly reason: string }[];
  readonly invalidEncoding: number;
}

export interface OrderSummary {
  /** N-gram order; 0 stands for whole examples. */
  readonly order: number;
  /** N-grams met. */
  readonly positions: number;
  /** Types kept. */
  readonly types: number;
  /** Share of all types that are kept; 1 where all are. */
  readonly theta: number;
}

export interface OriginSummary {
  readonly origin: string;
  readonly source: string | null;
  readonly model: string | null;
  readonly generation: number | null;
  readonly license: string | null;
  readonly examples: number;
}

export function summarise(profile: Profile, file: string, fileBytes: number): ProfileSummary {
  const { settings, tally, sample, trouble } = profile;
  return {
    schema: SUMMARY_SCHEMA,
    file,
    fileBytes,
    tokenizer: settings.tokenizer,
    hashId: settings.hashId,
    texts: settings.texts,
    examples: total(tally.examples),
    tokens: total(tally.tokens),
    characters: total(tally.characters),
    bytes: total(tally.bytes),
    blocks: tally.examples.reduce((n, examples) => n + (examples > 0 ? 1 : 0), 0),
    orders: ORDERS.map((order) => orderSummary(profile, order)),
    sample: {
      examples: sample.examples.length,
      tokens: sample.examples.reduce((sum, example) => sum + weightOf(example), 0),
      whole: sample.whole,
    },
    origins: originsOf(profile),
    categories: [...profile.categories].map(([name, counts]) => ({ name, examples: total(counts) })),
    malformed: trouble.malformed,
    malformedRows: trouble.rows
      .slice(0, NAMED_BAD_ROWS)
      .map(({ file, row, reason }) => ({ file, row, reason })),
    invalidEncoding: trouble.invalidEncoding,
  };
}

function orderSummary(profile: Profile, order: number): OrderSummary {
  const table = tableOf(profile, order);
  return { order, positions: total(table.columns.positions), types: table.types, theta: table.theta };
}

/** Largest first; equal ones by their key. */
function originsOf(profile: Profile): OriginSummary[] {
  const byCount = [...profile.provenance].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return byCount.map(([key, examples]) => {
    const [origin, source, model, generation, license] = JSON.parse(key) as [
      string,
      string | null,
      string | null,
      number | null,
      string | null,
    ];
    return { origin, source, model, generation, license, examples };
  });
}
