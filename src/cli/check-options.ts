import { type Command, InvalidArgumentError, Option } from 'commander';
import { suggestion } from '../base/spelling.ts';
import { ALPHA_RANGE, MARGIN_RANGE } from '../compare/check-line.ts';
import { VERDICTS, type Verdict } from '../compare/verdict.ts';
import type { GateOn } from '../report/gate.ts';
import { addEngineOptions, type EngineOptions } from './engine-options.ts';
import type { NamedInputs } from './generation-names.ts';
import type { ScorePaths } from './model-inputs.ts';
import { addReadingOptions, type ReadingOptions, wholeNumber } from './reading-options.ts';
import { addRecordOptions, type LedgerOption } from './record.ts';
import { addSpaceOptions, type SpaceOptionValues } from './space-options.ts';
import { addWorkspaceOptions, type WorkspaceOptions } from './workspace-options.ts';

/** What the options of `check` are parsed to. */
export interface CheckCommandOptions
  extends ReadingOptions,
    WorkspaceOptions,
    LedgerOption,
    SpaceOptionValues,
    EngineOptions {
  readonly against?: readonly string[];
  readonly reservoir?: readonly string[];
  readonly trainedOn?: readonly string[];
  readonly name: readonly string[];
  readonly generation?: string;
  readonly train?: readonly string[];
  /** What generations were trained on and their scores, where a workspace says so. */
  readonly trainingInputs?: ReadonlyMap<string, readonly string[]>;
  /** What was built for generations of which nothing else says what they were trained on: done without where it cannot be read. */
  readonly builtSets?: ReadonlyMap<string, readonly string[]>;
  /** What is said of the workspace before anything is read. */
  readonly notes?: readonly string[];
  readonly modelFiles?: ReadonlyMap<string, ScorePaths>;
  readonly modelScores?: readonly string[];
  /** Default: early, late. */
  readonly failOn?: readonly Verdict[];
  readonly alpha?: number;
  readonly margin?: number;
  readonly tokens?: number;
  readonly order?: number;
  readonly json?: boolean;
  readonly html?: string;
  readonly markdown?: string;
  readonly strict?: boolean;
  readonly workers?: number;
  /** The generations, where a workspace named them. */
  readonly line?: readonly NamedInputs[];
  /** Where profiles of corpora are kept. */
  readonly cache?: string;
  /** Nothing is said of fields that a corpus lacks. */
  readonly quiet?: boolean;
  /** Whose verdict can fail the check. */
  readonly gateOn?: GateOn;
}

export function addCheckOptions(command: Command): void {
  command
    .option('--against <corpus...>', 'human text to measure against (default: of the workspace)')
    .option('--reservoir <corpus...>', 'more human text: the baseline (default: half of --against, by group)')
    .option('--trained-on <corpus...>', 'what the generations were trained on, to tell copying from collapse')
    .addOption(
      new Option('--train <name=corpus>', 'what one generation was trained on; repeatable').argParser(
        (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
      ),
    )
    .addOption(
      new Option(
        // A longer term would leave the descriptions of all options no room.
        '--model-scores <name=files>',
        'scores under a generation’s own model: up to four files of outcross perplexity, with commas, of the texts holdout,own,train,validation; repeatable; human is a model of human text',
      ).argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]),
    )
    .addOption(
      new Option('--name <name=file>', 'call a generation by a name; repeatable')
        .argParser(gather)
        .default([], 'none'),
    )
    .option(
      '--generation <name>',
      'the line of the workspace as it was with this generation (default: the newest)',
    )
    .addOption(
      new Option(
        '--fail-on <verdicts>',
        'verdicts that fail the check, with commas, or none (default: early,late)',
      ).argParser(verdicts),
    )
    .option('--json', 'write the report as JSON to standard output, and nothing else')
    .option('--html <file>', 'write the report as a web page')
    .option('--markdown <file>', 'write the report as Markdown')
    .option('--alpha <rate>', 'error rate of intervals and tests (default: 0.05)', numberIn(ALPHA_RANGE))
    .option(
      '--margin <loss>',
      'loss against human text that counts, as a share of it (default: 0.1)',
      numberIn(MARGIN_RANGE),
    )
    .option('--tokens <n>', 'bring all corpora to this many tokens (default: the smallest)', wholeNumber(100))
    .option('--order <n>', 'order of the language models of perplexity (default: 5)', wholeNumber(1))
    .option('--strict', 'stop at the first malformed row')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0));
  addWorkspaceOptions(command);
  addRecordOptions(command);
  addSpaceOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
}

function gather(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function numberIn([low, high]: readonly [number, number]): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (value >= low && value <= high) return value;
    throw new InvalidArgumentError(`It must be a number from ${low} to ${high}.`);
  };
}

function verdicts(text: string): Verdict[] {
  if (text === 'none') return [];
  const named = text.split(',').map((part) => {
    const word = part.trim();
    if ((VERDICTS as readonly string[]).includes(word)) return word as Verdict;
    const meant = suggestion(word, VERDICTS);
    throw new InvalidArgumentError(
      `There is no verdict "${word}". ${meant === '' ? '' : `${meant} `}Known: ${VERDICTS.join(', ')}, or none.`,
    );
  });
  return [...new Set(named)];
}
