import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { wholeNumber } from '../reading-options.ts';
import { addRecordOptions } from '../record.ts';
import type { RecoverCommandOptions } from '../recover/options.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross recover`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Says how to mend a line that collapses. Early: how much human data to bring back, and which examples of the reservoir carry ' +
        'what was lost, written as a corpus that is ready to mix. Late: the last healthy generation, what is gone, what to leave ' +
        'out of mixes. With --drill it tries the whole response on trouble of its own making, and times it.',
    )
    .helpCommand(false)
    .option('--generation <name>', 'look at this generation (default: the newest)')
    .option('-o, --output <folder>', 'write the examples here (default: recovery, beside outcross.yaml)')
    .option('--dry-run', 'print the plan; write and record nothing')
    .option(
      '--drill',
      'make a line collapse from the workspace’s human data, mend it, and say how long each step took',
    )
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'write the plan or the drill as JSON to standard output, and nothing else');
  addEngineOptions(command);
  addWorkspaceOptions(command);
  addRecordOptions(command);
  addExamples(command, [
    ['outcross recover', 'the newest generation of the workspace'],
    ['outcross recover --generation g2 --dry-run', 'what would be done about an earlier one'],
    ['outcross recover --drill', 'is the response ready? In a minute, on a line that is thrown away'],
  ]);
  command.action(async (options: RecoverCommandOptions) => {
    const { recover } = await import('../actions/recover.ts');
    await recover(options, context);
  });
}
