import { describe, expect, it } from 'vitest';
import { buildOptions, buildProblems, EMPTY } from './build-form.ts';

describe('the form that builds a queue', () => {
  it('asks for nothing but what was filled in', () => {
    expect(buildOptions(EMPTY)).toEqual({});
    expect(buildProblems(EMPTY)).toEqual({});
  });

  it('takes paths a line, a size, percent and reviewers', () => {
    const form = {
      corpora: ' data/g1.jsonl\n\n data/g 2.jsonl \n',
      size: ' 400 ',
      error: '2.3',
      reviewers: '2',
    };
    expect(buildProblems(form)).toEqual({});
    expect(buildOptions(form)).toEqual({
      corpora: ['data/g1.jsonl', 'data/g 2.jsonl'],
      size: 400,
      error: 0.023,
      reviewers: 2,
    });
  });

  it('refuses sizes and errors that are none', () => {
    for (const size of ['0', '-1', '1.5', 'many', '9999999999']) {
      expect(Object.keys(buildProblems({ ...EMPTY, size }))).toEqual(['size']);
    }
    for (const error of ['0', '50', '-2', 'small']) {
      expect(Object.keys(buildProblems({ ...EMPTY, error }))).toEqual(['error']);
    }
  });
});
