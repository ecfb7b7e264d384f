/**
 * The lab for a browser: what the page of the dashboard draws, computed by the same code that `outcross lab run` runs. Nothing behind
 * it opens files or knows Node; the transformer and its tensor library are fetched when they are asked for.
 */

export { OutcrossError } from '../base/errors.ts';
export type { Example } from '../corpus/example.ts';
export type { Estimate } from './run/aggregate.ts';
export type { Metric } from './scenarios/scenario.ts';
export type { DensityPicture, Frame, Opening, Picture, RankPicture } from './show/frame.ts';
export { commandOf, type ShowSettings, SUBJECTS, type Subject, scenarioOfSubject } from './show/settings.ts';
export { openShow, type Show } from './show/show.ts';
export type { Supply } from './show/shown.ts';
