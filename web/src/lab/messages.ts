import type { Frame, Opening, ShowSettings } from '../../../src/lab/browser.ts';
import type { ErrorView } from '../../../src/server/wire.ts';

/** What the page asks its worker for: lines to be made ready, then one generation of all of them at a time. */
export type Ask = { readonly do: 'open'; readonly lines: readonly ShowSettings[] } | { readonly do: 'step' };

/** What the worker tells. Openings and frames are in the order of the lines. */
export type Told =
  | { readonly is: 'open'; readonly openings: readonly Opening[] }
  | { readonly is: 'frames'; readonly frames: readonly Frame[] }
  | { readonly is: 'end' }
  | { readonly is: 'progress'; readonly line: number; readonly step: number; readonly steps: number }
  | { readonly is: 'trouble'; readonly view: ErrorView };
