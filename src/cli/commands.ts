import type { CommandEntry } from './command-entry.ts';

/** All commands, in the order that help lists them. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'make a workspace: outcross.yaml, and what is remembered beside it',
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'validate',
    summary: 'say what is wrong with outcross.yaml, and how it is spelt right',
    load: () => import('./commands/validate.ts'),
  },
  {
    name: 'status',
    summary: 'say in ten lines where the line stands, and what is due',
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'check',
    summary: 'say whether a line of models is healthy, on which evidence, and what to do',
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'explain',
    summary: 'say what a signal measures and how to read it, or what a verdict asks of you',
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'diff',
    summary: 'say what changed from one report to another: better, worse, new, gone',
    load: () => import('./commands/diff.ts'),
  },
  {
    name: 'summary',
    summary: 'put what check and audit found on one page for CI, with a badge',
    load: () => import('./commands/summary.ts'),
  },
  {
    name: 'profile',
    summary: 'summarise a corpus in a small file that can be compared and merged',
    load: () => import('./commands/profile.ts'),
  },
  {
    name: 'perplexity',
    summary: 'say how surprising texts are to a model of yours: a file, an endpoint, ONNX',
    load: () => import('./commands/perplexity.ts'),
  },
  {
    name: 'forecast',
    summary: 'say how much of the tail a plan keeps, and how much human data that takes',
    load: () => import('./commands/forecast.ts'),
  },
  {
    name: 'tag',
    summary: 'write provenance on every example: origin, source, model, generation',
    load: () => import('./commands/tag.ts'),
  },
  {
    name: 'inventory',
    summary: 'print the source ledger: what there is, by whom, and what is unknown',
    load: () => import('./commands/inventory.ts'),
  },
  {
    name: 'guard',
    summary: 'refuse data that does not state where it comes from: a hook before commits',
    load: () => import('./commands/guard.ts'),
  },
  {
    name: 'anchor',
    summary: 'split human data into a reservoir for mixes and a frozen holdout',
    load: () => import('./commands/anchor.ts'),
  },
  {
    name: 'filter',
    summary: 'part a corpus by rules of quality, with every reason why an example was dropped',
    load: () => import('./commands/filter.ts'),
  },
  {
    name: 'dedup',
    summary: 'remove exact and near-duplicates, and what a corpus shares with a reference',
    load: () => import('./commands/dedup.ts'),
  },
  {
    name: 'mix',
    summary: 'build the next training set under a policy, so that human data never runs out',
    load: () => import('./commands/mix.ts'),
  },
  {
    name: 'audit',
    summary: 'run the checklist over the workspace, with a command for each thing that fails',
    load: () => import('./commands/audit.ts'),
  },
  {
    name: 'recover',
    summary: 'say how to mend a line that collapses: what to bring back, where to go back to',
    load: () => import('./commands/recover.ts'),
  },
  {
    name: 'view',
    summary: 'look at the workspace in a browser: line, generations, reviews, mix, audit, lab',
    load: () => import('./commands/view.ts'),
  },
  {
    name: 'serve',
    summary: 'serve the dashboard to a team: tokens with roles, TLS, one ledger for many servers',
    load: () => import('./commands/serve.ts'),
  },
  {
    name: 'watch',
    summary: 'check each new generation as it comes, and tell who must know: webhook, metrics, log',
    load: () => import('./commands/watch.ts'),
  },
  {
    name: 'export',
    summary: 'say what a set is made of in the words of a standard: Croissant, CycloneDX, and more',
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'images',
    summary: 'read and write what image files say of how they were made: IPTC, C2PA',
    load: () => import('./commands/images.ts'),
  },
  {
    name: 'sources',
    summary: 'say where data come from, and list what was said: origin, licence, owner',
    load: () => import('./commands/sources.ts'),
  },
  {
    name: 'review',
    summary: 'accept, reject, edit or relabel examples: the next mix obeys',
    load: () => import('./commands/review.ts'),
  },
  {
    name: 'lineage',
    summary: 'show what an example, a generation or a mix was made of, and what was made of it',
    load: () => import('./commands/lineage.ts'),
  },
  {
    name: 'ledger',
    summary: 'read and verify the memory of a workspace: what was done, decided and found',
    load: () => import('./commands/ledger.ts'),
  },
  {
    name: 'prove',
    summary: 'prove what a training set is made of: every row hashed, signed with counts and policy',
    load: () => import('./commands/prove.ts'),
  },
  {
    name: 'verify',
    summary: 'check a proof: signature, rows, counts and policy, and name all that differs',
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'keys',
    summary: 'make, list, export and import the keys that proofs are signed with',
    load: () => import('./commands/keys.ts'),
  },
  {
    name: 'lab',
    summary: 'see model collapse happen: scenarios, theory against simulation, your own pipeline',
    load: () => import('./commands/lab.ts'),
  },
  {
    name: 'watermark',
    summary: 'find text that inference servers marked: keys, detection, calibration',
    load: () => import('./commands/watermark.ts'),
  },
  {
    name: 'suspicion',
    summary: 'rank texts by what hints at a machine, and measure what the hints are worth',
    load: () => import('./commands/suspicion.ts'),
  },
  {
    name: 'engine',
    summary: 'pack this program for the executors of a cluster',
    load: () => import('./commands/engine.ts'),
  },
  {
    name: 'worker',
    summary: 'work for Spark: read shards and write what comes of them, as Arrow streams',
    load: () => import('./commands/worker.ts'),
  },
];
