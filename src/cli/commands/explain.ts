import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

/** `outcross explain`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Says what a signal of a report measures, by which formula and source, and how to read it; or what a verdict asks of you. Without ' +
        'a name it lists all.',
    )
    .helpCommand(false)
    .argument('[name]', 'a signal, such as tail.coverage, or a verdict, such as early');
  addExamples(command, [
    ['outcross explain tail.coverage', 'what it is, and how to read it'],
    ['outcross explain early', 'what to do now'],
  ]);
  command.action(async (name: string | undefined) => {
    const { explain } = await import('../actions/explain.ts');
    await explain(name, context);
  });
}
