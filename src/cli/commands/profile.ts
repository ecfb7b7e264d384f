import type { Command } from 'commander';
import type { MergeOptions, ProfileOptions, ShowOptions } from '../actions/profile-options.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { addReadingOptions, wholeNumber } from '../reading-options.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross profile` and its subcommands. What they do is loaded when they do it: help must not wait for it. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Summarises a corpus in a file of a few MB, whatever its size: what `check` compares, and what can be merged.',
    )
    // A corpus may be called help.
    .helpCommand(false)
    .enablePositionalOptions()
    .argument('<corpus...>', 'files, folders, patterns, - for standard input; profiles are merged in')
    // Not `requiredOption`: commander would ask it of the subcommands too.
    .option('-o, --output <file>', 'where to write the profile (required)')
    .option('--no-text', 'keep no text in the profile: hashes and counts only')
    .option('--strict', 'stop at the first malformed row')
    .option('--quarantine <file>', 'write malformed rows to a file, as JSON lines')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'write a summary as JSON to standard output');
  addWorkspaceOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    ['outcross profile human.jsonl -o human.profile', 'one file'],
    ['outcross profile data/ "more/*.csv.gz" -o all.profile --text-field body', 'a folder and a pattern'],
    ['zcat big.jsonl.gz | outcross profile - -o big.profile', 'standard input, JSON lines'],
    ['outcross profile merge a.profile b.profile -o both.profile', 'the profile of both together'],
    ['outcross profile show human.profile', 'what a profile holds'],
  ]);
  command.action(async (inputs: string[], options: ProfileOptions) => {
    const { profile } = await import('../actions/profile.ts');
    await profile(inputs, options, context);
  });
  defineMerge(command.command('merge'), context);
  defineShow(command.command('show'), context);
}

function defineMerge(command: Command, context: Context): void {
  command
    .summary('join profiles into that of all their corpora together')
    .description(
      'Joins profiles into that of all their corpora together: the same bytes as if the corpora had been read at once.',
    )
    .argument('<profile...>', 'profiles made by `outcross profile`')
    .option('-o, --output <file>', 'where to write the profile (required)')
    .option('--json', 'write a summary as JSON to standard output');
  addExamples(command, [
    ['outcross profile merge monday.profile tuesday.profile -o week.profile', 'two days in one'],
  ]);
  command.action(async (paths: string[], options: MergeOptions) => {
    const { merge } = await import('../actions/profile-merge.ts');
    await merge(paths, options, context);
  });
}

function defineShow(command: Command, context: Context): void {
  command
    .summary('say what a profile holds')
    .description(
      'Says what a profile holds: sizes, types kept by n-gram order, origins, categories, malformed rows.',
    )
    .argument('<profile>', 'a profile made by `outcross profile`')
    .option('--json', 'as JSON');
  addExamples(command, [['outcross profile show human.profile', 'on the terminal']]);
  command.action(async (path: string, options: ShowOptions) => {
    const { show } = await import('../actions/profile-show.ts');
    await show(path, options, context);
  });
}
