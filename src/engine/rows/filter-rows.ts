import type { Change } from '../../corpus/change.ts';
import { fieldAt } from '../../corpus/fields.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import type { FilterSettings } from '../../quality/filters/filter-settings.ts';
import { FilterCounter } from '../../quality/filters/filter-tally.ts';
import { createTextFilter, type Judgement, type TextFilter } from '../../quality/filters/text-filter.ts';
import { pieces, Tokenizer } from '../../text/tokenizer.ts';
import { RowError, type RowKernel } from './row-kernel.ts';
import { textFieldOf } from './text-field.ts';

export interface FilterRowsSettings extends FilterSettings {
  /** Numbers of the outputs; what has none is not written. */
  readonly outputs: {
    readonly kept?: number;
    readonly rejects?: number;
    /** Kept examples that broke a rule that flags. */
    readonly flags?: number;
  };
  /** Write the example's id into rejected and flagged rows that have none: a place in the input means nothing there. */
  readonly idField?: string;
  /** Where the text stands, if the corpus names it. */
  readonly textField?: string;
}

/** Loads what the filters need; the kernels that it makes share it, and their summaries are `FilterTally`. */
export async function filterRows(settings: FilterRowsSettings): Promise<() => RowKernel> {
  const filter = await createTextFilter(settings);
  const tokenizer = new Tokenizer();
  const { kept, rejects, flags } = settings.outputs;
  return () => {
    const counter = new FilterCounter();
    return {
      map(record, out) {
        const { example } = record;
        const judgement = filter.judge(example.text);
        counter.add(example, tokensOf(example.text, tokenizer), judgement);
        if (!judgement.keep) {
          if (rejects !== undefined) out.write(rejects, record, reasons(record, judgement, settings));
          return;
        }
        if (kept !== undefined) out.write(kept, record, cleaned(record, filter, settings));
        if (flags !== undefined && judgement.flagged.length > 0) {
          out.write(flags, record, reasons(record, judgement, settings));
        }
      },
      end: () => counter.tally(),
    };
  };
}

/** As profiles count them: the end of the example is one. */
function tokensOf(text: string, tokenizer: Tokenizer): number {
  let tokens = 1;
  for (const piece of pieces(text)) tokens += tokenizer.run(piece).length;
  return tokens;
}

/** Every rule broken, with the value against the threshold. */
function reasons(
  { value, example }: CorpusRecord,
  { rejected, flagged }: Judgement,
  { idField = 'id' }: FilterRowsSettings,
): Change {
  const held = fieldAt(value, idField);
  return {
    fields: {
      ...(held === undefined || held === null || held === '' ? { [idField]: example.id } : {}),
      ...(rejected.length > 0 ? { rejected } : {}),
      ...(flagged.length > 0 ? { flagged } : {}),
    },
  };
}

function cleaned(
  record: CorpusRecord,
  filter: TextFilter,
  { cleanLines, textField }: FilterRowsSettings,
): Change | undefined {
  if (cleanLines !== true) return undefined;
  const { value, example } = record;
  const text = filter.cleanLines(example.text);
  if (text === example.text) return undefined;
  const field = textFieldOf(value, example.text, textField);
  if (field === undefined) {
    throw new RowError(
      'E_UNSUPPORTED',
      'its text cannot be replaced by its clean lines: it stands in no field of its own',
      record.row,
      'Leave --clean-lines out, or flatten the rows first.',
    );
  }
  return { fields: { [field]: text } };
}
