import type { Frame, Opening } from '../../../src/lab/browser.ts';
import type { ErrorView } from '../../../src/server/wire.ts';
import type { Told } from './messages.ts';

/** Where a run stands. */
export interface RunState {
  /** `waiting` for a generation, `ready` for the next, at its `end`, or in `trouble`. */
  readonly is: 'idle' | 'opening' | 'waiting' | 'ready' | 'end' | 'trouble';
  readonly openings: readonly Opening[];
  /** By generation, then by line. */
  readonly frames: readonly (readonly Frame[])[];
  /** The generation up to which it is to go on; below what is there, it rests. */
  readonly until: number;
  readonly progress?: { readonly line: number; readonly share: number };
  readonly error?: ErrorView;
}

export type RunAction =
  | { readonly do: 'begin'; readonly until: number }
  | { readonly do: 'opening' | 'asked' | 'pause' }
  | { readonly do: 'go'; readonly until: number }
  | { readonly do: 'told'; readonly told: Told };

export const IDLE: RunState = { is: 'idle', openings: [], frames: [], until: -1 };

/** Whether the run is to take another step by itself. */
export function isRunning({ is, frames, until }: RunState): boolean {
  return is !== 'end' && is !== 'trouble' && frames.length <= until;
}

export function runReducer(state: RunState, action: RunAction): RunState {
  switch (action.do) {
    case 'begin':
      return { ...IDLE, until: action.until };
    case 'opening':
      return { ...state, is: 'opening' };
    case 'asked':
      return { ...state, is: 'waiting' };
    case 'pause':
      return { ...state, until: -1 };
    case 'go':
      return { ...state, until: action.until };
    case 'told':
      return hear(state, action.told);
  }
}

function hear({ progress: _, ...state }: RunState, told: Told): RunState {
  switch (told.is) {
    case 'open':
      return { ...state, is: 'ready', openings: told.openings };
    case 'frames':
      return { ...state, is: 'ready', frames: [...state.frames, told.frames] };
    case 'end':
      return { ...state, is: 'end' };
    case 'progress':
      return { ...state, progress: { line: told.line, share: (told.step + 1) / told.steps } };
    case 'trouble':
      return { ...state, is: 'trouble', error: told.view };
  }
}
