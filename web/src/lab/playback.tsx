import { useId } from 'react';
import { Button, ProgressBar, Select } from '../parts/index.ts';
import { useKeys } from '../shell/use-keys.ts';
import styles from './lab.module.css';
import { LETTERS } from './roles.ts';
import type { Run } from './use-run.ts';

/** Milliseconds between generations, by what they are called. */
export const PACES: Readonly<Record<string, number>> = { slow: 600, steady: 160, fast: 0 };

interface PlaybackProps {
  readonly run: Run;
  readonly generations: number;
  /** The generation that is looked at; -1 where there is none yet. */
  readonly at: number;
  readonly onAt: (at: number | undefined) => void;
  readonly pace: string;
  readonly onPace: (pace: string) => void;
}

/** What the run does now, in words. */
export function standing({ state, running }: Pick<Run, 'state' | 'running'>, generations: number): string {
  const { is, frames } = state;
  const done = frames.length - 1;
  if (is === 'trouble') return 'stopped';
  if (is === 'opening') return 'getting ready';
  if (is === 'waiting' && !running) return `pauses after model ${frames.length}`;
  if (done < 0) return is === 'idle' ? 'not begun' : 'fitting model 0 on real data';
  if (is === 'end' || done >= generations) return `all ${generations + 1} models are there`;
  return running
    ? `fitting model ${frames.length} of ${generations}`
    : `rests at model ${done} of ${generations}`;
}

function Scrubber({ run, generations, at, onAt }: PlaybackProps) {
  const id = useId();
  const { running } = run;
  const last = run.state.frames.length - 1;
  return (
    <div className={styles['scrubber']}>
      <label htmlFor={id}>
        Model <b className="numbers">{at < 0 ? '–' : at}</b> <small>of {generations}</small>
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={generations}
        value={Math.max(0, at)}
        disabled={last < 0}
        onChange={(event) => {
          const to = Number(event.target.value);
          // While it runs, its end is followed.
          onAt(running && to >= last ? undefined : to);
        }}
      />
    </div>
  );
}

/** Run, pause, step, restart; and back to any generation that was. */
export function Playback(props: PlaybackProps) {
  const { run, generations, onAt, pace, onPace } = props;
  const { state, running } = run;
  const ended = state.is === 'end' || state.frames.length > generations;
  const over = ended ? 'All generations are there: restart, or choose more.' : undefined;
  const live = (act: () => void) => () => {
    onAt(undefined);
    act();
  };
  const toggle = ended ? () => {} : live(running ? run.pause : run.go);
  const step = ended || running ? () => {} : live(run.step);
  useKeys([
    { keys: 'p', label: 'run or pause', group: 'Lab', run: toggle },
    { keys: '.', label: 'one generation', group: 'Lab', run: step },
    { keys: 'x', label: 'restart', group: 'Lab', run: live(run.restart) },
  ]);
  return (
    <div className={styles['playback']}>
      <div className={styles['buttons']}>
        <Button look="main" keys="p" whyNot={over} onClick={toggle}>
          {running ? 'Pause' : 'Run'}
        </Button>
        <Button keys="." whyNot={over ?? (running ? 'It runs: pause it first.' : undefined)} onClick={step}>
          Step
        </Button>
        <Button keys="x" onClick={live(run.restart)}>
          Restart
        </Button>
        <Select
          aria-label="Pace"
          value={pace}
          options={Object.keys(PACES).map((name) => ({ value: name, label: name }))}
          onChange={onPace}
        />
      </div>
      <Scrubber {...props} />
      <p className={styles['standing']} role="status">
        {standing(run, generations)}
        {state.progress && `, line ${LETTERS[state.progress.line]}`}
      </p>
      {state.progress && <ProgressBar share={state.progress.share} label="Training of this model" />}
    </div>
  );
}
