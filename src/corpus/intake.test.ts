import { describe, expect, it } from 'vitest';
import { BATCH_EXAMPLES, EXAMPLES, Intake } from './intake.ts';
import type { BadRow } from './source.ts';

function make() {
  const bad: BadRow[] = [];
  const lossy: number[] = [];
  const events = {
    badRow: (row: BadRow) => bad.push(row),
    progress: () => {},
    invalidEncoding: (_: string, row: number) => lossy.push(row),
  };
  const intake = new Intake('a', events, EXAMPLES);
  return { intake, bad, lossy };
}

const example = (text: string) => ({ id: text, group: text, text });

describe('Intake', () => {
  it('hands each example over once, in order, in batches of a bounded number', () => {
    const { intake } = make();
    const batches: string[][] = [];
    for (let i = 0; i < 1500; i++) {
      intake.add(example(String(i)));
      for (const batch of intake.takeFull()) batches.push(batch.map((one) => one.text));
    }
    for (const batch of intake.takeRest()) batches.push(batch.map((one) => one.text));
    expect(batches.map((batch) => batch.length)).toEqual([
      BATCH_EXAMPLES,
      BATCH_EXAMPLES,
      1500 - 2 * BATCH_EXAMPLES,
    ]);
    expect(batches.flat()).toEqual(Array.from({ length: 1500 }, (_, i) => String(i)));
    expect(intake.takeRest()).toEqual([]);
    expect(intake.rows).toBe(1500);
  });

  it('closes a batch early when its texts are long', () => {
    const { intake } = make();
    for (let i = 0; i < 5; i++) intake.add(example('x'.repeat(600_000)));
    expect(intake.takeFull().map((batch) => batch.length)).toEqual([2, 2]);
  });

  it('numbers good, blank and bad rows from 1', () => {
    const { intake, bad } = make();
    intake.add(example('a'));
    intake.blank();
    intake.bad('why', 'raw');
    intake.bad('why', 'raw', 70);
    expect(bad).toEqual([
      { file: 'a', row: 3, reason: 'why', raw: 'raw' },
      { file: 'a', row: 70, reason: 'why', raw: 'raw' },
    ]);
    expect(intake.rows).toBe(4);
  });

  it('keeps a thousand characters of a bad row', () => {
    const { intake, bad } = make();
    intake.bad('why', 'é'.repeat(5000));
    expect(bad[0].raw).toBe('é'.repeat(1000));
  });

  it('makes texts well formed and tells of those that were not', () => {
    const { intake, lossy } = make();
    intake.add(example('fine \u{1F600}'));
    intake.add(example('\uD800'));
    intake.add(example('bytes were wrong'), true);
    intake.add(example('on a line'), true, 30);
    expect(intake.takeRest()[0].map((one) => one.text)).toEqual([
      'fine \u{1F600}',
      '\uFFFD',
      'bytes were wrong',
      'on a line',
    ]);
    expect(lossy).toEqual([2, 3, 30]);
  });
});
