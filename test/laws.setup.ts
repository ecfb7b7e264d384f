import fc from 'fast-check';

/**
 * Laws are tried on the same cases every time, so that what passes here passes there. `FC_SEED=$RANDOM npm test` tries others: that
 * is how a counterexample is looked for.
 */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) });
