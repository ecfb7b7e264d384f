import { describe, expect, it } from 'vitest';
import type { GenerationResult } from '../lab/drive/events.ts';
import { recipeText } from '../lab/drive/fixtures.test.support.ts';
import { parseRecipe } from '../lab/drive/read-recipe.ts';
import { DriveView } from './drive-view.ts';
import { desk } from './fixtures.test.support.ts';

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
