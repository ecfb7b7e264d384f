import { type ShowSettings, SUBJECTS, type Subject } from '../../../src/lab/browser.ts';

export const LOOP_NAMES = ['replace', 'accumulate', 'subsample', 'fixed', 'fresh'] as const;
export type LoopName = (typeof LOOP_NAMES)[number];

/** One of the lines that are compared. */
export interface LineSetting {
  /** `none`: no second line. */
  readonly loop: LoopName | 'none';
  /** Share of real rows, of `fixed` and `fresh`. */
  readonly real: number;
  readonly temperature: number;
}

/** All that the controls hold. */
export interface LabSetting {
  readonly subject: Subject;
  readonly a: LineSetting;
  readonly b: LineSetting;
  readonly samples: number;
  readonly generations: number;
  readonly replicates: number;
  readonly seed: string;
}

export interface Range {
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly usual: number;
}

interface SubjectRanges {
  readonly samples: Range;
  readonly generations: Range;
  readonly replicates: Range;
  readonly parameters: Readonly<Record<string, number>>;
}

export const REAL: Range = { least: 0, most: 1, step: 0.01, usual: 0.1 };
export const TEMPERATURE: Range = { least: 0.3, most: 1.5, step: 0.05, usual: 1 };

/** What a page can draw in seconds, the transformer in minutes. Parameters that are not here have the scenario's defaults. */
export const RANGES: Readonly<Record<Subject, SubjectRanges>> = {
  gaussian: {
    samples: { least: 5, most: 1000, step: 5, usual: 30 },
    generations: { least: 1, most: 300, step: 1, usual: 60 },
    replicates: { least: 1, most: 50, step: 1, usual: 20 },
    parameters: {},
  },
  categorical: {
    samples: { least: 10, most: 1500, step: 10, usual: 400 },
    generations: { least: 1, most: 200, step: 1, usual: 40 },
    replicates: { least: 1, most: 30, step: 1, usual: 10 },
    parameters: { categories: 300 },
  },
  transformer: {
    samples: { least: 64, most: 512, step: 8, usual: 192 },
    generations: { least: 1, most: 8, step: 1, usual: 4 },
    replicates: { least: 1, most: 1, step: 1, usual: 1 },
    parameters: { vocabulary: 1024, layers: 1 },
  },
};

const LONGEST_SEED = 40;

/** A number as a control gives it: inside its range, on its steps; the usual one where it is none. */
export function within({ least, most, step, usual }: Range, text: string | null): number {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return usual;
  const stepped = least + Math.round((value - least) / step) * step;
  return Number(Math.min(most, Math.max(least, stepped)).toPrecision(12));
}

function lineOf(query: URLSearchParams, name: 'a' | 'b'): LineSetting {
  const given = query.get(name);
  const usual = name === 'a' ? 'replace' : 'accumulate';
  const none = name === 'b' && given === 'none';
  const loop = LOOP_NAMES.find((known) => known === given) ?? usual;
  return {
    loop: none ? 'none' : loop,
    real: within(REAL, query.get(`${name}.real`)),
    temperature: within(TEMPERATURE, query.get(`${name}.t`)),
  };
}

/** What an address says; what it leaves out, or says wrongly, is as usual. */
export function settingOf(search: string): LabSetting {
  const query = new URLSearchParams(search);
  const subject = SUBJECTS.find((known) => known === query.get('subject')) ?? 'gaussian';
  const { samples, generations, replicates } = RANGES[subject];
  return {
    subject,
    a: lineOf(query, 'a'),
    b: lineOf(query, 'b'),
    samples: within(samples, query.get('n')),
    generations: within(generations, query.get('g')),
    replicates: within(replicates, query.get('r')),
    seed: (query.get('seed') ?? '1').slice(0, LONGEST_SEED) || '1',
  };
}

/** A generation that an address leads to. */
export function placeOf(search: string): number | undefined {
  const text = new URLSearchParams(search).get('at');
  return text !== null && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

/** The loop as the lab writes it: `fresh:0.1`. */
export function loopText({ loop, real }: LineSetting): string {
  return loop === 'fixed' || loop === 'fresh' ? `${loop}:${real}` : loop;
}

/** The loop as people read it: `fresh, 10% real, temperature 0.8`. */
export function lineName(line: LineSetting): string {
  const real =
    line.loop === 'fixed' || line.loop === 'fresh' ? `, ${Number((line.real * 100).toFixed(2))}% real` : '';
  return `${line.loop}${real}${line.temperature === 1 ? '' : `, temperature ${line.temperature}`}`;
}

/** The lines that are run: one, or two on the same random numbers. */
export function linesOf({
  a,
  b,
  subject,
  samples,
  generations,
  replicates,
  seed,
}: LabSetting): ShowSettings[] {
  const shared = { subject, samples, generations, replicates, seed, parameters: RANGES[subject].parameters };
  return [a, b]
    .filter(({ loop }) => loop !== 'none')
    .map((line) => ({ ...shared, loop: loopText(line), temperature: line.temperature }));
}
