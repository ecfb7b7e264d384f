import { describe, expect, it } from 'vitest';
import type { GenerationResult } from '../lab/drive/events.ts';
import { recipeText } from '../lab/drive/fixtures.test.support.ts';
import { parseRecipe } from '../lab/drive/read-recipe.ts';
import { DriveView } from './drive-view.ts';
import { desk, hiddenIn, widest } from './fixtures.test.support.ts';

/** Select Graphic Rendition, ECMA-48 8.3.117. */
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

const recipe = parseRecipe(recipeText({ generations: 3 }), 'line.yaml');

function result(generation: number, changes: Partial<GenerationResult> = {}): GenerationResult {
  return {
    generation,
    training: { human: 500, synthetic: 1500 },
    examples: 2000,
    malformed: 0,
    verdict: 'early',
    why: 'The tail falls.',
    remedy: 'Bring human data back.',
    figures: [
      { key: 'tail.coverage[1,10%]', ratio: 0.874, interval: [0.8, 0.9] },
      { key: 'perplexity.holdout[5]', ratio: 1.234, interval: [1.2, 1.3] },
    ],
    reports: { 'report.html': '/d/g001/report.html' },
    ...changes,
  };
}

describe('the view of a drive', () => {
  it('writes a line of a table for each generation, under one head', () => {
    const { context, out } = desk();
    const view = new DriveView(recipe, context, true);
    view.show({ kind: 'started', folder: '/d', resumed: false });
    for (const g of [1, 2]) view.show({ kind: 'generation', result: result(g), kept: false });
    expect(out.text.split('\n')).toEqual([
      'Drives into /d',
      '',
      'generation  trained on   human     wrote  rare words   words  perplexity  verdict',
      '        g1       2,000     25%     2,000        0.87       –        1.23  early',
      '        g2       2,000     25%     2,000        0.87       –        1.23  early',
      '',
    ]);
  });

  it('ends with why, what to do, and the report', () => {
    const { context, out } = desk();
    const view = new DriveView(recipe, context, true);
    view.end({ reason: 'verdict', generations: [result(1)] });
    expect(out.text).toBe(
      '\nStopped at g1: early. The tail falls.\nWhat to do: Bring human data back.\nReport: /d/g001/report.html\n',
    );
    view.end({ reason: 'generations', generations: [result(1), result(2)] });
    expect(out.text).toContain('All 2 generations are done. g2 is early: The tail falls.');
  });

  it('says where it goes on, and what it passed over', () => {
    const { context, out, err } = desk();
    const view = new DriveView(recipe, context, true);
    view.show({ kind: 'started', folder: '/d', resumed: true });
    view.show({ kind: 'note', message: 'a\u0007b' });
    view.show({ kind: 'generation', result: result(1, { malformed: 2 }), kept: false });
    expect(out.text).toMatch(/^Goes on in \/d\n/);
    expect(err.text).toBe('note a[U+0007]b\nnote 2 malformed rows of g1 in line passed over\n');
  });

  it('shows the last lines of a command without what could drive a terminal', () => {
    const { context, err } = desk();
    new DriveView(recipe, context, true).lastLines(['one', '\u001b[31mred']);
    expect(err.text).toBe('  | one\n  | [U+001B][31mred\n');
  });

  it('leaves standard output to the JSON document', () => {
    const { context, out } = desk();
    const view = new DriveView(recipe, context, false);
    view.show({ kind: 'started', folder: '/d', resumed: false });
    view.show({ kind: 'generation', result: result(1), kept: false });
    expect(out.text).toBe('');
  });
});

