import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/lab/browser.ts';
import type { Told } from './messages.ts';
import { standing } from './playback.tsx';
import { IDLE, isRunning, type RunAction, type RunState, runReducer } from './run-state.ts';

const picture = { kind: 'density', mean: 0, deviation: 1, draws: [] } as const;
const frame = (generation: number): Frame => ({ generation, values: {}, picture });
const told = (one: Told): RunAction => ({ do: 'told', told: one });
const framed = (generation: number) => told({ is: 'frames', frames: [frame(generation)] });
const ran = (...actions: RunAction[]): RunState => actions.reduce(runReducer, IDLE);
const open = told({ is: 'open', openings: [] });

describe('a run', () => {
  it('rests until it is to go, and goes on up to the generation that is wanted', () => {
    expect(isRunning(IDLE)).toBe(false);
    const begun = ran({ do: 'begin', until: 1 });
    expect(isRunning(begun)).toBe(true);
    expect(isRunning(ran({ do: 'begin', until: 1 }, open, framed(0)))).toBe(true);
    expect(isRunning(ran({ do: 'begin', until: 1 }, open, framed(0), framed(1)))).toBe(false);
  });

  it('keeps what it has when it pauses, and begins with nothing', () => {
    const run = ran({ do: 'begin', until: 9 }, open, framed(0), { do: 'pause' });
    expect([isRunning(run), run.frames.length]).toEqual([false, 1]);
    expect(runReducer(run, { do: 'begin', until: 0 })).toEqual({ ...IDLE, until: 0 });
    expect(isRunning(runReducer(run, { do: 'go', until: 1 }))).toBe(true);
  });

  it('is over at its end and in trouble, whatever is wanted', () => {
    const end = ran({ do: 'begin', until: Number.POSITIVE_INFINITY }, open, framed(0), told({ is: 'end' }));
    expect(isRunning(end)).toBe(false);
    const view = { code: 'E_PARAMETER', message: 'no' };
    const trouble = ran({ do: 'begin', until: 5 }, told({ is: 'trouble', view }));
    expect([isRunning(trouble), trouble.error]).toEqual([false, view]);
  });

  it('forgets how far a generation was when the generation is there', () => {
    const part = ran(open, told({ is: 'progress', line: 1, step: 4, steps: 10 }));
    expect(part.progress).toEqual({ line: 1, share: 0.5 });
    expect(runReducer(part, framed(0)).progress).toBeUndefined();
  });
});

describe('where it stands', () => {
  it('is said in words', () => {
    const said = (state: RunState) => standing({ state, running: isRunning(state) }, 2);
    expect(said(IDLE)).toBe('not begun');
    expect(said(ran({ do: 'begin', until: 9 }, { do: 'opening' }))).toBe('getting ready');
    expect(said(ran({ do: 'begin', until: 9 }, open))).toBe('fitting model 0 on real data');
    expect(said(ran({ do: 'begin', until: 9 }, open, framed(0)))).toBe('fitting model 1 of 2');
    expect(said(ran({ do: 'begin', until: 0 }, open, framed(0)))).toBe('rests at model 0 of 2');
    const pausing = ran({ do: 'begin', until: 9 }, open, framed(0), { do: 'asked' }, { do: 'pause' });
    expect(said(pausing)).toBe('pauses after model 1');
    expect(said(ran(open, framed(0), framed(1), framed(2)))).toBe('all 3 models are there');
    expect(said(ran(told({ is: 'trouble', view: { code: 'E_X', message: '' } })))).toBe('stopped');
  });
});
