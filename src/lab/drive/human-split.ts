import { basename } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { hashText } from '../../base/hash.ts';
import type { Provenance } from '../../corpus/example.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { newTally, type RowTally, readRows, type ShardRecord } from './read-rows.ts';
import { rowLine } from './row-text.ts';

export type Side = 'reservoir' | 'holdout';

export interface HumanSplit {
  readonly spec: CorpusSpec;
  /** Share of groups that are held out. */
  readonly holdout: number;
  readonly seed: string;
  /** Source of rows that name none; default the file's name. */
  readonly source?: string;
  readonly signal?: AbortSignal;
}

/** The side of a group: the same for every row of it, whatever the order of the rows and however many others there are. */
export function sideOf(group: string, { holdout, seed }: Pick<HumanSplit, 'holdout' | 'seed'>): Side {
  const { hi } = hashText(group, `drive-holdout ${seed}`);
  return hi / 2 ** 32 < holdout ? 'holdout' : 'reservoir';
}

/** Fewer examples cannot be checked. */
const FEWEST = 4;

/**
 * Writes one side of the human examples to `path` as JSON lines: whole rows, with provenance. Throws `E_PROVENANCE` for a row
 * that says it is not human, `E_EMPTY` where a side has fewer than 4 examples, what reading throws, and `E_WRITE`.
 */
export async function writeSide(
  split: HumanSplit,
  side: Side,
  path: string,
): Promise<{ rows: number; tally: RowTally }> {
  const tally = newTally();
  let rows = 0;
  await atomicWrite(path, lines());
  if (rows < FEWEST) throw tooFew(side, rows, tally, split);
  return { rows, tally };

  async function* lines(): AsyncGenerator<string> {
    for await (const row of readRows({ spec: split.spec, tally, signal: split.signal })) {
      const provenance = humanProvenance(row, split.source);
      if (sideOf(row.record.example.group, split) !== side) continue;
      rows++;
      yield rowLine(row.record, row.record.example.id, provenance);
    }
  }
}

function humanProvenance({ record, shard }: ShardRecord, source: string | undefined): Provenance {
  const said = record.example.provenance;
  if (said !== undefined && said.origin !== 'human') {
    const where = `${shard.name}:${record.row}`;
    throw new OutcrossError('E_PROVENANCE', `${where}: the example is ${said.origin}, not human`, {
      where,
      hint: 'The human part of a recipe takes verified human examples only: leave the others out.',
    });
  }
  return {
    origin: 'human',
    source: source ?? basename(shard.name),
    generation: 0,
    evidence: 'declared',
    ...said,
  };
}

function tooFew(side: Side, rows: number, tally: RowTally, { spec, holdout }: HumanSplit): OutcrossError {
  const [input] = spec.inputs;
  const groups = spec.groupField === undefined ? '' : ` Groups of ${spec.groupField} are never split.`;
  return new OutcrossError(
    'E_EMPTY',
    `the ${side} got ${rows} of ${tally.examples} human examples; at least ${FEWEST} are needed`,
    {
      where: input,
      hint: `Give more human examples, or another human.holdout than ${holdout}.${groups}`,
    },
  );
}
