import { OutcrossError } from '../../base/errors.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import {
  type Amount,
  Ledger,
  type LedgerKey,
  type LedgerLine,
  PROVENANCE_LEDGER,
} from '../../quality/provenance/ledger.ts';
import type { InventorySummary } from './inventory-rows.ts';
import { type RewriteOptions, rewriteCorpus } from './rewrite-corpus.ts';

export interface InventoryOptions extends Omit<RewriteOptions, 'onSummary' | 'beforeCommit' | 'onNote'> {
  /** One table by these keys together; default a table by each key of a provenance. */
  readonly by?: readonly LedgerKey[];
}

/** The source ledger of a corpus. */
export interface Inventory {
  readonly total: Amount;
  /** Examples, tokens and characters by the keys of each table. */
  readonly tables: readonly { readonly by: readonly LedgerKey[]; readonly lines: readonly LedgerLine[] }[];
  /** What nobody says, by key; of `origin` also what is stated to be unknown. */
  readonly unknown: readonly (Amount & { readonly key: LedgerKey })[];
  readonly malformed: number;
  readonly invalidEncoding: number;
}

/**
 * Counts what a corpus holds, by where it comes from. Throws as `rewriteCorpus`; `E_EMPTY` where there is no example.
 */
export async function inventory(spec: CorpusSpec, options: InventoryOptions = {}): Promise<Inventory> {
  const { by, ...how } = options;
  const keys = [...new Set<LedgerKey>([...PROVENANCE_LEDGER, ...(by ?? [])])];
  const ledger = new Ledger(keys);
  const { malformed, invalidEncoding } = await rewriteCorpus(
    spec,
    { kernel: 'inventory', settings: { keys }, outputs: [] },
    { ...how, onSummary: (summary) => ledger.merge((summary as InventorySummary).lines) },
  );
  const total = ledger.total();
  if (total.examples === 0) {
    const [input] = spec.inputs;
    const hint = malformed === 0 ? 'All rows are blank.' : `All ${malformed} rows are malformed.`;
    throw new OutcrossError('E_EMPTY', `${input}: there is no example`, { where: input, hint });
  }
  const groups = by === undefined ? PROVENANCE_LEDGER.map((key) => [key]) : [by];
  return {
    total,
    tables: groups.map((group) => ({ by: group, lines: ledger.by(group) })),
    unknown: PROVENANCE_LEDGER.map((key) => ({ key, ...unknownOf(ledger, key) })),
    malformed,
    invalidEncoding,
  };
}

/** Models and generations are of what models made: nobody misses them of human text. */
const OF_MODELS: readonly LedgerKey[] = ['model', 'generation'];

function unknownOf(ledger: Ledger, key: LedgerKey): Amount {
  const unknown = new Ledger(['origin', key]);
  const lines = ledger.by(['origin', key]).filter(({ values: [origin, value] }) => {
    if (OF_MODELS.includes(key) && origin === 'human') return false;
    return value === null || (key === 'origin' && value === 'unknown');
  });
  unknown.merge(lines);
  return unknown.total();
}
