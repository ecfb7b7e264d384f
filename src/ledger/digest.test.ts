import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOf, EMPTY_HEAD, NO_DIGEST, sealed } from './digest.ts';
import { job, review } from './fixtures.test.support.ts';

describe('digestOf', () => {
  it('is SHA-256 of the canonical JSON, written out by hand', () => {
    const text =
      '{"actor":{"kind":"person","name":"zoe"},"at":"2026-01-02T03:04:05.678Z",' +
      '"body":{"decision":"accept","reviewer":"zoe"},"kind":"review.decided",' +
      `"previous":"${NO_DIGEST}","seq":1,"subjects":[{"id":"a","type":"example"}]}`;
    const digest = createHash('sha256').update(text).digest('hex');
    expect(digestOf({ seq: 1, previous: NO_DIGEST, ...review('a') })).toBe(digest);
    expect(sealed([review('a')], EMPTY_HEAD)[0].digest).toBe(digest);
  });

  it('does not depend on the order of members', () => {
    const { kind, at, actor, subjects, body } = review('a');
    const one = digestOf({ seq: 1, previous: NO_DIGEST, kind, at, actor, subjects, body });
    expect(digestOf({ body, subjects, actor, at, kind, previous: NO_DIGEST, seq: 1 })).toBe(one);
  });
});

describe('sealed', () => {
  it('goes on from a head, and keeps nothing of a draft that is no part of an event', () => {
    const head = { seq: 41, digest: 'f'.repeat(64) };
    const extra = { ...review('a'), seq: 7, digest: 'x' };
    const [first, second] = sealed([extra, job('j')], head);
    expect([first.seq, first.previous, second.seq, second.previous]).toEqual([
      42,
      head.digest,
      43,
      first.digest,
    ]);
    expect(Object.keys(first).sort()).toEqual([
      'actor',
      'at',
      'body',
      'digest',
      'kind',
      'previous',
      'seq',
      'subjects',
    ]);
    expect(sealed([], head)).toEqual([]);
  });
});
