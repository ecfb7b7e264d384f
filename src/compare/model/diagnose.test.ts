import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brown } from '../../../test/fixtures/brown.ts';
import { characterModel, markovText, scoredBy } from '../../../test/fixtures/learners.ts';
import { ngramLine } from '../../../test/fixtures/ngram-line.ts';
import { profileOf as measured } from '../../../test/oracles/corpus.ts';
import type { Example } from '../../corpus/example.ts';
import type { Profile } from '../../profile/profile.ts';
import { checkLine } from '../check-line.ts';
import { READINGS } from './diagnose.ts';
import { type ModelScores, OVERFIT_GAP } from './model-scores.ts';

const TOKENS = 19_000;
const [holdout, reservoir, training, human] = brown('diagnose', [TOKENS, TOKENS, TOKENS, TOKENS]);
const profiles = new Map<readonly Example[], Profile>();
const against = profileOf(holdout);
const other = profileOf(reservoir);

/** Measured once, however many lines a corpus is part of. */
function profileOf(examples: readonly Example[]): Profile {
  const profile = profiles.get(examples) ?? measured(examples);
  profiles.set(examples, profile);
  return profile;
}

interface Step {
  readonly text: readonly Example[];
  readonly trainedOn: readonly Example[];
  readonly scores?: ModelScores;
}

/** A line of generations, checked with what each was trained on: what ails each, and its verdict. */
function diagnoses(...steps: readonly Step[]) {
  const named = steps.map((step, i) => ({ ...step, name: `g${i + 1}` }));
  const { assessed } = checkLine(
    {
      against,
      reservoir: other,
      generations: named.map(({ name, text }) => ({ name, profile: profileOf(text) })),
      trainingSets: new Map(named.map(({ name, trainedOn }) => [name, profileOf(trainedOn)])),
      modelScores: new Map(
        named.flatMap(({ name, scores }) => (scores === undefined ? [] : [[name, scores]])),
      ),
    },
    { lmOrder: 3 },
  );
  return assessed.generations.map(({ diagnosis, judgement }) => ({
    ...diagnosis!,
    verdict: judgement.verdict,
  }));
}

/** What a character model of `order`, trained on the training set, makes of it and of text that it has not seen. */
function scores(order: number): ModelScores {
  const model = characterModel(training, order);
  return { holdout: scoredBy(model, holdout), train: scoredBy(model, training) };
}

