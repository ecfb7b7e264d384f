import { describe, expect, it } from 'vitest';
import type { QueueView } from '../../../../src/server/wire.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { Queues, tallied } from './queues.tsx';

const QUEUE: QueueView = {
  id: 'q-1&2',
  createdAt: '2020-01-01T00:00:00.000Z',
  createdBy: 'ada',
  corpora: ['data/g1.jsonl', 'data/g2.jsonl'],
  size: 1200,
  decided: 300,
  mine: 40,
  tally: { skip: 1, accept: 250, reject: 49, undo: 7 },
  reviewers: 2,
};

const shown = (queue: Partial<QueueView>, role: 'read' | 'review' | 'operate' = 'operate') =>
  rendered(<Queues list={{ queues: [{ ...QUEUE, ...queue }] }} />, { role });

describe('tallied', () => {
  it('has decisions in one order, whatever order they came in, and no undo', () => {
    expect(tallied(QUEUE.tally).map(({ decision }) => decision)).toEqual(['accept', 'reject', 'skip']);
  });

  it('puts decisions of a later version last', () => {
    expect(tallied({ defer: 2, skip: 1 }).map(({ decision }) => decision)).toEqual(['skip', 'defer']);
  });
});

describe('the queues', () => {
  it('say how far each is, and what was decided', () => {
    const text = textOf(shown({}));
    expect(text).toContain('data/g1.jsonl, data/g2.jsonl');
    expect(text).toContain('300 of 1,200 decided (25%), 40 by you');
    expect(text).toContain('250 accepted, 49 rejected, 1 skipped');
    expect(text).toContain('2 reviewers where agreement is measured');
  });

  it('lead to the desk and to the agreement, whatever the queue is called', () => {
    const markup = shown({});
    expect(markup).toContain('href="/review?queue=q-1%262"');
    expect(markup).toContain('href="/review?queue=q-1%262&amp;view=agreement"');
  });

  it('say go on to whoever has begun, and look through when all is decided', () => {
    expect(textOf(shown({}))).toContain('Go on');
    expect(textOf(shown({ mine: 0 }))).toContain('Begin');
    expect(textOf(shown({ decided: 1200 }))).toContain('Look through');
  });

  it('say what the random sample bounds', () => {
    const sampling = { population: 5000, decided: 0, wanted: 400, rejected: 0, error: 0.02 };
    expect(textOf(shown({ sampling }))).toContain(
      'bound the share that would be rejected, of 5,000, to \u00b12%',
    );
  });

  it('show text of strangers as text', () => {
    const markup = shown({ corpora: ['<img src=x>\u202e'], createdBy: '<b>' });
    expect(markup).not.toContain('<img');
    expect(textOf(markup)).toContain('<img src=x>[U+202E]');
  });

  it('say why somebody who only looks can neither begin nor build', () => {
    const markup = shown({}, 'read');
    expect(markup).not.toContain('href="/review?queue=q-1%262"');
    expect(markup).toContain('href="/review?queue=q-1%262&amp;view=agreement"');
    expect(markup.match(/aria-disabled="true"/g)).toHaveLength(3);
    expect(markup).toContain('Needs the role');
  });

  it('let a reviewer decide, but not build', () => {
    expect(shown({}, 'review').match(/aria-disabled="true"/g)).toHaveLength(1);
  });

  it('say what to run where there are none', () => {
    const empty = { why: 'No review queue was made yet.', command: 'outcross review queue' };
    const text = textOf(rendered(<Queues list={{ queues: [], empty }} />));
    expect(text).toContain('No review queue was made yet.');
    expect(text).toContain('outcross review queue');
    expect(text).toContain('Build a queue');
  });

  it('divide nothing by nothing', () => {
    expect(textOf(shown({ size: 0, decided: 0 }))).toContain('0 of 0 decided (0%)');
  });
});
