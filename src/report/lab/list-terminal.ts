import type { LoopEntry } from '../../lab/loops/catalogue.ts';
import type { Scenario } from '../../lab/scenarios/scenario.ts';
import { wrap } from '../terminal/cells.ts';
import type { Line } from '../terminal/paint.ts';
import { paint, span } from '../terminal/paint.ts';
import type { TerminalOptions } from '../terminal.ts';

/** What the lab can do. As JSON it says the same, without code. */
export interface LabList {
  readonly schema: 'outcross.lab-list/1';
  readonly scenarios: readonly Omit<Scenario, 'load'>[];
  readonly loops: readonly Omit<LoopEntry, 'make'>[];
}

const INDENT = 2;
const NAME = 17;

/** Scenarios with their learners and parameters, then loops with theirs. Pure; ends in a newline. */
export function listTerminal({ scenarios, loops }: LabList, { columns, colour }: TerminalOptions): string {
  const given = Number.isNaN(columns) ? 80 : Math.floor(columns);
  const room = Math.min(100, Math.max(40, given));
  const lines: Line[] = [
    [span('Scenarios', 'bold'), span('  outcross lab run SCENARIO', 'dim')],
    ...scenarios.flatMap((scenario) => scenarioLines(scenario, room)),
    [],
    [span('Loops', 'bold'), span('  --loop NAME, or several with commas', 'dim')],
    ...loops.flatMap((loop) => loopLines(loop, room)),
    [],
    [span('Any loop can be run under --temperature and --top-k.')],
  ];
  return paint(lines, given, colour);
}

function entry(name: string, text: string, room: number): Line[] {
  const [first = '', ...rest] = wrap(text, room - INDENT - NAME);
  return [
    [span(' '.repeat(INDENT)), span(name.padEnd(NAME), 'bold'), span(first)],
    ...rest.map((part): Line => [span(' '.repeat(INDENT + NAME) + part)]),
  ];
}

function beside(text: string, room: number): Line[] {
  const indent = ' '.repeat(INDENT + NAME);
  return wrap(text, room - indent.length).map((part) => [span(indent), span(part, 'dim')]);
}

function scenarioLines(
  { name, summary, learners, parameters, judges }: LabList['scenarios'][number],
  room: number,
): Line[] {
  const own = parameters.map((parameter) => `${parameter.name}=${parameter.default}`).join(', ');
  return [
    ...entry(name, summary, room),
    ...learners.flatMap((learner) => beside(`--learner ${learner.name}: ${learner.summary}`, room)),
    ...(own === '' ? [] : beside(`--set ${own}`, room)),
    ...(judges ? beside('can tell right rows from wrong: the loop verified', room) : []),
  ];
}

function loopLines({ name, summary, parameters }: LabList['loops'][number], room: number): Line[] {
  const usage = parameters.map((parameter) => `:${parameter.name}`).join('');
  const meant = parameters.map((parameter) => {
    const usual = parameter.default === undefined ? '' : ` (default ${parameter.default})`;
    return `${parameter.name}: ${parameter.meaning}${usual}`;
  });
  return [
    ...entry(name, summary, room),
    ...(usage === '' ? [] : beside(`${name}${usage}`, room)),
    ...meant.flatMap((text) => beside(text, room)),
  ];
}