describe('what ails a generation whose training set is known', () => {
  it('is nothing where people wrote it, and a small model learned no more than the language', () => {
    const [found] = diagnoses({ text: human, trainedOn: training, scores: scores(2) });
    expect(found).toMatchObject({
      reading: 'neither',
      overfits: false,
      memorises: false,
      collapses: false,
      unlike: false,
    });
    expect(found.copying!.value).toBeLessThan(0.01);
    expect(found.modelGap!.interval[0]).toBeLessThan(found.modelGap!.margin);
  });

  it('is overfitting where its model was trained until it knew its training set by heart', () => {
    const [found] = diagnoses({ text: human, trainedOn: training, scores: scores(12) });
    expect(found).toMatchObject({
      reading: 'overfitting',
      overfits: true,
      memorises: false,
      collapses: false,
    });
    expect(found.modelGap).toMatchObject({ unit: 'word', against: 'holdout' });
    expect(found.modelGap!.interval[0]).toBeGreaterThan(1);
  });

  it('is memorising where chains of five words say what they read', () => {
    const [found] = diagnoses({ text: markovText(training, 5, TOKENS, 'm'), trainedOn: training });
    expect(found).toMatchObject({
      reading: 'memorising',
      memorises: true,
      overfits: undefined,
      collapses: false,
    });
    expect(found.copying!.value).toBeGreaterThan(0.9);
    expect(found.copying!.baseline).toBeLessThan(0.01);
    expect(found.outputGap!.value).toBeGreaterThan(4 * found.outputGap!.baseline);
  });

  it('is collapse in a line that trains on its own output, though each model knows it well', () => {
    const line = ngramLine({ training, generations: 3, tokens: TOKENS, loop: 'replace', seed: 'l' });
    const sets = [training, line[0], line[1]];
    const found = diagnoses(
      ...line.map((text, i) => {
        const model = characterModel(sets[i], 6);
        const own = { holdout: scoredBy(model, holdout), train: scoredBy(model, sets[i]) };
        return { text, trainedOn: sets[i], ...(i === 2 ? { scores: own } : {}) };
      }),
    );
    expect(found.map(({ reading }) => reading).slice(1)).toEqual(['collapse', 'collapse']);
    // The holdout is human, the training set is not: a gap between the two is none of learning by heart.
    expect(found[2]).toMatchObject({ memorises: false, overfits: undefined, unlike: true });
    expect(found[2].modelGap!.value).toBeGreaterThan(found[2].modelGap!.margin);
  });

  it('is both where a line that narrows repeats the little that it was trained on', () => {
    const little = training.slice(0, Math.ceil(training.length / 10));
    const found = diagnoses(
      { text: human, trainedOn: training },
      { text: markovText(little, 4, TOKENS, 'b'), trainedOn: little },
    );
    expect(found[1]).toMatchObject({ reading: 'both', memorises: true, collapses: true });
  });

  it('tells overfitting on model text too, by text like it that was left out', () => {
    const [set, left] = ngramLine({ training, generations: 2, tokens: TOKENS, loop: 'stable', seed: 's' });
    const model = characterModel(set, 12);
    const own = {
      holdout: scoredBy(model, holdout),
      train: scoredBy(model, set),
      validation: scoredBy(model, left),
    };
    const [found] = diagnoses({ text: human, trainedOn: set, scores: own });
    expect(found).toMatchObject({ overfits: true, modelGap: { against: 'validation', margin: 0.22 } });
  });

  it('takes what a difference in kind may explain off a gap against the holdout', () => {
    const [set] = ngramLine({ training, generations: 1, tokens: TOKENS, loop: 'stable', seed: 's' });
    const model = characterModel(set, 4);
    const own = { holdout: scoredBy(model, holdout), train: scoredBy(model, set) };
    const [found] = diagnoses({ text: human, trainedOn: set, scores: own });
    expect(found.modelGap!.margin).toBeGreaterThan(0.22);
    expect(found.modelGap!.margin).toBeCloseTo(0.22 + Math.abs(Math.log(found.outputGap!.baseline)), 9);
  });

  it('is not known without a training set', () => {
    const { assessed } = checkLine(
      { against, reservoir: other, generations: [{ name: 'g', profile: profileOf(human) }] },
      { lmOrder: 2 },
    );
    expect(assessed.generations[0].diagnosis).toBeUndefined();
  });

  it('refuses a training set of a generation that is not there', () => {
    const input = { against, reservoir: other, generations: [{ name: 'g', profile: other }] };
    expect(() => checkLine({ ...input, trainingSets: new Map([['h', against]]) })).toThrow(
      expect.objectContaining({ code: 'E_OPTION', message: expect.stringContaining('no generation h') }),
    );
  });
});

describe('docs/signals.md', () => {
  const text = readFileSync(new URL('../../../docs/signals.md', import.meta.url), 'utf8');
  const [, section] = text.split('## Overfitting or collapse');

  it('has a row for every reading, and states the margins', () => {
    const [, table] = section.split('| collapse | memorising | overfitting | reading |');
    const [rows] = table.trim().split('\n\n');
    for (const reading of READINGS) expect(rows).toMatch(new RegExp(`\\| ${reading}[ :]`));
    const { word, token, byte } = OVERFIT_GAP;
    expect(section).toContain(`${word} nats a word`);
    expect(section).toContain(`${token} a token, ${byte} a byte`);
  });
});
