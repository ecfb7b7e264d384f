import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLAPSING } from '../../../test/fixtures/report.ts';
import { AT, draft } from '../../ledger/fixtures.test.support.ts';
import type { Workspace } from '../../workspace.ts';
import { alerted, checked, judged, recorded, standingOf } from './line.test.support.ts';
import { type LineSetting, lineView } from './line-view.ts';

const workspace: Workspace = {
  file: 'outcross.yaml',
  folder: '.',
  config: { human: 'h.jsonl' },
  placeOf: () => '',
};
const setting: LineSetting = {
  workspace,
  report: undefined,
  mixIsGone: false,
  now: Date.parse('2026-03-01T00:00:00Z'),
};
const six = COLLAPSING.generations.flatMap((one, i) => recorded(one, i + 1));
const names = COLLAPSING.generations.map(({ name }) => name);

describe('lineView', () => {
  it('says at one glance how the line is, and why', () => {
    const view = lineView(standingOf(six, names), {}, setting);
    const { why } = COLLAPSING.generations[5];
    expect(view).toMatchObject({
      line: 'demo',
      total: 6,
      summary: `g6 is late. ${why}`,
      verdict: 'late',
      firstEarly: 'g2',
      firstLate: 'g5',
    });
    expect(view.lastHealthy).toBeUndefined();
    expect(view.generations[1]).toMatchObject({
      id: 'g2',
      position: 2,
      verdict: 'early',
      examples: 400,
      origins: { synthetic: 400 },
      findings: { warning: 1 },
    });
  });

  it('counts the newest verdict of a generation alone', () => {
    const again = [...six, judged('g6', 6, 'healthy', { why: 'All is well.' })];
    const view = lineView(standingOf(again, names), {}, setting);
    expect([view.verdict, view.lastHealthy, view.firstLate]).toEqual(['healthy', 'g6', 'g5']);
  });

  it('says that a mix whose file is gone is to be built again, as the status does', () => {
    const healthy = [checked('g1', 1), judged('g1', 1, 'healthy')];
    const output = { name: 'mixes/train-2.jsonl', sha256: 'ab'.repeat(32), bytes: 1, count: 1, files: [] };
    const mix = draft('mix.built', [{ type: 'mix', id: output.name }], {
      inputs: [],
      output,
      policy: 'ab'.repeat(32),
      generation: 2,
      examples: 4,
      composition: { origin: { human: 4 } },
      version: '1',
    });
    const standing = {
      ...standingOf([...healthy, mix], ['g1']),
      anchor: { anchor: { folder: 'anchor', reservoir: 10, holdout: 5 } },
    };
    const now = Date.parse(AT);
    const due = (mixIsGone: boolean) => lineView(standing, {}, { ...setting, mixIsGone, now }).next[0];
    // Nobody said how to train: what is to be done is no command to be copied.
    expect(due(false)).toEqual({ text: 'generation 2: its training set is ready, train on it' });
    expect(due(true)).toEqual({
      command: 'outcross mix',
      text: `mixes/train-2.jsonl was built on ${AT.slice(0, 10)}, and its file is gone`,
    });
  });

  it('says first that the corpus of the newest is gone, and not that a first set is to be built', () => {
    const standing = {
      ...standingOf(six),
      anchor: { anchor: { folder: 'anchor', reservoir: 10, holdout: 5 } },
    };
    const config = { human: 'h.jsonl', generations: 'data/g*.jsonl' };
    const { next } = lineView(standing, {}, { ...setting, workspace: { ...workspace, config } });
    expect(next.map(({ command }) => command)).toEqual(['outcross validate', 'outcross audit']);
    expect(next[0].text).toBe('g6 was checked, and its corpus is not where outcross.yaml looks for it');
    // A line that names no generations has none to miss.
    expect(lineView(standing, {}, setting).next[0].command).toBe('outcross mix');
  });

  it('says that the newest was never checked, after what is known of the one before', () => {
    const view = lineView(standingOf(six, [...names, 'g7']), {}, setting);
    expect(view.summary).toMatch(/^g6 is late\. .* g7 was never checked\.$/);
    expect(view.generations.at(-1)).toEqual({ id: 'g7', position: 7, findings: {} });
  });

  it('says what to run where there is nothing, or nothing was checked', () => {
    const empty = lineView(standingOf([]), {}, setting);
    expect(empty).toMatchObject({
      total: 0,
      summary: 'There is no generation yet.',
      empty: { command: 'outcross check' },
    });
    const fresh = lineView(standingOf([], ['g1']), {}, setting);
    expect([fresh.summary, fresh.empty]).toEqual(['g1 was never checked.', undefined]);
    expect(fresh.next).toEqual([
      { command: 'outcross anchor', text: 'no human data are held out to measure against' },
    ]);
  });

  it('says what is due as the status does', () => {
    const anchored = {
      ...standingOf(six, names),
      anchor: { anchor: { folder: 'anchor', reservoir: 10, holdout: 5 } },
    };
    expect(lineView(anchored, {}, setting).next.map(({ command }) => command)).toEqual([
      'outcross check',
      'outcross recover',
      'outcross mix',
      'outcross audit',
    ]);
  });

  it('shows the newest alerts first', () => {
    const { alerts } = lineView(standingOf([...six, alerted('g2', 'a'), alerted('g5', 'b')]), {}, setting);
    expect(alerts.map(({ message, generation, severity }) => [message, generation, severity])).toEqual([
      ['b', 'g5', 'warning'],
      ['a', 'g2', 'warning'],
    ]);
  });

  it('shows what is between two positions, and no more than there is', () => {
    const many = Array.from({ length: 250 }, (_, i) => checked(`g${i + 1}`, i + 1));
    const standing = standingOf(many);
    const positions = (from?: number, to?: number) => {
      const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      return lineView(standing, range, setting).generations.map(({ position }) => position);
    };
    expect([positions()[0], positions().length]).toEqual([51, 200]);
    expect(positions(3, 5)).toEqual([3, 4, 5]);
    expect([positions(101)[0], positions(101).length]).toEqual([101, 150]);
    expect([positions(undefined, 20)[0], positions(undefined, 20).length]).toEqual([1, 20]);
    expect(positions(9, 3)).toEqual([]);
    const position = fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined });
    fc.assert(
      fc.property(position, position, (from, to) => {
        for (const at of positions(from, to)) {
          expect(at).toBeGreaterThanOrEqual(from ?? 1);
          expect(at).toBeLessThanOrEqual(Math.min(250, to ?? 250));
        }
      }),
      { numRuns: 40 },
    );
  });
});
