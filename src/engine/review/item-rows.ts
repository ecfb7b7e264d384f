import { contentDigest } from '../../corpus/content-digest.ts';
import type { Origin } from '../../corpus/example.ts';
import type { QueueReason } from '../../ledger/queue/item.ts';
import { DecisionTable } from '../../ledger/review/decision-table.ts';
import { holdsId, type IdSetColumns } from '../rows/id-set.ts';
import type { ReviewSettings } from '../rows/reviewer.ts';
import type { RowKernel } from '../rows/row-kernel.ts';
import { isQuestionable } from './conflict.ts';
import { beginning, isReadable } from './readable.ts';
import { OUTDATED, Weigher, type WeigherSettings } from './weigher.ts';

export interface ItemSettings extends WeigherSettings {
  /** Examples that are to be decided about. */
  readonly wanted: IdSetColumns;
  /** Examples of which only the beginning is wanted. */
  readonly named: IdSetColumns;
  readonly review?: ReviewSettings;
}

/** An example to decide about. */
export interface ItemRow {
  readonly id: string;
  readonly text: string;
  /** SHA-256 of its content, in hexadecimal. */
  readonly seen: string;
  readonly provenance: Readonly<Record<string, unknown>>;
  readonly reasons: readonly QueueReason[];
}

/** An example that stands beside another. */
export interface NamedRow {
  readonly id: string;
  readonly text: string;
  readonly origin?: Origin;
}

export interface ItemSummary {
  readonly items: readonly ItemRow[];
  readonly named: readonly NamedRow[];
}

/** Gathers examples by id, with every reason to ask about them. What is loaded is shared by the kernels. */
export async function itemRows(settings: ItemSettings): Promise<() => RowKernel> {
  const { wanted, named, review } = settings;
  const weigher = await Weigher.load(settings);
  const table = review === undefined ? undefined : new DecisionTable(review.columns, review.texts);
  return () => {
    const found = { items: [] as ItemRow[], named: [] as NamedRow[] };
    return {
      map({ example }) {
        const { id, text, provenance } = example;
        // Another example of the same id may stand beside it.
        if (holdsId(wanted, id) && isQuestionable(provenance) && isReadable(example)) {
          const digest = contentDigest(example);
          const isOutdated = table?.find(id, () => digest)?.decision === 'outdated';
          const reasons = weigher.reasons(example);
          found.items.push({
            id,
            text,
            seen: digest.toString('hex'),
            provenance: { ...provenance },
            reasons: isOutdated ? [outdated(), ...reasons] : reasons,
          });
        }
        if (holdsId(named, id)) {
          const origin = provenance === undefined ? {} : { origin: provenance.origin };
          found.named.push({ id, text: beginning(text), ...origin });
        }
      },
      end: (): ItemSummary => found,
    };
  };
}

function outdated(): QueueReason {
  return {
    kind: 'outdated',
    text: 'it was decided about when it had another text',
    weight: OUTDATED,
    spans: [],
  };
}
