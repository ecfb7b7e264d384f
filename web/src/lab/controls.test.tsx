import { describe, expect, it } from 'vitest';
import { rendered, textOf } from '../shell/rendered.test.support.tsx';
import { Controls, SubjectChoice } from './controls.tsx';
import { PACES, Playback } from './playback.tsx';
import { IDLE, type RunState } from './run-state.ts';
import { settingOf } from './setting.ts';
import { Slider } from './slider.tsx';

const nothing = () => {};

describe('the choice of a subject', () => {
  it('is one of three, and says which', () => {
    const markup = rendered(<SubjectChoice subject="categorical" change={nothing} />);
    expect(markup.match(/type="radio"/g)).toHaveLength(3);
    expect(markup.match(/checked=""/g)).toHaveLength(1);
    expect(markup).toContain('<legend');
  });
});

describe('the controls', () => {
  const text = (search: string) =>
    textOf(rendered(<Controls setting={settingOf(search)} change={nothing} />));

  it('ask for a real share where the loop has one', () => {
    expect(text('?a=replace&b=subsample')).not.toContain('Real share');
    expect(text('?a=fresh&b=fixed').split('Real share')).toHaveLength(3);
  });

  it('say what a sample is', () => {
    expect(text('')).toContain('draws a generation');
    expect(text('?subject=transformer')).toContain('passages a generation');
  });
});

describe('a slider', () => {
  it('has the bounds of its range twice: to pull and to type', () => {
    const range = { least: 5, most: 50, step: 5, usual: 10 };
    const markup = rendered(<Slider label="Samples" range={range} value={20} onChange={nothing} />);
    expect(markup.match(/min="5"/g)).toHaveLength(2);
    expect(markup.match(/max="50"/g)).toHaveLength(2);
    expect(markup.match(/value="20"/g)).toHaveLength(2);
  });
});

describe('the playback', () => {
  function shown(state: Partial<RunState>, running = false): string {
    const run = {
      state: { ...IDLE, ...state },
      running,
      go: nothing,
      pause: nothing,
      step: nothing,
      restart: nothing,
    };
    const at = run.state.frames.length - 1;
    return rendered(
      <Playback {...{ run, at, generations: 2, pace: 'steady', onAt: nothing, onPace: nothing }} />,
    );
  }

  it('offers what can be done now, and says why something cannot', () => {
    expect(textOf(shown({}))).toContain('Run');
    const running = shown({ is: 'ready' }, true);
    expect(textOf(running)).toContain('Pause');
    expect(running).toContain('It runs: pause it first.');
    expect(shown({ is: 'end', frames: [[], [], []] })).toContain('All generations are there');
  });

  it('shows how far a model is trained, and of which line', () => {
    const markup = shown({ is: 'waiting', progress: { line: 1, share: 0.25 } }, true);
    expect(markup).toContain('aria-valuenow="25"');
    expect(textOf(markup)).toContain('line B');
  });

  it('goes from slow to as fast as it can', () => {
    const pauses = Object.values(PACES);
    expect(pauses).toEqual([...pauses].sort((a, b) => b - a));
    expect(pauses.at(-1)).toBe(0);
  });
});
