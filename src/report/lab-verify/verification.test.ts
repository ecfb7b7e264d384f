import { describe, expect, it } from 'vitest';
import { verificationRows } from '../../lab/verify/catalogue.ts';
import { judgeRows } from '../../lab/verify/judge.ts';
import { SECTIONS } from '../../lab/verify/row.ts';
import { cellWidth } from '../terminal/cells.ts';
import { verificationTerminal } from './terminal.ts';
import { verification } from './verification.ts';

const ROWS = verificationRows();

/** Every row of the verification as if it had been simulated, off by 0, 1, 2 or -1.5 standard errors; traps far below. */
const VALUE = verification(
  judgeRows(
    ROWS,
    ROWS.map(({ theory, expect: kind }, i) => {
      const error = 0.001 * Math.max(1, Math.abs(theory));
      const z = kind === 'below' ? -12.5 : [0, 1, 2, -1.5][i % 4];
      return { mean: theory + z * error, error, replicates: 400 };
    }),
  ),
  7,
  '1.2.3',
);

const show = (columns: number) => verificationTerminal(VALUE, { columns, colour: false });

describe('verification', () => {
  it('is the judgement with program, version and seed, as a plain value', () => {
    expect(VALUE).toMatchObject({
      schema: 'outcross-lab-verify-1',
      tool: { name: 'outcross', version: '1.2.3' },
      seed: 7,
    });
    expect(JSON.parse(JSON.stringify(VALUE))).toEqual(VALUE);
    expect(VALUE.status).toBe('passed');
  });
});

describe('the whole table', () => {
  it('has every row with its setting and its z, under its quantity and source', () => {
    const text = show(100);
    const lines = text.split('\n');
    for (const { setting, quantity, source } of VALUE.rows) {
      expect(text).toContain(`${quantity}: `);
      expect(text.replace(/\s+/g, ' ')).toContain(source);
      expect(lines.some((line) => line.trimStart().startsWith(`${setting} `))).toBe(true);
    }
    const figures = lines.filter((line) => /[+−]\d+\.\d\d$/.test(line));
    expect(figures).toHaveLength(ROWS.length);
  });

  it('has every section under a title of its own, once', () => {
    const titles = show(100)
      .split('\n')
      .filter((line) => /^[A-Z]/.test(line) && !line.startsWith('PASSED'));
    expect(titles).toHaveLength(SECTIONS.length);
    expect(new Set(titles).size).toBe(SECTIONS.length);
  });

  it.each(Array.from({ length: 13 }, (_, i) => 40 + 5 * i))(
    'is no wider than %d columns, and keeps every z',
    (columns) => {
      const lines = show(columns).split('\n');
      for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(columns);
      expect(lines.filter((line) => /[+−]\d+\.\d\d$/.test(line))).toHaveLength(ROWS.length);
    },
  );

  it('writes theory and simulation with four figures, so that what differs by z = 2 looks different', () => {
    const lines = show(100).split('\n');
    const setting = 'uniform(10) M=100 k=50';
    const row = lines.find((line) => line.includes(setting))!;
    expect(row).toContain('0.5445');
  });

  it('counts closed forms and traps apart', () => {
    expect(show(100)).toContain(`PASSED  ${ROWS.length - 2} closed forms and 2 traps, seed 7`);
  });
});
