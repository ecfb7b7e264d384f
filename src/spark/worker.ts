/** What the command `worker` needs of this room. */
export { decodeJob } from './job-document.ts';
export { refuse } from './worker/failed-row.ts';
export { RowInput } from './worker/row-input.ts';
export { RowOutput } from './worker/row-output.ts';
export { work } from './worker/work.ts';
