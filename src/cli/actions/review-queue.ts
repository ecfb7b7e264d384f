import { OutcrossError } from '../../base/errors.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { loadProfile } from '../../engine/load-profile.ts';
import type { Queue } from '../../ledger/queue/item.ts';
import { queuesOf } from '../../ledger/queue/open.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { loadMixAnchor } from '../../mix/load-anchor.ts';
import { prepareMix } from '../../mix/mix.ts';
import type { MixReview } from '../../mix/review.ts';
import { tableOf } from '../../profile/profile.ts';
import { type MadeQueue, makeQueue, queueHeader } from '../../review/make-queue.ts';
import { queueAgreement } from '../../review/progress.ts';
import type { HumanSide, QueuePlan, QueueSources } from '../../review/queue-sources.ts';
import { anchorOf } from '../../workspace/human.ts';
import { generationsOf } from '../../workspace/line.ts';
import { nextMix } from '../../workspace/mix.ts';
import { pathsIn } from '../../workspace/paths.ts';
import type { Workspace } from '../../workspace.ts';
import type { Context } from '../context.ts';
import { hands, withEngine } from '../engine-options.ts';
import { requireText } from '../modality-rules.ts';
import { type ReadingOptions, readingSpec } from '../reading-options.ts';
import { personName } from '../record.ts';
import { withProgress } from '../row-reports.ts';
import { withFields, workspaceOf } from '../workspace-options.ts';
import { filterSettings } from './filter-options.ts';
import { mixPolicy } from './mix-policy.ts';
import { mixReview } from './mix-review.ts';
import { openForReview } from './review.ts';
import type { QueueOptions } from './review-queue-options.ts';

/** A queue that was made, and what was passed over. */
export interface QueueMade {
  readonly queue: Queue;
  readonly made: MadeQueue;
  /** What it is of, in a few words. */
  readonly of: string;
}

/** Makes a queue and stores it. Throws as `makeQueue`; `E_NO_INPUT` where neither arguments nor workspace name a corpus. */
export async function reviewQueue(
  named: readonly string[],
  options: QueueOptions,
  context: Context,
): Promise<QueueMade> {
  const workspace = await workspaceOf(options);
  requireText(specOf(named, options, workspace), 'outcross review queue');
  const { ledger, workers } = options;
  const store = await openForReview({ workspace, ...(ledger === undefined ? {} : { ledger }) });
  const review = await mixReview(ledger === undefined ? {} : { ledger }, workspace, context).catch(
    async (error) => {
      await store.close();
      throw error;
    },
  );
  try {
    const plan = planOf(options);
    const reading = (work: (hooks: Hooks) => Promise<QueueMade>) =>
      withProgress(context, undefined, (onProgress) =>
        withEngine(options, workspace, context, (engine) =>
          work({ signal: context.signal, onProgress, ...hands(engine, workers) }),
        ),
      );
    return await reading(async (hooks) => {
      const { of, ...sources } = await sourcesOf(named, options, workspace, { store, review, hooks });
      const made = await makeQueue(sources, plan, hooks);
      const createdAt = new Date().toISOString();
      const createdBy = personName(context.env);
      const header = queueHeader(made, plan, { createdAt, createdBy, corpora: sources.spec.inputs });
      return { queue: await queuesOf(store).create(header, made.items), made, of };
    });
  } finally {
    await review?.close();
    await store.close();
  }
}

function planOf({ size, error, reviewers, overlap, seed }: QueueOptions): QueuePlan {
  return { size, error, reviewers, overlap, seed };
}

type Hooks = NonNullable<Parameters<typeof makeQueue>[2]>;

interface Asked {
  readonly store: LedgerStore;
  readonly review: MixReview | undefined;
  readonly hooks: Hooks;
}

async function sourcesOf(
  named: readonly string[],
  options: QueueOptions,
  workspace: Workspace,
  { store, review, hooks }: Asked,
): Promise<QueueSources & { readonly of: string }> {
  const spec = (inputs: readonly string[]) => specOf(inputs, options, workspace);
  const human = await humanSide(options, workspace, hooks);
  const disputed = await disputedIn(store);
  const common = {
    filter: filterSettings({}, workspace),
    ...(human === undefined ? {} : { human }),
    ...(review === undefined ? {} : { review }),
    ...(disputed.length === 0 ? {} : { disputed }),
  };
  if (named.length > 0) return { ...common, spec: spec(named), of: 'what was named' };
  const next = await nextMix(workspace);
  const chosen = await chosenByMix(next, spec(next.inputs), workspace, { store, review, hooks });
  if (chosen !== undefined)
    return { ...common, ...chosen, of: `what the mix for generation ${next.generation} would take` };
  const newest = (await generationsOf(workspace)).at(-1);
  if (newest !== undefined) return { ...common, spec: spec(newest.corpus), of: `generation ${newest.name}` };
  throw new OutcrossError('E_NO_INPUT', 'no corpus was named', {
    hint: 'Name corpora that models wrote, or write generations: in outcross.yaml (outcross init makes one).',
  });
}

function specOf(inputs: readonly string[], options: ReadingOptions, { config }: Workspace): CorpusSpec {
  return readingSpec(inputs, withFields(options, config.fields));
}

/** Undefined where the next mix takes nothing that was made, or its policy cannot be kept. */
async function chosenByMix(
  { inputs, anchor: folder }: Awaited<ReturnType<typeof nextMix>>,
  spec: CorpusSpec,
  workspace: Workspace,
  { review, hooks }: Asked,
): Promise<Pick<QueueSources, 'spec' | 'chosen'> | undefined> {
  if (inputs.length === 0 || (await generationsOf(workspace)).length === 0) return undefined;
  const { policy } = await mixPolicy({}, workspace);
  const anchor = folder === undefined ? undefined : await loadMixAnchor(folder);
  try {
    const { plan, survey } = await prepareMix(spec, policy, {
      ...hooks,
      ...(anchor === undefined ? {} : { anchor }),
      ...(review === undefined ? {} : { review }),
    });
    if (!plan.possible) return undefined;
    const { shards, firsts } = survey;
    return { spec, chosen: { shards, firsts, codes: plan.fates } };
  } catch (error) {
    // A policy that asks for what is not there says nothing of what to look at.
    if (error instanceof OutcrossError && error.code === 'E_POLICY') return undefined;
    throw error;
  }
}

/** The reservoir of the anchor, else the human data of the workspace. */
async function humanSide(
  options: QueueOptions,
  workspace: Workspace,
  hooks: Asked['hooks'],
): Promise<HumanSide | undefined> {
  const folder = options.anchor ?? (await anchorOf(workspace));
  if (folder !== undefined) {
    const { reservoir, reservoirCorpus } = await loadMixAnchor(folder);
    return { spec: reservoirCorpus, words: tableOf(reservoir, 1).columns };
  }
  const { human } = workspace.config;
  if (human === undefined) return undefined;
  const spec = specOf(pathsIn(workspace, human), {}, workspace);
  const { signal, workers, engine } = hooks;
  const profile = await loadProfile(spec, {
    ...hands(engine, workers),
    ...(signal === undefined ? {} : { signal }),
  });
  return { spec, words: tableOf(profile, 1).columns };
}

/** Examples about which reviewers of the queues so far disagree. */
async function disputedIn(store: LedgerStore): Promise<string[]> {
  const disputed = new Set<string>();
  for (const queue of await queuesOf(store).list())
    for (const id of (await queueAgreement(store, queue)).disputed) disputed.add(id);
  return [...disputed];
}
