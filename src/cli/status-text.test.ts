import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paint } from '../report/terminal/paint.ts';
import type { LineStatus } from '../workspace/status.ts';
import { hiddenIn, widest } from './fixtures.test.support.ts';
import { statusLines } from './status-text.ts';

const NOW = Date.parse('2026-06-15T12:00:00.000Z');
const verdict = (of: string) =>
  ({ verdict: of, why: `it is ${of}`, at: '2026-06-15T09:00:00.000Z' }) as never;
const STATUS: LineStatus = {
  line: 'novels',
  generations: [
    { name: 'g1', corpus: ['g1.jsonl'] },
    { name: 'g2', corpus: ['g2.jsonl'] },
  ],
  anchor: { folder: 'anchor', reservoir: 1840, holdout: 384 },
  verdicts: [
    { generation: 'g1', verdict: verdict('healthy') },
    { generation: 'g2', verdict: verdict('early') },
  ],
  mix: {
    output: { name: 'mixes/train-3.jsonl' },
    examples: 200,
    composition: { origin: { human: 90 } },
    at: '2026-06-14T11:00:00.000Z',
  } as never,
  audit: {
    result: 'failed',
    items: { passed: 30, failed: 2 },
    failed: ['a', 'b'],
    at: '2026-05-15T12:00:00.000Z',
  } as never,
  due: [{ command: 'outcross recover', why: 'g2 is early' }],
};
const text = (status: LineStatus, columns = 80) => paint(statusLines(status, columns, NOW), columns, false);

describe('statusLines', () => {
  it('says of a mix that is gone that it is', () => {
    expect(text({ ...STATUS, mixIsGone: true })).toMatch(
      /its file is gone: mixes\/train-3\.jsonl, 200 examples/,
    );
    expect(text(STATUS)).not.toContain('gone');
  });

  it('says in ten lines where the line stands', () => {
    expect(text(STATUS)).toMatchInlineSnapshot(`
      "novels
      generations  2, newest g2
      verdicts     g1 healthy, g2 early
      why          it is early
      anchor       anchor: 1,840 examples in the reservoir, 384 held out
      last mix     mixes/train-3.jsonl, 200 examples, 45% human, yesterday
      last audit   failed: 30 passed, 2 failed, 31 days ago
      due          outcross recover  g2 is early
      "
    `);
    expect(text(STATUS).split('\n').length).toBeLessThanOrEqual(11);
  });

  it('gives what is to be done in words where no command does it', () => {
    const why = 'generation 3: its training set is ready, train on it';
    expect(text({ ...STATUS, due: [{ command: '', why }] })).toMatch(/^due +generation 3: its training set/m);
  });

  it('says of an empty line what is missing', () => {
    const { mix: _, audit: __, anchor: ___, ...rest } = STATUS;
    const empty = text({ ...rest, generations: [], verdicts: [], due: [] });
    expect(empty).toMatch(/generations +none yet\nverdicts +none\nwhy +never checked\nanchor +none/);
    expect(empty).toMatch(/last mix +none\nlast audit +never run\ndue +nothing\n$/);
  });

  it('shows the newest of many generations', () => {
    const verdicts = Array.from({ length: 40 }, (_, i) => ({
      generation: `g${i + 1}`,
      verdict: verdict('narrow'),
    }));
    expect(text({ ...STATUS, verdicts })).toMatch(
      /\.\.\. g35 narrow, .*g39 narrow, g40 narrow|\.\.\. g35 narrow, /,
    );
  });

  it('breaks a long command so that a shell still takes it whole', () => {
    const command = `train --set ${'mixes/a-long-name '.repeat(9)}-o out`;
    const shown = text({ ...STATUS, due: [{ command, why: 'it is due' }] });
    const lines = shown.split('\n').slice(-6).join('\n');
    const pasted = lines
      .slice(lines.indexOf('train'))
      .replace(/ \\\n\s+/g, ' ')
      .trim();
    expect(pasted).toBe(command);
  });

  it('stays within its columns and shows nothing that a terminal obeys, whatever names there are', () => {
    const name = fc.string({ minLength: 1, maxLength: 60, unit: 'binary' });
    fc.assert(
      fc.property(name, name, fc.integer({ min: 40, max: 120 }), (line, other, columns) => {
        const generations = [{ name: other, corpus: [other] }];
        const due = [{ command: `outcross check ${other}`, why: other }];
        const shown = text({ ...STATUS, line, generations, verdicts: [{ generation: other }], due }, columns);
        expect(widest(shown)).toBeLessThanOrEqual(columns);
        expect(hiddenIn(shown)).toEqual([]);
      }),
    );
  });
});
