import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { openLedger } from '../ledger/open.ts';
import { fact, recordFacts } from '../ledger/recorder.ts';
import { mixesWith, NO_STORY, pastHumanShare, readStory } from './ledger-story.ts';

const disk = scratch();
const sha = (digit: string) => digit.repeat(64);
const files = (name: string, digit: string) => ({ name, count: 1, bytes: 1, sha256: sha(digit) });

function built(generation: number, human: number, inputs: readonly string[]) {
  return fact('mix.built', [{ type: 'mix', id: `mixes/train-${generation}.jsonl` }], {
    inputs: inputs.map((digit) => files('x', digit)),
    output: files(`mixes/train-${generation}.jsonl`, 'f'),
    policy: sha('0'),
    generation,
    examples: 10,
    composition: { origin: { human, synthetic: 10 - human } },
    version: '1',
  });
}

function checked(name: string, digit: string) {
  return fact('generation.checked', [{ type: 'generation', id: name }], {
    position: 1,
    corpus: files(name, digit),
    examples: 1,
    tokens: 1,
    alpha: 0.05,
    margin: 0.1,
    version: '1',
  });
}

describe('the story of a line', () => {
  it('tells which sets hold a generation, and how much of them was human', async () => {
    const ledger = await openLedger(undefined, disk.folder);
    const facts = [
      checked('g1', 'a'),
      built(2, 9, ['a']),
      checked('g2', 'b'),
      built(3, 5, ['a', 'b']),
      built(3, 1, ['b']),
    ];
    await recordFacts(ledger, facts, { actor: { kind: 'tool', name: 't' }, now: () => new Date(0) });
    const story = await readStory(ledger);
    await ledger.close();
    expect(mixesWith(story, ['g2']).map(({ seq }) => seq)).toEqual([4, 5]);
    expect(mixesWith(story, ['g1', 'unknown']).map(({ seq }) => seq)).toEqual([2, 4]);
    // Of two sets for one generation the newer one counts; those of later generations do not.
    expect(pastHumanShare(story, 3)).toBeCloseTo((0.9 + 0.1) / 2);
    expect(pastHumanShare(story, 2)).toBeCloseTo(0.9);
    expect(pastHumanShare(story, 1)).toBeUndefined();
  });

  it('finds a generation of several files in sets that name them one by one, or a folder of more', async () => {
    const ledger = await openLedger('files.sqlite', disk.folder);
    const parts = (name: string, whole: string, ...digits: string[]) => ({
      ...files(name, whole),
      count: digits.length,
      files: digits.map((digit) => ({ name: digit, bytes: 1, sha256: sha(digit) })),
    });
    const withCorpus = ({ body, ...rest }: ReturnType<typeof checked>, corpus: object) => ({
      ...rest,
      body: { ...body, corpus } as typeof body,
    });
    const withInputs = ({ body, ...rest }: ReturnType<typeof built>, ...inputs: object[]) => ({
      ...rest,
      body: { ...body, inputs } as typeof body,
    });
    const facts = [
      withCorpus(checked('g1', 'a'), parts('g1', 'a', '1', '2')),
      withInputs(built(2, 5, []), files('g1a', '1'), files('g1b', '2')),
      withInputs(built(2, 5, []), parts('data', 'd', '2', '3')),
      withInputs(built(2, 5, []), parts('other', 'e', '3', '4')),
    ];
    await recordFacts(ledger, facts, { actor: { kind: 'tool', name: 't' }, now: () => new Date(0) });
    const story = await readStory(ledger);
    await ledger.close();
    expect(mixesWith(story, ['g1']).map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it('is empty without a ledger', async () => {
    expect(await readStory(undefined)).toEqual(NO_STORY);
    expect(pastHumanShare(NO_STORY, 9)).toBeUndefined();
    expect(mixesWith(NO_STORY, ['g1'])).toEqual([]);
  });
});
