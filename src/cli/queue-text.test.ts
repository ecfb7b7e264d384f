import { describe, expect, it } from 'vitest';
import type { Queue } from '../ledger/queue/item.ts';
import { madeText, queueLines } from './queue-text.ts';

const QUEUE: Queue = {
  id: 'q-2026-01-02-00000000',
  createdAt: '2026-01-02T03:04:05.678Z',
  createdBy: 'zoe',
  corpora: ['g3.jsonl'],
  seed: '1',
  reviewers: 2,
  overlap: 0.1,
  error: 0.02,
  population: 99_373,
  sampled: 2_391,
  size: 2_881,
  head: 0,
  decided: 700,
  complete: 650,
};
const MADE = { items: [], population: 99_373, sampled: 2_391, decided: 12, unreadable: 1, malformed: 0 };

describe('madeText', () => {
  it('says what is in the queue, what was passed over, and what the sample will bound', () => {
    expect(madeText(QUEUE, 'generation g3', MADE)).toMatchInlineSnapshot(`
      "Queue q-2026-01-02-00000000: 2,881 items, of 99,373 examples of generation g3
        passed over: 12 decided already, 1 too long, empty or without a name
        10% of them for 2 reviewers
        2,391 are drawn at random: they bound the share that would be rejected to 2% either way, whatever it is
        (95%, exact); where 2% are rejected the first 247 of them do
        decide: outcross view
      "
    `);
  });

  it('says what is lost without a sample', () => {
    const text = madeText({ ...QUEUE, sampled: 0 }, 'generation g3', { ...MADE, decided: 0, unreadable: 0 });
    expect(text).toContain('no random sample: nothing will be known');
    expect(text).not.toContain('passed over');
  });
});

describe('queueLines', () => {
  const sample = { population: 99_373, decided: 300, wanted: 2_391, rejected: 6, error: 0.02 };
  const bound = { rate: 0.02, interval: [0.0074, 0.0431] } as const;

  it('says how far it is, and what the sample says of all', () => {
    expect(queueLines(QUEUE, { ...sample, ...bound, wantedAtRate: 247 })).toMatchInlineSnapshot(`
      [
        "Queue q-2026-01-02-00000000: 700 of 2,881 decided, 650 by all that are wanted",
        "  sample: 300 of 2,391 decided; at this rate 247 do; 6 rejected: 0.74% to 4.31% of all 99,373 (95%)",
      ]
    `);
  });

  it('says that nothing of the sample is decided yet, or that there is none', () => {
    expect(queueLines(QUEUE, sample)[1]).toBe('  sample: 0 of 2,391 decided');
    expect(queueLines(QUEUE, undefined)).toHaveLength(1);
    expect(queueLines(QUEUE, { ...sample, ...bound })[1]).not.toContain('at this rate');
  });

  it('drives no terminal', () => {
    expect(queueLines({ ...QUEUE, id: 'q\u001b[2J' }, undefined)[0]).not.toContain('\u001b');
  });
});
