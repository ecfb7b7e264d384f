import { type Command, InvalidArgumentError, Option } from 'commander';
import { OutcrossError } from '../../base/errors.ts';
import { suggestion } from '../../base/spelling.ts';
import { KEEP_RULES, type KeepRule } from '../../quality/duplicates/keep.ts';
import { type NearSettings, PRESETS, type PresetName } from '../../quality/duplicates/settings.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { OutputOptions } from '../output-options.ts';
import { type ReadingOptions, wholeNumber } from '../reading-options.ts';
import type { LedgerOption } from '../record.ts';
import type { WorkspaceOptions } from '../workspace-options.ts';

/** Options of `outcross dedup`. */
export interface DedupOptions
  extends ReadingOptions,
    OutputOptions,
    WorkspaceOptions,
    LedgerOption,
    EngineOptions {
  readonly preset?: PresetName;
  readonly shingle?: number;
  readonly bands?: number;
  readonly rows?: number;
  readonly threshold?: number;
  readonly keep?: readonly KeepRule[];
  readonly against?: readonly string[];
  readonly runTokens?: number;
  readonly removed?: string;
  readonly dryRun?: boolean;
  readonly quarantine?: string;
  readonly strict?: boolean;
  readonly workers?: number;
  readonly memory?: number;
  readonly temp?: string;
  readonly json?: boolean;
}

/** The options that say what a duplicate is, and which one stays. */
export function addDedupOptions(command: Command): void {
  command
    .addOption(
      new Option(
        '--preset <name>',
        'datatrove: 5 words, 14 bands x 8 rows; nemo: 24 characters, 20 x 13; code: 10 constructs, 14 x 8 ' +
          '(default: datatrove, or code with --modality code)',
      ).choices(Object.keys(PRESETS)),
    )
    .option('--shingle <n>', 'words or characters of a shingle', wholeNumber(1))
    .option('--bands <n>', 'bands of the signature', wholeNumber(1))
    .option('--rows <n>', 'rows of a band', wholeNumber(1))
    .option(
      '--threshold <similarity>',
      'estimated similarity that joins two texts; 0: sharing a band is enough (default: 0.7)',
      share,
    )
    .addOption(
      new Option(
        '--keep <rules>',
        `which example of a cluster stays: ${KEEP_RULES.join(', ')} (default: human,earliest,longest,id)`,
      ).argParser(keepRules),
    )
    .option('--against <corpus...>', 'a reference, such as a holdout: nothing that is like it stays')
    .option(
      '--run-tokens <n>',
      'shortest run of tokens shared with the reference that counts; 0: none (default: 50)',
      wholeNumber(0),
    );
}

/** The preset, with what the options say over it. */
export function nearSettings(options: DedupOptions): NearSettings {
  const { modality, shingle, bands, rows, threshold } = options;
  const preset = options.preset ?? (modality === 'code' ? 'code' : 'datatrove');
  if (preset === 'code' && modality !== 'code') throw codeAlone();
  return {
    ...PRESETS[preset],
    ...(shingle === undefined ? {} : { shingle }),
    ...(bands === undefined ? {} : { bands }),
    ...(rows === undefined ? {} : { rows }),
    ...(threshold === undefined ? {} : { threshold }),
  };
}

/** Throws `E_USAGE` for options that say how it is done in this process, where an engine does it. */
export function requireElsewhere({ memory, temp }: DedupOptions): void {
  const [given] = Object.entries({ '--memory': memory, '--temp': temp }).find(isGiven) ?? [];
  if (given === undefined) return;
  throw new OutcrossError('E_USAGE', `${given} is for this process, and duplicates are found on Spark`, {
    where: given,
    hint: "Leave it out: Spark keeps on its executors' disks what does not fit into memory.",
  });
}

function isGiven([, value]: [string, unknown]): boolean {
  return value !== undefined;
}

function codeAlone(): OutcrossError {
  return new OutcrossError('E_USAGE', '--preset code compares source code', {
    where: '--preset',
    hint: 'Add --modality code.',
  });
}

function share(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('It must be a number from 0 to 1.');
}

function keepRules(text: string): KeepRule[] {
  return text.split(',').map((part) => {
    const word = part.trim();
    if ((KEEP_RULES as readonly string[]).includes(word)) return word as KeepRule;
    const meant = suggestion(word, KEEP_RULES);
    throw new InvalidArgumentError(
      `There is no rule "${word}". ${meant === '' ? '' : `${meant} `}Known: ${KEEP_RULES.join(', ')}.`,
    );
  });
}
