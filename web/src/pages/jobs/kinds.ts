import type { JobKind } from '../../../../src/server/wire.ts';

/** A field of the dialog that starts a job. */
export interface OptionField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** `paths`: one a line. `share`: 0 to 1. */
  readonly type: 'paths' | 'path' | 'word' | 'share' | 'count' | 'flag';
  readonly required?: boolean;
}

export interface Startable {
  readonly kind: JobKind;
  /** What it does, as a person would ask for it. */
  readonly does: string;
  readonly fields: readonly OptionField[];
}

const CORPORA: OptionField = {
  name: 'corpora',
  label: 'Corpora',
  hint: 'One path of the workspace a line.',
  type: 'paths',
  required: true,
};
const OUTPUT: OptionField = {
  name: 'output',
  label: 'Output',
  hint: 'A path of the workspace.',
  type: 'path',
};
const DRY: OptionField = { name: 'dryRun', label: 'Only say what it would do', type: 'flag' };

/** Jobs in the order of the work. Each field is an option of the job's kind, checked again by the server. */
export const STARTABLE: readonly Startable[] = [
  {
    kind: 'check',
    does: 'Check the line: verdicts of its generations',
    fields: [{ name: 'generation', label: 'Generation', hint: 'Nothing: the whole line.', type: 'word' }],
  },
  {
    kind: 'mix',
    does: 'Build the next mix',
    fields: [{ name: 'again', label: 'Build it anew if it stands already', type: 'flag' }],
  },
  {
    kind: 'prove',
    does: 'Prove the newest mix',
    fields: [{ name: 'mix', label: 'Mix', hint: 'A path; nothing: the newest.', type: 'path' }],
  },
  {
    kind: 'verify',
    does: 'Verify a proof',
    fields: [
      { name: 'proof', label: 'Proof', hint: 'A path; nothing: the newest.', type: 'path' },
      { name: 'data', label: 'Data', hint: 'Files that it speaks of, one a line.', type: 'paths' },
    ],
  },
  { kind: 'audit', does: 'Run the audit and record it', fields: [] },
  {
    kind: 'recover',
    does: 'Look for what was lost, and what would bring it back',
    fields: [
      { name: 'generation', label: 'Generation', hint: 'Nothing: the newest.', type: 'word' },
      OUTPUT,
      DRY,
    ],
  },
  { kind: 'drill', does: 'Rehearse a recovery', fields: [] },
  { kind: 'filter', does: 'Filter examples by quality', fields: [CORPORA, OUTPUT, DRY] },
  {
    kind: 'dedup',
    does: 'Remove near-duplicates',
    fields: [CORPORA, OUTPUT, { name: 'threshold', label: 'Likeness', hint: '0 to 1.', type: 'share' }, DRY],
  },
  {
    kind: 'profile',
    does: 'Profile corpora',
    fields: [CORPORA, { ...OUTPUT, required: true }],
  },
  {
    kind: 'queue',
    does: 'Build a review queue',
    fields: [
      { ...CORPORA, required: false, hint: 'One path a line; nothing: what the next mix would take.' },
      { name: 'size', label: 'Examples', type: 'count' },
      { name: 'error', label: 'Error of the estimate', hint: 'Half width, 0 to 1.', type: 'share' },
      { name: 'reviewers', label: 'Reviewers', type: 'count' },
    ],
  },
];

/** What was typed, by name of field. */
export type Typed = Readonly<Record<string, string>>;

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What is wrong, by name of field. */
export function optionProblems({ fields }: Startable, typed: Typed): Record<string, string> {
  const found = fields.flatMap(({ name, type, required }): [string, string][] => {
    const text = (typed[name] ?? '').trim();
    if (text === '') return required ? [[name, 'Needed.']] : [];
    const value = Number(text);
    if (type === 'share' && !(value >= 0 && value <= 1)) return [[name, 'From 0 to 1.']];
    if (type === 'count' && !/^[1-9]\d{0,11}$/.test(text)) return [[name, 'A whole number from 1.']];
    return [];
  });
  return Object.fromEntries(found);
}

/** Options of the job: only what was filled in. */
export function optionsOf({ fields }: Startable, typed: Typed): Record<string, unknown> {
  const found = fields.flatMap(({ name, type }): [string, unknown][] => {
    const text = (typed[name] ?? '').trim();
    if (text === '') return [];
    if (type === 'paths') return [[name, linesOf(text)]];
    if (type === 'flag') return [[name, true]];
    return [[name, type === 'share' || type === 'count' ? Number(text) : text]];
  });
  return Object.fromEntries(found);
}
