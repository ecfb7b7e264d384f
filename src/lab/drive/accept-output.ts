import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { Provenance } from '../../corpus/example.ts';
import { newTally, type RowTally, readRows, type ShardRecord } from './read-rows.ts';
import type { Reading } from './recipe.ts';
import { rowLine } from './row-text.ts';

export interface Output {
  /** What `sample` wrote: a file or a folder. */
  readonly sampled: string;
  readonly reading: Reading;
  readonly generation: number;
  /** The line's name. */
  readonly source: string;
  /** Examples that were asked for. */
  readonly asked?: number;
  readonly signal?: AbortSignal;
}

/**
 * Writes the examples that a generation put out to `path`, as JSON lines with provenance. Throws `E_PROVENANCE` for a row that
 * says it is human, `E_EMPTY` where there is none or there are fewer than asked for, and what reading throws.
 */
export async function acceptOutput(output: Output, path: string): Promise<RowTally> {
  const tally = newTally();
  const spec = { ...output.reading, inputs: [output.sampled] };
  await atomicWrite(path, lines());
  return tally;

  async function* lines(): AsyncGenerator<string> {
    let at = 0;
    for await (const row of readRows({ spec, tally, signal: output.signal })) {
      at++;
      yield rowLine(row.record, `g${output.generation}#${at}`, syntheticProvenance(row, output));
    }
    // Before the file has its name: too few leave none.
    requireEnough(output, tally);
  }
}

function syntheticProvenance({ record, shard }: ShardRecord, output: Output): Provenance {
  const said = record.example.provenance;
  if (said !== undefined && said.origin !== 'synthetic' && said.origin !== 'mixed') {
    const where = `${shard.name}:${record.row}`;
    throw new OutcrossError('E_PROVENANCE', `${where}: the example says that it is ${said.origin}`, {
      where,
      hint: 'What a model put out is synthetic: let sample write it without provenance, or as synthetic or mixed.',
    });
  }
  return {
    origin: 'synthetic',
    evidence: 'declared',
    ...said,
    source: output.source,
    generation: output.generation,
  };
}

function requireEnough({ asked = 1 }: Output, { examples, malformed, first }: RowTally): void {
  if (examples >= asked) return;
  const rows =
    first === undefined
      ? ''
      : ` ${malformed} ${malformed === 1 ? 'row is' : 'rows are'} malformed, the first at ${first.file}:${first.row}: ${first.reason}.`;
  throw new OutcrossError(
    'E_EMPTY',
    examples === 0
      ? 'sample wrote no example'
      : `sample wrote ${examples} of the ${asked} examples asked for`,
    { hint: `Let it write more, or ask for fewer.${rows}` },
  );
}
