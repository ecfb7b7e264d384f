import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

interface ValidateOptions {
  readonly json?: boolean;
}

/** `outcross validate`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Reads outcross.yaml as the commands will, and says file, line, key and the nearest right spelling of what is wrong: ' +
        'unknown keys, values out of range, policies that contradict themselves, files that are not there.',
    )
    .helpCommand(false)
    .argument('[file]', 'default: outcross.yaml, found upwards')
    .option(
      '--json',
      'write what was read as JSON to standard output, environment filled in, secrets left out',
    );
  addExamples(command, [
    ['outcross validate', 'the workspace of the working folder'],
    ['outcross validate ci/outcross.yaml', 'one file'],
  ]);
  command.action(async (file: string | undefined, options: ValidateOptions) => {
    const { validate } = await import('../actions/validate.ts');
    await validate(file, options, context);
  });
}
