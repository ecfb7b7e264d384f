import fc from 'fast-check';
import { runs } from './fixtures/thorough.ts';

/** Cases of a law that names no number. */
const CASES = 100;

/**
 * Laws are tried on the same cases every time, so that what passes here passes there. `FC_SEED=$RANDOM npm test` tries others, and
 * more: that is how a counterexample is looked for.
 */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1), numRuns: runs(CASES) });