describe('the view of a drive on a terminal', () => {
  const VERDICTS = ['healthy', 'narrow', 'early', 'late', 'shifted', 'inconclusive'] as const;

  function shown(columns: number, change: Partial<GenerationResult> = {}): string {
    const { context, out } = desk();
    out.isTTY = true;
    out.columns = columns;
    const view = new DriveView(recipe, context, true);
    view.show({ kind: 'generation', result: result(1, change), kept: false });
    return out.text.replace(COLOURS, '');
  }

  it.each([40, 60, 72, 80, 86, 100])('never loses the verdict within %d columns', (columns) => {
    for (const verdict of VERDICTS) {
      const [head, line] = shown(columns, { verdict }).split('\n');
      expect(line.endsWith(verdict)).toBe(true);
      expect(head.indexOf('verdict')).toBe(line.indexOf(verdict));
      expect(widest(`${head}\n${line}`)).toBeLessThanOrEqual(columns);
    }
  });

  it('has all columns where there is room, and the tail where there is little', () => {
    expect(shown(86)).toMatch(/generation +trained on +human +wrote +rare words +words +perplexity +verdict/);
    expect(shown(80)).toMatch(/trained on +human +wrote +rare words +perplexity +verdict/);
    expect(shown(80)).not.toMatch(/ words +perplexity.* words/);
    expect(shown(40)).toMatch(/^generation +rare words +verdict\n +g1 +0\.87 +early\n$/);
  });

  it('cuts figures that are wider than their column', () => {
    const huge = { human: 9_999_999_999, synthetic: 9_999_999_999 };
    expect(shown(100, { training: huge }).split('\n')[1]).toMatch(/g1 {2}19,999,99… +50%/);
  });

  it('has no share of an empty training set', () => {
    expect(shown(100, { training: { human: 0, synthetic: 0 } })).toMatch(/g1 +0 +– /);
  });

  it('breaks a long path where the terminal ends, so that all of it can be read', () => {
    const { context, out } = desk();
    out.isTTY = true;
    out.columns = 40;
    const path = `/${'deep/'.repeat(30)}report.html`;
    const view = new DriveView(recipe, context, true);
    view.show({ kind: 'started', folder: path, resumed: false });
    view.end({ reason: 'generations', generations: [result(1, { reports: { 'report.html': path } })] });
    const plain = out.text.replace(COLOURS, '');
    expect(plain.replaceAll('\n', '').split(path)).toHaveLength(3);
    expect(widest(plain)).toBeLessThanOrEqual(40);
  });

  it('writes a path in one line where it goes through a pipe, however narrow the pipe says it is', () => {
    const { context, out } = desk();
    out.columns = 40;
    const path = `/${'deep/'.repeat(30)}report.html`;
    const view = new DriveView(recipe, context, true);
    view.end({ reason: 'verdict', generations: [result(1, { reports: { 'report.html': path } })] });
    expect(out.text).toContain(`Report: ${path}\n`);
  });

  it('lets no word of a report drive the terminal', () => {
    const { context, out, err } = desk();
    const view = new DriveView(recipe, context, true);
    view.show({ kind: 'started', folder: '/\u001b[2J', resumed: false });
    view.end({
      reason: 'verdict',
      generations: [result(1, { why: 'a\u0007\u202e', remedy: 'b\u001b]0;x', reports: {} })],
    });
    expect(hiddenIn(out.text + err.text)).toEqual([]);
    expect(out.text).not.toContain('Report:');
  });

  it('says of one malformed row that it is one', () => {
    const { context, err } = desk();
    const view = new DriveView(recipe, context, true);
    view.show({ kind: 'generation', result: result(3, { malformed: 1 }), kept: false });
    expect(err.text).toBe('note 1 malformed row of g3 in line passed over\n');
  });

  it('clears the clock before it writes a line of the table, and writes none for a step', () => {
    const { context, out, err } = desk();
    err.isTTY = true;
    const view = new DriveView(recipe, context, true);
    view.show({ kind: 'step', step: 'train', generation: 2 });
    expect(err.text).toBe('\r\u001b[Kg2: training  0:00');
    view.show({ kind: 'done', step: 'train', generation: 2, kept: false });
    view.show({ kind: 'generation', result: result(2), kept: false });
    expect(err.text.endsWith('\r\u001b[K')).toBe(true);
    expect(out.text.split('\n')).toHaveLength(3);
    view.close();
  });

  it('says what is split before there is a generation', () => {
    const { context, err } = desk();
    err.isTTY = true;
    const view = new DriveView(recipe, context, true);
    view.show({ kind: 'step', step: 'human', generation: 0 });
    expect(err.text).toContain('splitting the human examples  0:00');
    view.close();
  });
});
