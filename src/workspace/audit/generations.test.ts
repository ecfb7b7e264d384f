import { describe, expect, it } from 'vitest';
import { DAY, digest, generation, HUMAN, NOW } from '../../audit/facts.test.support.ts';
import { generationFacts, humanScan } from './generations.ts';
import type { Remembered, Scan, Treatment } from './ledger.ts';

const { corpus } = generation(1);
const line = { name: 'g1', corpus: corpus.files };
const treatment = (input: string | undefined, output: string, seq = 1): Treatment => ({
  at: NOW - DAY,
  seq,
  input,
  output,
  kept: 300,
  dropped: 100,
});
const scan = (input: string, output?: string): Scan => ({
  at: NOW,
  seq: 3,
  input,
  output,
  examples: 1000,
  marked: 40,
});
const memory = (part: Partial<Remembered>) =>
  ({
    verdicts: new Map(),
    trainedOn: new Set(),
    classes: new Map(),
    filtered: [],
    deduplicated: [],
    scans: [],
    ...part,
  }) as unknown as Remembered;
const known = (part: Partial<Remembered>, numbers: readonly number[] = []) => ({
  memory: memory(part),
  numbers: new Set<number | undefined>(numbers),
});

describe('generationFacts', () => {
  it('finds what was filtered by the digest of the corpus as it is now', () => {
    const other = [treatment(digest('other'), digest('another'))];
    expect(generationFacts(line, 1, corpus, known({ filtered: other }))).not.toHaveProperty('filtered');
    const own = [...other, treatment(corpus.sha256, digest('x'), 7)];
    expect(generationFacts(line, 1, corpus, known({ filtered: own })).filtered).toMatchObject({
      seq: 7,
      dropped: 100,
    });
  });

  it('has nothing left to drop where it is what a filter kept', () => {
    const kept = [treatment(undefined, corpus.sha256)];
    expect(generationFacts(line, 1, corpus, known({ deduplicated: kept })).deduplicated!.dropped).toBe(0);
  });

  it('knows its training set by configuration, check or mix', () => {
    const knows = (...[generationOf, facts]: [object, ReturnType<typeof known>]) =>
      generationFacts({ ...line, ...generationOf }, 1, corpus, facts).trainingSetKnown;
    expect(knows({}, known({}))).toBe(false);
    expect(knows({ trainedOn: ['t.jsonl'] }, known({}))).toBe(true);
    expect(knows({}, known({ trainedOn: new Set(['g1']) }))).toBe(true);
    expect(knows({}, known({}, [1]))).toBe(true);
    expect(generationFacts(line, 1, corpus, { memory: undefined, numbers: new Set() }).trainingSetKnown).toBe(
      false,
    );
  });

  it('knows from its check alone whether it was held against what it was trained on', () => {
    const held = (...[generationOf, facts]: [object, ReturnType<typeof known>]) =>
      generationFacts({ ...line, ...generationOf }, 1, corpus, facts).heldAgainstTraining;
    expect(held({ trainedOn: ['t.jsonl'] }, known({}, [1]))).toBe(false);
    expect(held({}, known({ trainedOn: new Set(['g1']) }))).toBe(true);
  });

  it('knows the classes of its newest check, where that says', () => {
    const of = (classes: ReadonlyMap<string, number>) =>
      generationFacts({ ...line }, 1, corpus, known({ classes }, [1])).classes;
    expect(of(new Map([['g1', 0]]))).toBe(0);
    expect(of(new Map([['g2', 4]]))).toBeUndefined();
  });
});

describe('humanScan', () => {
  it('counts as undeclared what is marked, and nothing once it was tagged', () => {
    expect(humanScan(HUMAN, memory({ scans: [scan(HUMAN.sha256)] })).humanScanned!.marked).toBe(40);
    expect(humanScan(HUMAN, memory({ scans: [scan('before', HUMAN.sha256)] })).humanScanned!.marked).toBe(0);
    expect(humanScan(HUMAN, memory({ scans: [scan('other')] }))).toEqual({});
    expect(humanScan(undefined, undefined)).toEqual({});
  });
});
