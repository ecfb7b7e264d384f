import { useEffect, useReducer, useRef } from 'react';
import type { ShowSettings } from '../../../src/lab/browser.ts';
import type { Ask, Told } from './messages.ts';
import { IDLE, isRunning, type RunState, runReducer } from './run-state.ts';

export interface Run {
  readonly state: RunState;
  readonly running: boolean;
  readonly go: () => void;
  readonly pause: () => void;
  readonly step: () => void;
  readonly restart: () => void;
}

interface RunOptions {
  readonly lines: readonly ShowSettings[];
  /** The generation to go to at once; -1 to wait. */
  readonly first: number;
  /** Milliseconds between generations while it runs. */
  readonly pause: number;
}

function startWorker(tell: (told: Told) => void): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'lab' });
  worker.onmessage = (event: MessageEvent<Told>) => tell(event.data);
  worker.onerror = () =>
    tell({
      is: 'trouble',
      view: { code: 'E_INTERNAL', message: 'The lab’s worker could not run in this browser.' },
    });
  return worker;
}

/** Runs lines in a worker of their own, which ends with them: a generation that is computed cannot be interrupted otherwise. */
export function useRun({ lines, first, pause }: RunOptions): Run {
  const [state, act] = useReducer(runReducer, IDLE);
  const worker = useRef<Worker>(undefined);
  const signature = JSON.stringify(lines);
  const goal = useRef(first);
  goal.current = first;
  const stop = () => {
    worker.current?.terminate();
    worker.current = undefined;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are another run, and `stop` holds only a reference
  useEffect(() => {
    act({ do: 'begin', until: goal.current });
    return stop;
  }, [signature]);
  const running = isRunning(state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `stop` holds only a reference
  useEffect(() => {
    if (!running) return;
    const ask = (what: Ask) => worker.current?.postMessage(what);
    if (state.is === 'idle') {
      stop();
      worker.current = startWorker((told) => act({ do: 'told', told }));
      ask({ do: 'open', lines: JSON.parse(signature) });
      act({ do: 'opening' });
    }
    if (state.is !== 'ready') return;
    const timer = setTimeout(
      () => {
        ask({ do: 'step' });
        act({ do: 'asked' });
      },
      // Up to where a link leads nothing is shown off.
      state.frames.length <= goal.current ? 0 : pause,
    );
    return () => clearTimeout(timer);
  }, [running, state.is, state.frames.length, signature, pause]);
  return {
    state,
    running,
    go: () => act({ do: 'go', until: Number.POSITIVE_INFINITY }),
    pause: () => act({ do: 'pause' }),
    step: () => act({ do: 'go', until: state.frames.length }),
    restart: () => {
      stop();
      act({ do: 'begin', until: 0 });
    },
  };
}
