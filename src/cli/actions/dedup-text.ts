import type { DedupCorpusResult } from '../../engine/dedup/dedup-corpus.ts';
import type { ClusterRound } from '../../engine/dedup/dedup-engine.ts';
import { SIGNATURE_ID } from '../../quality/duplicates/near-index.ts';
import type { Reason } from '../../quality/duplicates/removals.ts';
import { matchProbabilities } from '../../quality/duplicates/settings.ts';
import { count, percent } from '../../report/figures.ts';
import { type Line, paint } from '../../report/terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../../report/terminal/table.ts';
import { proseLines } from '../prose-lines.ts';
import { writtenText } from '../written-text.ts';

/** Columns where standard output is no terminal. */
export const PIPE_COLUMNS = 100;

export const DEDUP_SCHEMA = 'outcross.dedup/1';

/** What `--json` prints. */
export function dedupDocument(result: DedupCorpusResult): Record<string, unknown> {
  const { settings, counts, reference, malformed, invalidEncoding, bytes, outputs } = result;
  return {
    schema: DEDUP_SCHEMA,
    scheme: SIGNATURE_ID,
    settings: { ...settings, permutations: settings.bands * settings.rows },
    matchProbability: matchProbabilities(settings),
    ...counts,
    reference: reference ?? null,
    malformed,
    invalidEncoding,
    bytes,
    outputs: outputs.map(({ files, records }) => ({ records, files })),
  };
}

/** How an engine came to the clusters: a line for standard error. */
export function roundsNote(rounds: readonly ClusterRound[]): string {
  const links = rounds.reduce((sum, round) => sum + round.links, 0);
  const stars = rounds.reduce((sum, round) => sum + round.stars, 0);
  const looks = `${count(rounds.length)} ${rounds.length === 1 ? 'look' : 'looks'} at buckets`;
  return `note ${looks}, ${count(links)} links, ${count(stars)} rounds of stars\n`;
}

const LEFT: Omit<Column, 'title'> = { side: 'left', sacrifice: 0, least: 12 };
const RIGHT: Omit<Column, 'title'> = { side: 'right', sacrifice: 0 };

const WORDS: Readonly<Record<Reason, string>> = {
  exact: 'exact duplicates',
  near: 'near-duplicates',
  'reference-exact': 'exact duplicates of the reference',
  'reference-near': 'near-duplicates of the reference',
  'reference-run': 'share a run with the reference',
};

/** The result as a person reads it, in lines of at most `columns` cells. */
export function dedupText(result: DedupCorpusResult, columns: number, colour: boolean): string {
  const room = Math.max(40, columns);
  const lines = [
    ...headLines(result, room),
    [],
    ...reasonLines(result, room),
    [],
    ...methodLines(result, room),
  ];
  return paint(lines, room, colour);
}

function headLines({ counts, outputs }: DedupCorpusResult, room: number): Line[] {
  const [kept, removed] = outputs;
  const where = kept === undefined ? 'nothing was written' : writtenText(kept);
  const head = `${count(counts.kept)} of ${count(counts.examples)} examples stay`;
  const lines = proseLines(`: ${where}`, room, { head });
  if (removed === undefined || removed.files.length === 0) return lines;
  return [...lines, ...proseLines(`${count(counts.removed)} go: ${writtenText(removed)}`, room)];
}

function reasonLines({ counts, reference, settings }: DedupCorpusResult, room: number): Line[] {
  const shown = (Object.keys(WORDS) as Reason[]).filter(
    (reason) => reference !== undefined || !reason.startsWith('reference'),
  );
  const rows = shown.map((reason): Cell[] => [
    { text: WORDS[reason] },
    { text: count(counts.reasons[reason]) },
    { text: percent(counts.reasons[reason] / counts.examples) },
  ]);
  const columns: Column[] = [
    { title: 'removed', ...LEFT },
    { title: 'examples', ...RIGHT },
    { title: 'of all', ...RIGHT },
  ];
  const { clusters, largest, throughOthers } = counts;
  const notes = clusters === 0 ? [] : [`${count(clusters)} clusters, the largest of ${count(largest)}`];
  if (throughOthers > 0) {
    notes.push(
      `${count(throughOthers)} are joined to what stays through others, and less than ${settings.threshold} like it`,
    );
  }
  return [...tableLines(columns, rows, room), ...notes.flatMap((note) => dim(note, room))];
}

function methodLines({ settings, reference }: DedupCorpusResult, room: number): Line[] {
  const { unit, shingle, bands, rows, threshold } = settings;
  const verified = threshold === 0 ? 'not verified' : `joined from an estimate of ${threshold}`;
  const lines = [
    `${shingle} ${unit} a shingle, ${bands * rows} permutations, ${bands} bands x ${rows} rows, ${verified}`,
    'exact: the same tokens; case, typographic quotes and white space do not count',
  ];
  if (reference !== undefined) {
    const { examples, runTokens } = reference;
    const runs = runTokens === 0 ? 'no runs' : `runs from ${runTokens} tokens`;
    lines.push(`reference: ${count(examples)} examples, ${runs}`);
  }
  const chances = matchProbabilities(settings);
  const rowOf = (title: string, values: readonly string[]): Cell[] =>
    [title, ...values].map((text) => ({ text }));
  const columns: Column[] = chances.map(({ similarity }, i) => ({
    title: String(similarity),
    ...RIGHT,
    sacrifice: i === 3 ? 0 : 6 - i,
  }));
  const table = tableLines(
    [{ title: 'similarity of two texts', ...LEFT }, ...columns],
    [
      rowOf(
        'chance to share a band',
        chances.map(({ candidate }) => candidate.toFixed(4)),
      ),
      rowOf(
        'chance to be joined',
        chances.map(({ joined }) => joined.toFixed(4)),
      ),
    ],
    room,
  );
  return [...lines.flatMap((text) => dim(text, room)), ...table];
}

function dim(text: string, room: number): Line[] {
  return proseLines(text, room, { indent: 2, styles: ['dim'] });
}
