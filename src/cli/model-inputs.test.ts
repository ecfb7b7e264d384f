import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { loadModelScores, namedValue, scorePaths } from './model-inputs.ts';

const disk = scratch();
const good = disk.write('good.jsonl', '{"id":"a","token_logprobs":[-1,-2]}\noops\n');
const bad = disk.write('bad.jsonl', 'oops\n');

describe('scorePaths', () => {
  it('names files by their place, which may be empty', () => {
    expect(Object.fromEntries(scorePaths(['g1=a,b', 'human=h', 'g2=a,,t,v']))).toEqual({
      g1: { holdout: 'a', own: 'b' },
      human: { holdout: 'h' },
      g2: { holdout: 'a', train: 't', validation: 'v' },
    });
  });

  it.each(['g1', 'g1=', '=a', 'g1=,b', 'g1=a,b,c,d,e'])('refuses %s', (option) => {
    expect(() => scorePaths([option])).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
  });

  it('refuses a model that is given twice', () => {
    expect(() => scorePaths(['g=a', 'g=b'])).toThrow(
      expect.objectContaining({ message: expect.stringContaining('twice') }),
    );
  });
});

describe('namedValue', () => {
  it('splits at the first equals sign', () => {
    expect(namedValue('g=a=b', '--train', 'x')).toEqual({ name: 'g', value: 'a=b' });
  });
});

describe('loadModelScores', () => {
  it('keeps what is needed, and tells of rows that are left out', async () => {
    const said: string[] = [];
    const found = await loadModelScores(new Map([['g', { holdout: good }]]), (text) => said.push(text));
    expect(found.get('g')).toEqual({ holdout: [{ id: 'a', group: 'a', total: -3, tokens: 2 }] });
    expect(said).toEqual([
      expect.stringMatching(/^warning 1 row of scores left out, the first: good\.jsonl:2: no JSON\n$/),
    ]);
  });

  it('fails for a file without a score', async () => {
    await expect(loadModelScores(new Map([['g', { holdout: bad }]]), () => {})).rejects.toMatchObject({
      code: 'E_EMPTY',
    });
  });
});
