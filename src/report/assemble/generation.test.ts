import { describe, expect, it } from 'vitest';
import { assessed, FALLING, source } from '../../../test/fixtures/assessed.ts';
import { toSignal } from '../../compare/estimate.ts';
import { DEFAULT_MARGINS } from '../../compare/margins.ts';
import { signalKey } from '../../compare/signal.ts';
import { bringBack } from '../../lab/forecast/bring-back.ts';
import { type GenerationOptions, generationReport } from './generation.ts';
import { marginOf } from './margin.ts';

const OPTIONS: GenerationOptions = {
  margins: DEFAULT_MARGINS,
  quantile: 2,
  lastGood: undefined,
  first: true,
};
const { comparison, line } = FALLING;
const reports = line.generations.map((one, i) =>
  generationReport(comparison, one, { ...OPTIONS, first: i === 0 }),
);

describe('generationReport', () => {
  it('carries the verdict, with its reasons in words', () => {
    reports.forEach((report, i) => {
      expect(report.name).toBe(`g${i + 1}`);
      expect(report.verdict).toBe(line.generations[i].judgement.verdict);
      for (const text of [report.why, report.remedy, report.definition])
        expect(text.length).toBeGreaterThan(20);
    });
  });

  it('shows every measure, with the margin of those that are tested', () => {
    const [{ measured }] = line.generations;
    expect(reports[0].signals.map(signalKey)).toEqual([...measured.keys()]);
    for (const signal of reports[0].signals) {
      const key = signalKey(signal);
      const margin = marginOf(key, signal.direction, DEFAULT_MARGINS);
      const { margin: shown, ...rest } = signal;
      expect(rest).toEqual(toSignal(measured.get(key)!, OPTIONS.quantile));
      expect(shown).toBe(margin);
    }
  });

  it('shows what was lost, words and pairs, with the sentences that held them', () => {
    const { lost } = reports[2];
    expect(lost.filter(({ order }) => order === 1)).toHaveLength(153);
    expect(lost.filter(({ order }) => order === 2)).toHaveLength(19);
    for (const { type, passage } of lost) {
      expect(passage!.text.slice(passage!.start, passage!.end)).toBe(type);
    }
    expect(reports[2].survival.map(({ order }) => order)).toEqual(expect.arrayContaining([1, 2]));
    expect(reports[2].rankFrequency.length).toBeGreaterThan(10);
  });

  it('asks for the human share that keeps the tail, where it falls', () => {
    const [, early] = line.generations;
    expect(early.judgement.verdict).toBe('early');
    const { holdout, reservoir } = comparison.human;
    const remedy = bringBack(holdout, reservoir, early.subject, { keep: 0.9, generations: 10 })!;
    expect(reports[1].remedy).toContain(`${Math.ceil(100 * remedy.humanShare)}% human tokens`);
  });

  it('says which sample would decide, to two digits, only where none can be affirmed', () => {
    const unclear = assessed({ g1: source('unclear', undefined, 40) });
    const report = generationReport(unclear.comparison, unclear.line.generations[0], OPTIONS);
    expect(report.verdict).toBe('inconclusive');
    const { timesTheSample } = unclear.line.generations[0].judgement;
    const wanted = timesTheSample! * unclear.comparison.options.tokens;
    expect(report.sampleThatWouldDecide).toBeGreaterThanOrEqual(wanted);
    expect(report.sampleThatWouldDecide).toBeLessThan(1.1 * wanted);
    expect(String(report.sampleThatWouldDecide)).toMatch(/^\d\d0+$/);
    for (const other of reports) expect(other).not.toHaveProperty('sampleThatWouldDecide');
  });

  it('says of what it is made', () => {
    const examples = source('mixed').map((one, i) => ({
      ...one,
      provenance: { origin: i % 3 === 0 ? ('human' as const) : ('synthetic' as const) },
    }));
    const mixed = assessed({ g1: examples });
    const report = generationReport(mixed.comparison, mixed.line.generations[0], OPTIONS);
    expect(report.provenance).toEqual({ human: 50, synthetic: 100 });
    expect(report.corpus.origins).toEqual(report.provenance);
    expect(report.corpus.examples).toBe(150);
  });
});
