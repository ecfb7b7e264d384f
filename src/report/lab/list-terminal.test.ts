import { describe, expect, it } from 'vitest';
import { LOOPS } from '../../lab/loops/catalogue.ts';
import { SCENARIOS } from '../../lab/scenarios/catalogue.ts';
import { WEB } from '../../lab/web/web-entry.ts';
import { cellWidth } from '../terminal/cells.ts';
import { labJson } from './json.ts';
import { type LabList, listTerminal } from './list-terminal.ts';

const LIST: LabList = { schema: 'outcross.lab-list/1', scenarios: SCENARIOS, loops: [...LOOPS, WEB] };
const show = (columns: number, list = LIST) => listTerminal(list, { columns, colour: false });
const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('listTerminal', () => {
  it.each([40, 55, 70, 80, 100])('says all there is in %d columns, on no line that is wider', (columns) => {
    const text = show(columns);
    for (const line of text.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(columns);
    const said = flat(text);
    for (const { summary, learners, parameters } of SCENARIOS) {
      expect(said).toContain(flat(summary));
      for (const learner of learners)
        expect(said).toContain(flat(`--learner ${learner.name}: ${learner.summary}`));
      for (const own of parameters) expect(said).toContain(`${own.name}=${own.default}`);
    }
    for (const { summary, parameters } of LIST.loops) {
      expect(said).toContain(flat(summary));
      for (const own of parameters) expect(said).toContain(flat(`${own.name}: ${own.meaning}`));
    }
  });

  it('shows how parameters of a loop are written', () => {
    expect(show(100)).toContain('verified:PHI:PSI');
    expect(show(100)).toContain('web:SYNTHETIC:RECALL:FALSE:MODELS');
    expect(flat(show(100))).toContain('REAL: share of real rows, 0 to 1 (default 0.1)');
    // w* has no default: none is invented.
    expect(flat(show(100))).toContain('W: weight on real rows together, 0 to 1 (default: w*)');
  });

  it('says which scenarios can verify, and of no other that it can', () => {
    const count = show(100).split('can tell right rows from wrong').length - 1;
    expect(count).toBe(SCENARIOS.filter(({ judges }) => judges === true).length);
  });

  it('is no wider than a very narrow terminal, and does not fail on a width that is none', () => {
    for (const line of show(12).split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(12);
    expect(show(Number.NaN)).toBe(show(80));
  });

  it('is short where nothing can be done', () => {
    const text = show(80, { ...LIST, scenarios: [], loops: [] });
    expect(text).toContain('Scenarios');
    expect(text).not.toMatch(/undefined|NaN/);
  });
});

describe('labJson', () => {
  it('is one document with members in their order, a line end behind', () => {
    expect(labJson({ b: 1, a: [2] })).toBe('{\n  "b": 1,\n  "a": [\n    2\n  ]\n}\n');
  });
});
