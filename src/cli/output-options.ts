import { type Command, Option } from 'commander';
import { OutcrossError } from '../base/errors.ts';
import { OUTPUT_FORMATS } from '../corpus/output-format.ts';
import type { SinkOptions } from '../corpus/sink.ts';
import { wholeNumber } from './reading-options.ts';

/** What the options that `addOutputOptions` adds are parsed to. */
export interface OutputOptions {
  readonly output?: string;
  readonly outputFormat?: SinkOptions['format'];
  readonly compress?: SinkOptions['compression'];
  readonly partBytes?: number;
  readonly force?: boolean;
}

const FORMS = 'where to write: .jsonl (.gz, .zst), .parquet, .csv, .tsv, or a folder of parts (required)';

/** The options that say how a corpus is written: the same for every command that writes one. */
export function addOutputOptions(command: Command, described = FORMS): Command {
  return command
    .option('-o, --output <path>', described)
    .addOption(
      new Option('--output-format <format>', 'what the parts of a folder are (default: jsonl)').choices(
        OUTPUT_FORMATS,
      ),
    )
    .addOption(
      new Option('--compress <how>', 'how the parts of a folder are compressed (default: none)').choices([
        'none',
        'gzip',
        'zstd',
      ]),
    )
    .option(
      '--part-bytes <n>',
      'bytes of rows, not compressed, at which a part of a folder ends (default: 268435456)',
      wholeNumber(1),
    )
    .option('-f, --force', 'write over what is there');
}

/** Given by a server that begins a command again: what it was to write may be there, whole, by a run that was killed a moment later. */
export const AGAIN = 'OUTCROSS_AGAIN';

/** The path and how it is written. Throws `E_USAGE` where no path was given. */
export function outputOf(
  options: OutputOptions,
  env: Readonly<Record<string, string | undefined>> = {},
): SinkOptions & { readonly path: string } {
  const { output, outputFormat, compress, partBytes, force } = options;
  if (output === undefined || output === '' || output === '-') {
    throw new OutcrossError('E_USAGE', 'where to write was not said', {
      where: '--output',
      hint: 'Name a file or a folder, such as -o out.jsonl.',
    });
  }
  return {
    path: output,
    ...(outputFormat === undefined ? {} : { format: outputFormat }),
    ...(compress === undefined ? {} : { compression: compress }),
    ...(partBytes === undefined ? {} : { partBytes }),
    ...(force === true ? { replace: true } : env[AGAIN] === '1' ? { replace: 'same' as const } : {}),
  };
}
