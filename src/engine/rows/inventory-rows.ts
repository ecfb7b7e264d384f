import { Ledger, type LedgerKey, type LedgerLine } from '../../quality/provenance/ledger.ts';
import { textSize } from '../../text/size.ts';
import { Tokenizer } from '../../text/tokenizer.ts';
import type { RowKernel, ShardPlace } from './row-kernel.ts';

export interface InventorySettings {
  readonly keys: readonly LedgerKey[];
}

/** Lines of a shard's ledger. */
export interface InventorySummary {
  readonly lines: readonly LedgerLine[];
}

/** Counts what there is, by where it comes from; writes nothing. */
export function inventoryRows({ keys }: InventorySettings, { shard }: ShardPlace): RowKernel {
  const ledger = new Ledger(keys);
  const tokenizer = new Tokenizer();
  return {
    map({ example }) {
      const { tokens, characters } = textSize(example.text, tokenizer);
      ledger.add(example, shard.name, tokens, characters);
    },
    end: (): InventorySummary => ({ lines: ledger.lines() }),
  };
}
