import { describe, expect, it } from 'vitest';
import { Planner } from './planner.ts';

/** Answers that the test gives, in the order that it likes; and one timer. */
function stage() {
  const asked: { question: string; answer: (text: string) => void; fail: (error: Error) => void }[] = [];
  let timer: (() => void) | undefined;
  const planner = new Planner<string, string>({
    ask: (question) => new Promise((answer, fail) => asked.push({ question, answer, fail })),
    later: (then) => {
      timer = then;
      return () => {
        timer = undefined;
      };
    },
    pause: 150,
  });
  const ring = () => {
    const now = timer;
    timer = undefined;
    now?.();
  };
  return { planner, asked, ring, isWaiting: () => timer !== undefined };
}

const settle = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

describe('Planner', () => {
  it('asks once for a knob that is turned ten times', () => {
    const { planner, asked, ring } = stage();
    for (let i = 0; i < 10; i++) planner.want(`q${i}`);
    ring();
    expect(asked.map(({ question }) => question)).toEqual(['q9']);
  });

  it('gives the answer and what it is an answer to', async () => {
    const { planner, asked, ring } = stage();
    planner.want('q');
    expect(planner.known).toEqual({ asking: true });
    ring();
    asked[0].answer('a');
    await settle();
    expect(planner.known).toEqual({ answer: 'a', of: 'q', asking: false });
  });

  it('has one question under way, and asks the newest after it', async () => {
    const { planner, asked, ring } = stage();
    planner.want('q1');
    ring();
    planner.want('q2');
    ring();
    planner.want('q3');
    ring();
    expect(asked).toHaveLength(1);
    asked[0].answer('a1');
    await settle();
    expect(asked.map(({ question }) => question)).toEqual(['q1', 'q3']);
    expect(planner.known).toEqual({ answer: 'a1', of: 'q1', asking: true });
    asked[1].answer('a3');
    await settle();
    expect(planner.known).toEqual({ answer: 'a3', of: 'q3', asking: false });
  });

  it('does not ask before the knob rests, even when an answer comes', async () => {
    const { planner, asked, ring } = stage();
    planner.want('q1');
    ring();
    planner.want('q2');
    asked[0].answer('a1');
    await settle();
    expect(asked).toHaveLength(1);
    ring();
    expect(asked[1].question).toBe('q2');
  });

  it('keeps the last answer beside an error', async () => {
    const { planner, asked, ring } = stage();
    planner.want('q1');
    ring();
    asked[0].answer('a1');
    await settle();
    planner.want('q2');
    ring();
    asked[1].fail(new Error('wrong policy'));
    await settle();
    expect(planner.known).toEqual({
      answer: 'a1',
      of: 'q1',
      error: new Error('wrong policy'),
      asking: false,
    });
  });

  it('does not show an error of a question that nobody asks any more', async () => {
    const { planner, asked, ring } = stage();
    planner.want('q1');
    ring();
    planner.want('q2');
    asked[0].fail(new Error('too late'));
    await settle();
    expect(planner.known.error).toBeUndefined();
    expect(planner.known.asking).toBe(true);
  });

  it('hears nothing after it was stopped', async () => {
    const { planner, asked, ring, isWaiting } = stage();
    planner.want('q1');
    ring();
    planner.want('q2');
    planner.stop();
    expect(isWaiting()).toBe(false);
    asked[0].answer('a1');
    await settle();
    expect(planner.known).toEqual({ asking: false });
    expect(asked).toHaveLength(1);
  });

  it('tells whoever listens, until they do not', async () => {
    const { planner } = stage();
    let calls = 0;
    const end = planner.subscribe(() => calls++);
    planner.want('q');
    expect(calls).toBe(1);
    end();
    planner.want('q');
    expect(calls).toBe(1);
  });
});
