import type { Change } from '../../corpus/change.ts';
import type { RowKernel } from './row-kernel.ts';

export interface CopySettings {
  /** Made in every record. */
  readonly change?: Change;
}

/** Writes every record to output 0; counts them. */
export function copyRows({ change }: CopySettings): RowKernel {
  let records = 0;
  return {
    map(record, out) {
      out.write(0, record, change);
      records++;
    },
    end: () => ({ records }),
  };
}
