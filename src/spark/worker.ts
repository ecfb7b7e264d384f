/** What the command `worker` needs of this room. */
export { serve } from './worker/serve.ts';
