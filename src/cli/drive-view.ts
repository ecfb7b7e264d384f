import { VERDICTS } from '../compare/verdict.ts';
import type { DriveEvent, DriveResult, GenerationResult } from '../lab/drive/events.ts';
import type { Recipe } from '../lab/drive/recipe.ts';
import type { StepName } from '../lab/drive/record.ts';
import { count, NONE, percent, ratio } from '../report/figures.ts';
import { clip, pad, wrap } from '../report/terminal/cells.ts';
import { type Line, paint, span, verdictStyle } from '../report/terminal/paint.ts';
import { visible } from '../report/visible.ts';
import { wantsColour } from './colour.ts';
import type { Context } from './context.ts';
import { StepClock } from './step-clock.ts';

interface Column {
  readonly title: string;
  readonly width: number;
  /** Columns of the highest number go first where room is short: the verdict never does. */
  readonly sacrifice: number;
  readonly cell: (result: GenerationResult) => string;
}

const COLUMNS: readonly Column[] = [
  { title: 'generation', width: 10, sacrifice: 0, cell: ({ generation }) => `g${generation}` },
  {
    title: 'trained on',
    width: 10,
    sacrifice: 4,
    cell: ({ training: { human, synthetic } }) => count(human + synthetic),
  },
  {
    title: 'human',
    width: 6,
    sacrifice: 2,
    cell: ({ training: { human, synthetic } }) => percent(human / (human + synthetic)),
  },
  { title: 'wrote', width: 8, sacrifice: 5, cell: ({ examples }) => count(examples) },
  { title: 'rare words', width: 10, sacrifice: 1, cell: figure('tail.coverage[1,10%]') },
  { title: 'words', width: 6, sacrifice: 6, cell: figure('types[1]') },
  { title: 'perplexity', width: 10, sacrifice: 3, cell: figure('perplexity.holdout') },
];

const WIDEST_VERDICT = Math.max(...VERDICTS.map((verdict) => verdict.length));

/** The columns that fit beside the verdict. */
function columnsWithin(room: number): readonly Column[] {
  let kept = COLUMNS;
  const width = () => kept.reduce((sum, column) => sum + column.width + 2, WIDEST_VERDICT);
  while (kept.length > 1 && width() > room) {
    const most = Math.max(...kept.map(({ sacrifice }) => sacrifice));
    kept = kept.filter(({ sacrifice }) => sacrifice !== most);
  }
  return kept;
}

function figure(key: string): Column['cell'] {
  return ({ figures }) => {
    const found = figures.find((one) => one.key === key || one.key.startsWith(`${key}[`));
    return found === undefined ? NONE : ratio(found.ratio);
  };
}

/** What each step does, for the line on the terminal. */
const DOING: Readonly<Record<StepName, string>> = {
  human: 'splitting the human examples',
  mix: 'mixing',
  train: 'training',
  sample: 'sampling',
  check: 'checking',
};

function doing(step: StepName, generation: number): string {
  return generation === 0 ? DOING[step] : `g${generation}: ${DOING[step]}`;
}

/** Shows a drive: a line of a table for each generation, and on a terminal what is done now and how long the rest may take. */
export class DriveView {
  readonly #recipe: Recipe;
  readonly #context: Context;
  readonly #table: boolean;
  readonly #clock: StepClock;
  #headed = false;

  /** `table`: whether to write anything but notes. */
  constructor(recipe: Recipe, context: Context, table: boolean) {
    this.#recipe = recipe;
    this.#context = context;
    this.#table = table;
    this.#clock = new StepClock(context, recipe.config.generations);
  }

  show(event: DriveEvent): void {
    if (event.kind !== 'step') this.#clock.clear();
    switch (event.kind) {
      case 'step':
        this.#clock.begin(event.step, event.generation, doing(event.step, event.generation));
        break;
      case 'done':
        this.#clock.done(event.step, event.kept);
        break;
      case 'note':
        this.#context.stderr.write(`note ${visible(event.message)}\n`);
        break;
      case 'started':
        this.#say([...this.#place(`${event.resumed ? 'Goes on in' : 'Drives into'} ${event.folder}`), []]);
        break;
      case 'generation':
        this.#generation(event.result);
    }
  }

  end({ reason, generations }: DriveResult): void {
    const last = generations[generations.length - 1];
    const said =
      reason === 'verdict'
        ? `Stopped at g${last.generation}: ${last.verdict}. ${last.why}`
        : `All ${generations.length} generations are done. g${last.generation} is ${last.verdict}: ${last.why}`;
    const report = last.reports['report.html'];
    this.#say([
      [],
      ...this.#prose(said),
      ...this.#prose(`What to do: ${last.remedy}`),
      ...(report === undefined ? [] : this.#place(`Report: ${report}`)),
    ]);
  }

  /** The last lines of a command that failed. */
  lastLines(lines: readonly string[]): void {
    for (const line of lines) this.#context.stderr.write(`  | ${visible(line)}\n`);
  }

  close(): void {
    this.#clock.close();
  }

  #prose(text: string): Line[] {
    return wrap(visible(text), Math.min(100, this.#columns())).map((line) => [span(line)]);
  }

  /** A path is broken where a terminal ends, and nowhere else. */
  #place(text: string): Line[] {
    return wrap(visible(text), this.#room()).map((line) => [span(line)]);
  }

  #generation(result: GenerationResult): void {
    const columns = columnsWithin(this.#room());
    if (!this.#headed) {
      const titles = [...columns.map(({ title, width }) => pad(title, width, 'left')), 'verdict'];
      this.#say([[span(titles.join('  '), 'dim')]]);
    }
    this.#headed = true;
    const cells = columns.map(({ width, cell }) => pad(clip(cell(result), width), width, 'left'));
    this.#say([[span(`${cells.join('  ')}  `), span(result.verdict, verdictStyle(result.verdict))]]);
    if (result.malformed === 0) return;
    const rows = result.malformed === 1 ? '1 malformed row' : `${count(result.malformed)} malformed rows`;
    this.#context.stderr.write(
      `note ${rows} of g${result.generation} in ${visible(this.#recipe.name)} passed over\n`,
    );
  }

  #columns(): number {
    return this.#context.stdout.columns || 100;
  }

  /** Cells of a line: in a pipe none is broken. */
  #room(): number {
    return this.#context.stdout.isTTY === true ? Math.max(20, this.#columns()) : 1000;
  }

  #say(lines: readonly Line[]): void {
    if (!this.#table) return;
    const { stdout, env } = this.#context;
    stdout.write(paint(lines, this.#room(), wantsColour(stdout, env)));
  }
}
