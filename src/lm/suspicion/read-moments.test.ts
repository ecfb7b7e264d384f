import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoments } from './read-moments.ts';

const row = (more: object) => ({ id: 'a', token_logprobs: [null, -1, -2], ...more });

describe('readMoments', () => {
  it('reads moments, the first token without them', () => {
    expect(readMoments(row({ token_means: [null, -1.5, -1], token_variances: [null, 0.5, 0] }))).toEqual({
      id: 'a',
      moments: { logprobs: [-1, -2], means: [-1.5, -1], variances: [0.5, 0] },
    });
    expect(
      readMoments({ id: 7, token_logprobs: [-1], token_means: [-1], token_variances: [1] }),
    ).toMatchObject({
      id: '7',
    });
  });

  it('reads distributions as lists and by token', () => {
    const half = Math.log(0.5);
    const found = readMoments(row({ top_logprobs: [null, [half, half], { yes: half, no: half }] }));
    if (found.reason !== undefined) throw new Error(found.reason);
    for (const mean of Array.from(found.moments.means)) expect(mean).toBeCloseTo(half, 12);
    for (const variance of Array.from(found.moments.variances)) expect(variance).toBeCloseTo(0, 12);
  });

  it('spreads what is left over the vocabulary where its size is told', () => {
    const [without, whole] = [undefined, 4].map((vocabulary) =>
      readMoments({
        id: 'a',
        token_logprobs: [-1],
        top_logprobs: [[Math.log(0.25), Math.log(0.25)]],
        vocabulary,
      }),
    );
    if (without.reason !== undefined || whole.reason !== undefined) throw new Error('not read');
    expect(without.moments.means[0]).toBeCloseTo(Math.log(0.5), 12);
    expect(whole.moments.means[0]).toBeCloseTo(Math.log(0.25), 12);
  });

  it.each([
    [7, 'not an object'],
    [{ token_logprobs: [] }, 'no "id"'],
    [{ id: 'a' }, '"token_logprobs" is no list'],
    [{ id: 'a', token_logprobs: [null] }, 'no token has a probability'],
    [{ id: 'a', token_logprobs: [-1, null] }, 'holds what is no finite number'],
    [row({}), 'neither'],
    [row({ token_means: [null, -1], token_variances: [null, 1, 1] }), '2 means and 3 variances for 3 tokens'],
    [row({ token_means: [null, -1, 'x'], token_variances: [null, 1, 1] }), 'a mean is no number'],
    [row({ token_means: [null, -1, -1], token_variances: [null, 1, -1] }), 'a variance none from 0'],
    [row({ top_logprobs: [null, [-1]] }), '2 distributions for 3 tokens'],
    [row({ top_logprobs: [null, [-1], []] }), 'distribution 2 holds no log-probabilities'],
    [row({ top_logprobs: [null, [-1], ['x']] }), 'distribution 2 holds no log-probabilities'],
  ])('says why %j cannot be read', (given, reason) => {
    expect(readMoments(given)).toEqual({ reason: expect.stringContaining(reason) });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        expect(readMoments(given)).toHaveProperty('reason');
      }),
    );
  });
});
