import { describe, expect, it } from 'vitest';
import { brown } from '../../test/fixtures/brown.ts';
import { ngramLine } from '../../test/fixtures/ngram-line.ts';
import { example, profileOf } from '../../test/oracles/corpus.ts';
import type { Example } from '../corpus/example.ts';
import { check } from '../report/check.ts';
import { checkLine } from './check-line.ts';

const TOKENS = 4_000;
const SEEDS = ['a', 'b', 'c', 'd', 'e'];

/** Human text in parts, and a training set as `outcross mix` builds it: all of the reservoir, and what an earlier model wrote. */
function corpora(seed: string) {
  const [holdout, reservoir, others] = brown(`copying ${seed}`, [TOKENS, 3 * TOKENS, TOKENS]);
  const model = { training: reservoir, tokens: TOKENS, loop: 'stable' as const };
  const [earlier, anew] = ngramLine({ ...model, generations: 2, seed });
  return { holdout, reservoir, others, anew, mix: [...reservoir, ...earlier] };
}

interface Trained {
  readonly holdout: readonly Example[];
  readonly reservoir: readonly Example[];
  readonly mix: readonly Example[];
  readonly output: readonly Example[];
}

function input({ holdout, reservoir, mix, output }: Trained) {
  return {
    against: profileOf(holdout),
    reservoir: profileOf(reservoir),
    generations: [{ name: 'g1', profile: profileOf(output) }],
    trainingSets: new Map([['g1', profileOf(mix)]]),
  };
}

function reported(trained: Trained) {
  const [{ findings, signals, diagnosis }] = check(input(trained), { lmOrder: 2 }).generations;
  return {
    ids: findings.map(({ id }) => id),
    findings,
    diagnosis: diagnosis!,
    signal: signals.find(({ id }) => id === 'copying'),
  };
}

const first = corpora('a');
const half = <T>(of: readonly T[], odd: boolean): T[] => of.filter((_, i) => (i % 2 === 1) === odd);
/** Every second example is one of the reservoir, word for word. */
const copies = half(first.reservoir, true).slice(0, first.anew.length / 2);
const halfCopied = [...half(first.anew, false), ...copies.map(({ text }, i) => example(`c${i}`, text))];

describe('copying from a training set that holds the reservoir', () => {
  it('is told of a generation half of which stands there word for word', () => {
    const { ids, signal, diagnosis } = reported({ ...first, output: halfCopied });
    expect(ids).toContain('copying.verbatim');
    expect(signal!.value).toBeGreaterThan(0.25);
    expect(signal!.baseline).toBeLessThan(0.02);
    expect(diagnosis).toMatchObject({ memorises: true });
  });

  it('is told of the same set where it is given for all generations', () => {
    const { trainingSets, ...rest } = input({ ...first, output: halfCopied });
    const report = check({ ...rest, training: trainingSets.get('g1')! }, { lmOrder: 2 });
    expect(report.generations[0].findings.map(({ id }) => id)).toContain('copying.verbatim');
    expect(report.generations[0].signals.filter(({ id }) => id === 'copying')).toHaveLength(1);
  });

  it.each(SEEDS)('is told neither of what a trigram model wrote nor of people, drawn by %s', (seed) => {
    const drawn = corpora(seed);
    for (const output of [drawn.anew, drawn.others]) {
      const { ids, signal, diagnosis } = reported({ ...drawn, output });
      expect(ids.filter((id) => id.startsWith('copying'))).toEqual([]);
      expect(signal!.value).toBeLessThan(0.05);
      expect(diagnosis.memorises).toBe(false);
    }
  });
});

describe('human text that copying is held against', () => {
  const { holdout, reservoir, mix, others } = first;

  it('is the reservoir where the holdout is what stands in the training set', () => {
    const { ids, signal } = reported({
      ...first,
      holdout: reservoir,
      reservoir: holdout,
      output: halfCopied,
    });
    expect(ids).toContain('copying.verbatim');
    expect(signal!.baseline).toBeLessThan(0.02);
  });

  it.each([
    ['all', (all: readonly Example[]) => all],
    ['half', (all: readonly Example[]) => half(all, true)],
  ])('is none, and is said to be none, where %s of both stands in it', (_, some) => {
    const leaked = [...mix, ...some(holdout), ...some(reservoir)];
    const within = { holdout, reservoir: others, mix: [...leaked, ...some(others)], output: halfCopied };
    const { ids, findings, signal, diagnosis } = reported(within);
    expect(signal).toBeUndefined();
    expect(ids).not.toContain('copying.verbatim');
    const told = findings.find(({ id }) => id === 'copying.unmeasured')!;
    expect(told).toMatchObject({
      severity: 'notice',
      where: 'g1',
      remedy: expect.stringContaining('outcross anchor'),
    });
    expect(told.message).toMatch(
      /^Copying was not measured: \d+(\.\d)?% of the runs of 8 words of the human text/,
    );
    expect(diagnosis.memorises).toBeUndefined();
    expect(diagnosis.humanWithin).toBeGreaterThan(0.3);
    expect(findings.find(({ id }) => id.startsWith('diagnosis.'))!.message).toContain(
      'cannot be told without',
    );
  });

  it('is none where one corpus is halved and the set holds all of it', () => {
    const { reservoir: _, ...one } = input({ ...first, holdout: reservoir, output: halfCopied });
    expect(check(one).generations[0].findings.map(({ id }) => id)).toContain('copying.unmeasured');
  });

  it('still serves where short examples coincide, and where a phrase stands in all of them', () => {
    const said = (name: string) =>
      Array.from({ length: 300 }, (_, i) => example(`${name}${i}`, 'yes , I do'));
    const signed = (all: readonly Example[]) =>
      all.map((one) => ({ ...one, text: `${one.text} with the best wishes of all who work at this house` }));
    const short = reported({
      holdout: [...holdout, ...said('h')],
      reservoir: [...others, ...said('r')],
      mix: [...mix, ...said('m')],
      output: halfCopied,
    });
    expect(short.ids).toContain('copying.verbatim');
    const phrase = reported({
      holdout: signed(holdout),
      reservoir: signed(others),
      mix: signed(mix),
      output: signed(others),
    });
    expect(phrase.signal!.baseline).toBeGreaterThan(0.03);
    expect(phrase.ids.filter((id) => id.startsWith('copying'))).toEqual([]);
  });

  it('is not asked for where the output holds no run of 8 words', () => {
    const brief = Array.from({ length: 200 }, (_, i) => example(`b${i}`, `${i} of ${i % 7} words`));
    const { assessed } = checkLine(input({ ...first, output: brief }), { lmOrder: 2 });
    expect(assessed.generations[0]).not.toHaveProperty('copying');
    expect(assessed.generations[0].diagnosis).not.toHaveProperty('humanWithin');
  });
});
