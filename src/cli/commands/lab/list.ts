import type { Command } from 'commander';
import { LOOPS } from '../../../lab/loops/catalogue.ts';
import { SCENARIOS } from '../../../lab/scenarios/catalogue.ts';
import { WEB } from '../../../lab/web/web-entry.ts';
import { labJson } from '../../../report/lab/json.ts';
import { type LabList, listTerminal } from '../../../report/lab/list-terminal.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';

/** `outcross lab list`. */
export function define(command: Command, context: Context): void {
  command
    .description('Lists scenarios with their learners and parameters, and loops with theirs.')
    .option('--json', 'as JSON, and nothing else');
  addExamples(command, [['outcross lab list', 'what can be run']]);
  command.action((options: { readonly json?: boolean }) => {
    const list: LabList = { schema: 'outcross.lab-list/1', scenarios: SCENARIOS, loops: [...LOOPS, WEB] };
    if (options.json) {
      context.stdout.write(labJson(list));
      return;
    }
    const columns = context.stdout.columns || 100;
    context.stdout.write(listTerminal(list, { columns, colour: wantsColour(context.stdout, context.env) }));
  });
}
