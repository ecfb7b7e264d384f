import { describe, expect, it } from 'vitest';
import { cellWidth } from '../terminal/cells.ts';
import { errorsTerminal } from './errors-terminal.ts';
import { errorsHeadline, errorsSettings, together } from './errors-wording.ts';
import { colourless, errorsOf, estimate, HOSTILE, unsafe } from './lab-fixtures.test.support.ts';

const show = (errors = errorsOf(), columns = 100, colour = false) =>
  errorsTerminal(errors, { columns, colour });

describe('errorsTerminal', () => {
  it('shows share, interval and loss of every error, and the whole', () => {
    const text = show();
    expect(text).toMatch(/Statistical +62% +\[55%, 69%\] +1\.51 +\[1\.30, 1\.72\]\n/);
    expect(text).toMatch(/Expressivity +27% +\[21%, 33%\] +2\.51 +\[1\.30, 3\.72\]\n/);
    expect(text).toMatch(/Approximation +11% +\[4\.3%, 17%\] +3\.51 +\[1\.30, 5\.72\]\n/);
    expect(text).toMatch(/All three +7\.31 +\[7\.20, 7\.42\]\n/);
  });

  it('shows every effect, and the loss of every combination at both ends', () => {
    const text = show();
    for (let i = 0; i < 7; i++) expect(text).toContain((0.301 + i).toFixed(i === 0 ? 3 : 2));
    expect(text).toMatch(/None +0\.100 +0\.300 +± 0\.0100\n/);
    expect(text).toMatch(/Statistical × Expressivity × Approximation +7\.10 +7\.30 +± 0\.0800\n/);
  });

  it('says what the errors are here: the solver that was used, not solvers in general', () => {
    const text = show();
    expect(text).toContain('Statistical: statistical on; against statistical off');
    expect(text).toContain('Approximation: a solver that stops early; against approximation off');
  });

  it('has dashes for shares of a loss that is nothing, and no interval for one replicate', () => {
    const { shares, cells, effects } = errorsOf();
    const none = errorsOf({
      total: estimate(0),
      shares: shares.map(({ factor }) => ({ factor, loss: estimate(0) })),
      cells: cells.map(({ made }) => ({ made, generations: [0, 1, 2].map(() => estimate(0)) })),
      effects: effects.map(({ factors }) => ({ factors, loss: estimate(0) })),
    });
    const text = show(none);
    expect(text).toMatch(/Statistical +– +0\n/);
    expect(text).not.toMatch(/undefined|NaN|\[|±/);
  });

  it.each(Array.from({ length: 13 }, (_, i) => 40 + 5 * i))(
    'has no line wider than %d columns',
    (columns) => {
      const wide = errorsOf({ total: estimate(-1.5e12, 9e13) });
      for (const errors of [errorsOf(), wide]) {
        const text = show(errors, columns);
        for (const line of text.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(columns);
        for (const share of ['62%', '27%', '11%']) expect(text).toContain(share);
      }
    },
  );

  it('obeys nobody: a seed that drives a terminal is made visible', () => {
    const { settings, learner, loss, factors } = errorsOf();
    const hostile = errorsOf({
      settings: { ...settings, seed: HOSTILE, solver: HOSTILE },
      learner: { ...learner, title: HOSTILE, rows: HOSTILE },
      loss: { ...loss, title: HOSTILE },
      factors: factors.map(({ name }) => ({ name, off: HOSTILE, on: HOSTILE })),
    });
    for (const columns of [40, 100]) expect(unsafe(show(hostile, columns))).toEqual([]);
    expect(show(hostile)).toContain('[U+001B]');
  });

  it('says the same with colour and without', () => {
    const coloured = show(errorsOf(), 100, true);
    expect(colourless(coloured)).toBe(show());
    expect(coloured).not.toBe(show());
  });
});

describe('the wording', () => {
  it('lists errors by what they cost, the dearest first', () => {
    expect(errorsHeadline(errorsOf())).toBe(
      'After 2 generations all three errors together cost 7.31: approximation 11%, expressivity 27%, statistical 62%.',
    );
  });

  it('names losses where there are no shares, and explains what is negative', () => {
    const { shares } = errorsOf();
    const bare = shares.map(({ factor, loss }) => ({ factor, loss }));
    expect(errorsHeadline(errorsOf({ shares: bare }))).toContain('approximation 3.51');
    const eased = shares.map((own) => ({ ...own, loss: estimate(-0.2) }));
    expect(errorsHeadline(errorsOf({ shares: eased }))).toContain('A negative share means');
    expect(errorsHeadline(errorsOf())).not.toContain('A negative share');
  });

  it('counts one as one', () => {
    const { settings } = errorsOf();
    const one = errorsOf({ settings: { ...settings, generations: 1, replicates: 1 } });
    expect(errorsHeadline(one)).toMatch(/^After 1 generation all/);
    expect(errorsSettings(one)).toContain(' · 1 generation · 1 replicate · ');
  });

  it('names errors together', () => {
    expect([together([]), together(['expressivity']), together(['statistical', 'approximation'])]).toEqual([
      'None',
      'Expressivity',
      'Statistical × Approximation',
    ]);
  });

  it('says how it was run', () => {
    expect(errorsSettings(errorsOf())).toBe(
      '321 draws a generation · replace · 2 generations · 5 replicates · early-stopped · seed seed-7',
    );
  });
});
