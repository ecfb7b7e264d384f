import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CheckInput } from '../../src/compare/comparable.ts';
import { signalKey } from '../../src/compare/signal.ts';
import type { Example } from '../../src/corpus/example.ts';
import { type CheckOptions, check } from '../../src/report/check.ts';
import { isKnownSignal } from '../../src/report/glossary.ts';
import { json } from '../../src/report/json.ts';
import type { GenerationReport, Report } from '../../src/report/report.ts';
import { brown } from '../fixtures/brown.ts';
import { ngramLine } from '../fixtures/ngram-line.ts';
import { expectValidReport } from '../fixtures/schema.ts';
import { example, profileOf } from '../oracles/corpus.ts';

const TOKENS = 30_000;
const [first, second, training, ...more] = brown('a line of models', [
  TOKENS,
  TOKENS,
  TOKENS,
  TOKENS,
  TOKENS,
]);
const human = { against: profileOf(first), reservoir: profileOf(second) };

const generations = (...corpora: readonly (readonly Example[])[]): CheckInput['generations'] =>
  corpora.map((examples, i) => ({ name: `g${i + 1}`, profile: profileOf(examples) }));
const line = (loop: 'replace' | 'stable') =>
  ngramLine({ training, generations: 3, tokens: TOKENS, loop, seed: loop });
const verdicts = (report: Report) => report.generations.map(({ verdict }) => verdict);
const signal = (generation: GenerationReport, key: string) =>
  generation.signals.find((one) => signalKey(one) === key);
const run = (input: Partial<CheckInput>, options?: CheckOptions) =>
  check({ ...human, generations: [], ...input }, options);

const replace = generations(...line('replace'));
const collapsing = run({ generations: replace, training: profileOf(training) });

describe('a line of models that learn from one another', () => {
  it('is narrow or undecided at first, and early by its third generation', () => {
    const [one, , three] = verdicts(collapsing);
    expect(['narrow', 'inconclusive']).toContain(one);
    expect(three).toBe('early');
    expect(collapsing.status).toBe('failed');
    expect(['g2', 'g3']).toContain(collapsing.trajectory!.firstEarly);
  });

  it('is told how much human text brings the tail back, and which words were lost', () => {
    const [, , three] = collapsing.generations;
    expect(three.remedy).toMatch(/at least \d+% human tokens/);
    expect(three.lost.length).toBeGreaterThan(10);
    const made = new Set(line('replace')[2].flatMap(({ text }) => text.toLowerCase().split(' ')));
    for (const { type, order } of three.lost) if (order === 1) expect(made.has(type)).toBe(false);
  });

  it('is early, too, against one human corpus that is halved by group', () => {
    const report = run({
      against: profileOf([...first, ...second]),
      reservoir: undefined,
      generations: replace,
    } as CheckInput);
    expect(report.human.split).toBe(true);
    const { holdout, reservoir } = report.human;
    expect(holdout.examples + reservoir.examples).toBe(first.length + second.length);
    expect(Math.min(holdout.examples, reservoir.examples)).toBeGreaterThan(0.3 * first.length);
    expect(verdicts(report)[2]).toBe('early');
    expect(report.findings.filter(({ id }) => id === 'input.malformed-rows')).toEqual([]);
  });

  it('is measured by signals that the glossary and docs/signals.md explain', () => {
    const text = readFileSync(new URL('../../docs/signals.md', import.meta.url), 'utf8');
    const sections = new Set([...text.matchAll(/^## ([a-z][a-z0-9.-]+)$/gm)].map(([, id]) => id));
    const ids = [...new Set(collapsing.generations.flatMap(({ signals }) => signals.map(({ id }) => id)))];
    expect(ids).toEqual(expect.arrayContaining(['copying', 'perplexity.own', 'tail.coverage']));
    for (const id of ids) {
      expect(isKnownSignal(id), id).toBe(true);
      const named = text.includes(`\`${id}\``) || text.includes(`\`${id.replace('spread.', '.')}\``);
      expect(sections.has(id) || named, id).toBe(true);
    }
  });
});

describe('text that does not collapse', () => {
  it('is never early or late: one model, sampled anew', () => {
    const report = run({ generations: generations(...line('stable')) });
    for (const verdict of verdicts(report)) expect(['narrow', 'inconclusive', 'healthy']).toContain(verdict);
    expect(report.status).toBe('passed');
    expect(report.trajectory!.trends.filter(({ worsening }) => worsening)).toEqual([]);
  });

  it('is never early or late: people', () => {
    const report = run({ generations: generations(...more, training) });
    for (const verdict of verdicts(report)) expect(['healthy', 'inconclusive', 'shifted']).toContain(verdict);
    expect(verdicts(report)).not.toEqual(Array(3).fill('shifted'));
  });

  it('is healthy or undecided where the generation is the reservoir itself, every ratio 1', () => {
    const [same] = run({ generations: generations(second) }).generations;
    for (const { ratio, id } of same.signals) expect(ratio, id).toBe(1);
    expect(['healthy', 'inconclusive']).toContain(same.verdict);
  });
});

describe('a generator that says the same again and again', () => {
  const chosen = training.filter(({ text }) => text.length > 100).slice(0, 20);
  const repeated = Array.from({ length: 400 }, (_, i) => example(`x${i}`, chosen[i % 20].text));
  const report = run({ generations: generations(repeated), training: profileOf(training) });

  it('is late at once', () => {
    expect(verdicts(report)).toEqual(['late']);
    expect(report.generations[0].remedy).toMatch(/^Keep this output out of training sets/);
  });

  it('is found to copy what it was trained on, which a line of models is not', () => {
    const [{ findings }] = report.generations;
    expect(signal(report.generations[0], 'copying[8]')!.value).toBe(1);
    expect(findings.map(({ id }) => id)).toContain('copying.verbatim');
    const [, , three] = collapsing.generations;
    expect(three.findings.map(({ id }) => id)).not.toContain('copying.verbatim');
  });
});

describe('a generation that gave up genres', () => {
  const kept = more[0].filter(({ category }) => category === 'press' || category === 'letters');
  const [report] = run({ generations: generations(kept) }).generations;

  it('is told which', () => {
    const vanished = report.categories.filter((row) => row.vanished).map((row) => row.category);
    expect(vanished.sort()).toEqual(['adventure', 'fiction']);
    expect(report.findings.map(({ id }) => id)).toContain('category.vanished');
    expect(signal(report, 'category.coverage')!.ratio).toBeLessThan(0.7);
  });
});

describe('the report of real text', () => {
  it('is the same bytes every time, and keeps to the published schema', () => {
    const input = { generations: replace.slice(0, 2) };
    const [one, two] = [run(input), run(input)].map(json);
    expect(one).toBe(two);
    expect(expectValidReport(one).generations).toHaveLength(2);
    expectValidReport(json(collapsing));
  });

  it('depends on the order of generations', () => {
    const back = run({ generations: replace.toReversed() });
    expect(verdicts(back).slice(1)).not.toContain('early');
    expect(back.trajectory).not.toHaveProperty('firstEarly');
  });
});
