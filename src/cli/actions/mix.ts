import type { CorpusSpec } from '../../corpus/source.ts';
import type { RowEngine } from '../../engine/rows/row-engine.ts';
import type { Decisions } from '../../ledger/review/load-decisions.ts';
import type { MixAnchor } from '../../mix/anchor.ts';
import { manifestFile } from '../../mix/build/layout.ts';
import { loadMixAnchor } from '../../mix/load-anchor.ts';
import { type Built, buildPrepared, type PreparedMix, prepareMix } from '../../mix/mix.ts';
import { requirePossible } from '../../mix/plan.ts';
import type { Policy } from '../../mix/policy.ts';
import { visible } from '../../report/visible.ts';
import type { Workspace } from '../../workspace.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { hands, withEngine } from '../engine-options.ts';
import { builtText, type MixView, placesText, planText } from '../mix-text.ts';
import { requirePicturesReach } from '../modality-rules.ts';
import { outputOf } from '../output-options.ts';
import { printError } from '../print-error.ts';
import { readingSpec } from '../reading-options.ts';
import { record } from '../record.ts';
import { reviewText } from '../review-text.ts';
import { requireSideFiles } from '../row-files.ts';
import { withProgress } from '../row-reports.ts';
import { version } from '../version.ts';
import { withFields, workspaceOf } from '../workspace-options.ts';
import { withNextMix } from './mix-next.ts';
import type { MixOptions } from './mix-options.ts';
import { mixPolicy } from './mix-policy.ts';
import { mixReview } from './mix-review.ts';

export const PLAN_SCHEMA = 'outcross.plan/1';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Plans a mix, and builds it unless only the plan is asked for. A plan that is not possible ends with status 1 under `--dry-run`. */
export async function mix(named: readonly string[], given: MixOptions, context: Context): Promise<void> {
  const workspace = await workspaceOf(given);
  const next = await withNextMix(named, given, workspace);
  const { inputs, options, generation } = next;
  const { policy, where } = await mixPolicy(options, workspace);
  const spec = readingSpec(inputs, withFields(options, workspace.config.fields));
  const { dryRun, rejects } = options;
  const output = dryRun === true ? undefined : outputOf(options);
  if (output !== undefined) await requirePicturesReach(spec, output.path);
  await requireSideFiles({ '--rejects': rejects }, [
    ...inputs,
    ...(output === undefined ? [] : [output.path]),
  ]);
  if (next.anchorIsFound === true)
    context.stderr.write(
      `note the workspace's anchor guards its holdout: ${visible(next.anchor!)} (--no-anchor: not)\n`,
    );
  const anchor = next.anchor === undefined ? undefined : await loadMixAnchor(next.anchor);
  const review = await mixReview(options, workspace, context);
  try {
    const asked = { spec, policy, where, anchor, review, output, generation };
    await withEngine(options, workspace, context, (engine) =>
      mixObeying({ ...asked, engine }, options, workspace, context),
    );
  } finally {
    await review?.close();
  }
}

/** What is mixed, and by which rules. */
interface Asked {
  readonly spec: CorpusSpec;
  readonly policy: Policy;
  /** Where the policy stands. */
  readonly where: string;
  readonly anchor: MixAnchor | undefined;
  readonly review: Decisions | undefined;
  /** Undefined where only the plan is asked for. */
  readonly output: ReturnType<typeof outputOf> | undefined;
  readonly generation: number | undefined;
  readonly engine: RowEngine | undefined;
}

async function mixObeying(
  { spec, policy, where, anchor, review, output, generation, engine }: Asked,
  options: MixOptions,
  workspace: Workspace,
  context: Context,
): Promise<void> {
  const doing = hands(engine, options.workers);
  const prepared = await withProgress(context, output?.path, (onProgress) =>
    prepareMix(spec, policy, {
      signal: context.signal,
      onProgress,
      ...doing,
      ...(anchor === undefined ? {} : { anchor }),
      ...(review === undefined ? {} : { review }),
    }),
  );
  if (output === undefined) return showPlan(prepared, options, context);
  const facts = () => import('../facts/mix-facts.ts');
  const run = {
    prepared,
    path: output.path,
    ...(engine === undefined ? {} : { engine }),
    ...(generation === undefined ? {} : { generation }),
  };
  if (!prepared.plan.possible) {
    // What was short is remembered; that the policy cannot be kept is the error to end with.
    await record(async () => (await facts()).plannedFacts(run, workspace), options, workspace, context).catch(
      (error) => printError(error, context),
    );
  }
  requirePossible(prepared.plan, where);
  const built = await build(prepared, options, doing, context);
  show(built, output.path, options, context);
  await record(async () => (await facts()).builtFacts(run, built, workspace), options, workspace, context);
}

function build(
  prepared: PreparedMix,
  options: MixOptions,
  doing: ReturnType<typeof hands>,
  context: Context,
): Promise<Built> {
  const { path, ...sink } = outputOf(options);
  const { rejects, pieceBytes } = options;
  return withProgress(context, path, (onProgress) =>
    buildPrepared(prepared, {
      output: path,
      sink,
      version: version(),
      signal: context.signal,
      onProgress,
      ...doing,
      ...(rejects === undefined ? {} : { rejects }),
      ...(pieceBytes === undefined ? {} : { pieceBytes }),
    }),
  );
}

function viewOf({ stdout, env }: Context): MixView {
  return { columns: stdout.columns || PIPE_COLUMNS, colour: wantsColour(stdout, env) };
}

function showPlan({ plan, survey, review }: PreparedMix, { json }: MixOptions, context: Context): void {
  const { fates: _, ...rest } = plan;
  const reviewed = review === undefined ? {} : { review: { ledger: review.head, ...survey.reviews } };
  context.stdout.write(
    json === true
      ? `${JSON.stringify({ schema: PLAN_SCHEMA, ...rest, ...reviewed }, undefined, 2)}\n`
      : planText(plan, viewOf(context)),
  );
  if (json !== true) context.stdout.write(reviewText(reviewed.review));
  if (!plan.possible) context.status = 1;
}

function show({ manifest, resumed }: Built, path: string, { json }: MixOptions, context: Context): void {
  if (json === true) {
    context.stdout.write(`${JSON.stringify(manifest, undefined, 2)}\n`);
    return;
  }
  if (resumed > 0) context.stderr.write('Went on from where an earlier run was interrupted.\n');
  context.stdout.write(builtText(manifest, viewOf(context)));
  context.stdout.write(reviewText(manifest.review));
  context.stdout.write(`\n${placesText(path, manifestFile(path))}`);
}
