import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { seededKey } from '../../engine/rows/seeded-key.ts';
import { newTally, readRows } from '../../lab/drive/read-rows.ts';

/** Human text that a drill is made of: the reservoir of an anchor. */
export interface DrillSource {
  readonly spec: CorpusSpec;
  readonly examples: number;
}

/** Fields of what is copied. A reservoir may have no categories, or so few that none is drawn. */
export const DRILL_FIELDS = {
  groupField: 'group',
  categoryField: 'category',
  missingLabels: 'absent',
} as const satisfies Partial<CorpusSpec>;

/** Examples that a drill takes at most: enough to tell a collapse, few enough to take seconds. */
const MOST_EXAMPLES = 2_500;
/** Below, no verdict says anything. */
const LEAST_EXAMPLES = 200;
/** Characters of a text that a drill takes. */
const LONGEST = 4_000;

/**
 * Copies a uniform draw of examples, told by their ids, so that the same corpus gives the same drill. Throws what reading throws, and
 * `E_EMPTY` where there are too few.
 */
export async function copyHuman(source: DrillSource, path: string, signal: AbortSignal): Promise<number> {
  const share = Math.min(1, MOST_EXAMPLES / Math.max(1, source.examples));
  const count = { examples: 0 };
  await atomicWrite(path, rowsOf(source, share, count, signal));
  if (count.examples >= LEAST_EXAMPLES) return count.examples;
  throw new OutcrossError(
    'E_EMPTY',
    `the reservoir gives ${count.examples} texts, and a drill needs ${LEAST_EXAMPLES}`,
    {
      where: source.spec.inputs[0],
      hint: 'A drill needs human text: hold on to more of it.',
    },
  );
}

async function* rowsOf(
  { spec }: DrillSource,
  share: number,
  count: { examples: number },
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  for await (const { record } of readRows({
    spec: { ...spec, provenance: 'ignored' },
    tally: newTally(),
    signal,
  })) {
    const { id, text, group, category } = record.example;
    if (text.trim() === '' || seededKey('drill', id) >= share) continue;
    const row = {
      id,
      group,
      category,
      // No half of a character: a row that holds one cannot be read again as it was.
      text: text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, ''),
      provenance: { origin: 'human', source: 'drill' },
    };
    count.examples++;
    yield `${JSON.stringify(row)}\n`;
  }
}
