/** What goes over the wire: schemas for the server, types for the browser, which imports this file and nothing else of `src`. */
export * from './wire/access.ts';
export * from './wire/audit.ts';
export * from './wire/jobs.ts';
export * from './wire/line.ts';
export * from './wire/live.ts';
export * from './wire/mix.ts';
export * from './wire/review.ts';
export * from './wire/shared.ts';
export * from './wire/sources.ts';
