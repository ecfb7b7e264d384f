import { describe, expect, it } from 'vitest';
import { FITTED, forecastOf, PLAIN } from '../../../test/fixtures/forecast.ts';
import { percent, ratio } from '../figures.ts';
import { cellWidth } from '../terminal/cells.ts';
import { forecastTerminal } from './terminal.ts';
import { remedy, usesLabel } from './words.ts';

const shown = (forecast: typeof PLAIN, columns = 80, colour = false) =>
  forecastTerminal(forecast, { columns, colour });

describe('forecastTerminal', () => {
  it('shows a row a real share, a column a generation, and what to do', () => {
    const text = shown(PLAIN);
    expect(text).toMatch(/^Forecast from human\n/);
    expect(text).toMatch(
      /\nTail kept by training sets, of what as much human text holds\n {2}generation +1 .* 10 /,
    );
    expect(text).toMatch(/\n {2}0% human +0\.\d\d /);
    expect(text).toMatch(/\n {2}50% human +0\.\d\d .*0\.62\n/);
    expect(text).toMatch(/\nTypes found in generation 10, by uses in the human text\n {2}uses +types +human/);
    expect(text).toMatch(/\nWhat to do\n {2}With at least \d+% human data \[/);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it.each([20, 40, 60, 80, 100, 200])('keeps within %i columns', (columns) => {
    for (const forecast of [PLAIN, FITTED]) {
      for (const line of shown(forecast, columns).split('\n'))
        expect(cellWidth(line)).toBeLessThanOrEqual(Math.min(100, columns));
    }
  });

  it('shows generations that exist beside their forecast, and says so of the learner', () => {
    const text = shown(FITTED);
    expect(text).toMatch(/\nFidelity \d.* \(1 repeats the frequencies learned\)\n {2}tail kept +measured/);
    expect(text).toMatch(/\n {2}g1 +\d/);
    expect(text).toContain('The learner was fitted');
    expect(shown(PLAIN)).toContain('What chance alone takes');
  });

  it('makes a hostile name visible and cuts a long one', () => {
    const text = shown(forecastOf({ name: `\u001b[31m${'x'.repeat(200)}`, real: [0] }));
    expect(text).not.toContain('\u001b');
    expect(text.split('\n')[0].length).toBeLessThan(80);
  });

  it('colours where it is asked to', () => {
    expect(shown(PLAIN, 80, true)).toContain('\u001b[1m');
  });

  it('shows one generation of one share with its intervals', () => {
    const text = shown(forecastOf({ generations: 1, real: [1] }));
    expect(text).toMatch(/100% human +1\.00 +\[0\.\d\d, 1\.\d\d\]/);
    expect(text).toContain('the next training set');
    expect(text).toMatch(/ \[\d.*%, \d+%\]/);
  });
});

describe('a forecast on a narrow terminal', () => {
  it.each([40, 60, 80])(
    'has the first and the last generation of every share within %i columns',
    (columns) => {
      const text = shown(PLAIN, columns);
      for (const { real, generations } of PLAIN.curves) {
        const [first, last] = [generations[0], generations[9]].map(({ trained }) =>
          ratio(trained.tail.value),
        );
        const lines = text.split('\n').filter((line) => line.startsWith(`  ${percent(real)} human `));
        expect(lines[0]).toContain(` ${first} `);
        expect(lines[0]).toMatch(new RegExp(` ${last.replace('.', '\\.')}( |$)`));
      }
      expect(text.replace(/\s+/g, ' ')).toContain(remedy(PLAIN));
    },
  );

  it('cuts no figure: columns go whole', () => {
    for (let columns = 40; columns <= 100; columns++) {
      for (const forecast of [PLAIN, FITTED]) expect(shown(forecast, columns)).not.toMatch(/\d…/);
    }
  });

  it('has every band, with what human text finds of it', () => {
    const text = shown(PLAIN, 40);
    for (const band of PLAIN.bands)
      expect(text).toMatch(
        new RegExp(
          `\\n {2}${usesLabel(band).replace('+', '\\+')} .*${percent(band.human.value).replace('.', '\\.')}`,
        ),
      );
  });

  it('bears a number of columns that is none', () => {
    expect(shown(PLAIN, Number.NaN)).toBe(shown(PLAIN, 80));
    expect(shown(PLAIN, 80.9)).toBe(shown(PLAIN, 80));
    expect(shown(PLAIN, 1e9)).toBe(shown(PLAIN, 100));
  });
});
