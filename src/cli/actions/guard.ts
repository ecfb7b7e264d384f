import { relative } from 'node:path';
import { shellPath } from '../../base/shell.ts';
import { type Guarded, guardCorpus } from '../../engine/rows/guard-corpus.ts';
import type { GuardKey } from '../../engine/rows/guard-rows.ts';
import { count } from '../../report/figures.ts';
import { visible } from '../../report/visible.ts';
import type { Context } from '../context.ts';
import { type EngineOptions, hands, withEngine } from '../engine-options.ts';
import { type ReadingOptions, readingSpec } from '../reading-options.ts';
import { withProgress } from '../row-reports.ts';
import { type WorkspaceOptions, withFields, workspaceOf } from '../workspace-options.ts';

/** Options of `outcross guard`. */
export interface GuardCommandOptions extends ReadingOptions, WorkspaceOptions, EngineOptions {
  readonly require?: readonly GuardKey[];
  readonly allowUnknown?: boolean;
  readonly top?: number;
  readonly workers?: number;
  readonly json?: boolean;
}

export const GUARD_SCHEMA = 'outcross.guard/1';

/** Rows that are named where nobody says how many. */
const NAMED = 10;

interface Refusal {
  readonly file: string;
  readonly row: number;
  /** Absent of a row that is no example. */
  readonly example?: string;
  readonly message: string;
}

/** Ends with status 1 where a row does not state where it comes from, and says which. Of what is in order it says nothing. */
export async function guard(
  inputs: readonly string[],
  options: GuardCommandOptions,
  context: Context,
): Promise<void> {
  const { require = ['origin'], allowUnknown = false, top = NAMED, workers, json } = options;
  const workspace = await workspaceOf(options);
  const spec = readingSpec(inputs, withFields(options, workspace.config.fields));
  const rows: Refusal[] = [];
  const keep = (row: Refusal) => {
    if (rows.length < top) rows.push(row);
  };
  const found = await withProgress(context, undefined, (onProgress) =>
    withEngine(options, workspace, context, (engine) =>
      guardCorpus(
        spec,
        { require, allowUnknown },
        {
          ...hands(engine, workers),
          onProgress,
          signal: context.signal,
          nameOf: shortName,
          onNote: ({ file, row, example, message }) => keep({ file, row, example, message }),
          onBadRow: ({ file, row, reason }) => keep({ file, row, message: reason }),
        },
      ),
    ),
  );
  if (json === true) {
    context.stdout.write(
      `${JSON.stringify({ schema: GUARD_SCHEMA, require, allowUnknown, ...found, rows }, undefined, 2)}\n`,
    );
  } else {
    context.stdout.write(guardText(found, rows));
  }
  if (found.refused + found.malformed > 0) context.status = 1;
}

/** A path as it would be typed here. */
function shortName(path: string): string {
  if (path === '-') return path;
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

/** What was refused, and what to do: nothing at all where nothing was. */
export function guardText({ refused, malformed }: Guarded, rows: readonly Refusal[]): string {
  const all = refused + malformed;
  if (all === 0) return '';
  const said = [
    ...(refused > 0
      ? [
          `${examples(refused)} ${refused === 1 ? 'does' : 'do'} not state where ${refused === 1 ? 'it comes' : 'they come'} from`,
        ]
      : []),
    ...(malformed > 0 ? [`${count(malformed)} ${malformed === 1 ? 'row is' : 'rows are'} malformed`] : []),
  ];
  const lines = rows.map(({ file, row, message }) => `  ${visible(`${file}:${row}: ${message}`)}`);
  if (all > rows.length) lines.push(`  and ${count(all - rows.length)} more: see them with --top`);
  const [first] = rows;
  const mend =
    refused === 0 || first === undefined
      ? []
      : [
          'Tag them, such as:',
          `  outcross tag ${shellPath(visible(first.file))} --origin human --source NAME -o TAGGED.jsonl`,
        ];
  return `${[`${said.join('; ')}:`, ...lines, ...mend].join('\n')}\n`;
}

function examples(many: number): string {
  return many === 1 ? '1 example' : `${count(many)} examples`;
}
