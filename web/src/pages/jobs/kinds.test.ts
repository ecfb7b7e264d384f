import { describe, expect, it } from 'vitest';
import { JOB_KINDS } from '../../../../src/server/wire/jobs.ts';
import { optionProblems, optionsOf, STARTABLE, type Startable } from './kinds.ts';

const of = (kind: string): Startable => STARTABLE.find((one) => one.kind === kind)!;

describe('jobs that can be started', () => {
  it('are all kinds that the server knows', () => {
    expect(STARTABLE.map(({ kind }) => kind).sort()).toEqual([...JOB_KINDS].sort());
  });

  it('ask for nothing but what was filled in', () => {
    expect(optionsOf(of('check'), {})).toEqual({});
    expect(optionsOf(of('check'), { generation: '  ' })).toEqual({});
    expect(optionsOf(of('check'), { generation: ' g3 ', foreign: 'x' })).toEqual({ generation: 'g3' });
  });

  it('take paths a line, numbers and flags', () => {
    const typed = { corpora: 'a.jsonl\n\n b c.jsonl ', threshold: '0.8', dryRun: 'on', output: 'out.jsonl' };
    expect(optionsOf(of('dedup'), typed)).toEqual({
      corpora: ['a.jsonl', 'b c.jsonl'],
      output: 'out.jsonl',
      threshold: 0.8,
      dryRun: true,
    });
  });

  it('say what is needed and what is no number', () => {
    expect(optionProblems(of('profile'), {})).toEqual({ corpora: 'Needed.', output: 'Needed.' });
    expect(optionProblems(of('dedup'), { corpora: 'a', threshold: '1.2' })).toEqual({
      threshold: 'From 0 to 1.',
    });
    for (const size of ['0', '1.5', '-3', 'ten']) {
      expect(Object.keys(optionProblems(of('queue'), { size }))).toEqual(['size']);
    }
    expect(optionProblems(of('queue'), { size: '400', error: '.02', reviewers: '2' })).toEqual({});
  });
});
