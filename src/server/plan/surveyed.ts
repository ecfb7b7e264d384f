import { join } from 'node:path';
import { loadDecisions } from '../../ledger/review/load-decisions.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { Candidates } from '../../mix/candidates.ts';
import { loadMixAnchor } from '../../mix/load-anchor.ts';
import { surveySettings } from '../../mix/mix.ts';
import { inOrderOfChoice } from '../../mix/order.ts';
import { reviewSettings } from '../../mix/review.ts';
import { type Survey, type SurveyOptions, survey } from '../../mix/survey.ts';
import { STATE_FOLDER } from '../../workspace/template.ts';
import type { Workspace } from '../../workspace.ts';
import { type Strata, strataIn } from './anchor-strata.ts';
import type { MixInputs } from './inputs.ts';
import type { SurveyKey } from './survey-shelf.ts';

/** What plans of one set of inputs are made of. */
export interface Surveyed {
  /** In order of choice. */
  readonly candidates: Candidates;
  readonly strata: Strata;
  /** Examples by the path of their file. */
  readonly examples: ReadonlyMap<string, number>;
  /** The newest decision of a review that it obeys; 0 for none. */
  readonly reviewed: number;
  /** When it was begun, in milliseconds since 1970. */
  readonly at: number;
}

export interface SurveyedOptions extends SurveyOptions {
  readonly ledger: LedgerStore | undefined;
  readonly now: number;
}

/** Below the folder of the workspace, as `outcross mix` has it. */
const REVIEW_CACHE = join(STATE_FOLDER, 'review');

/**
 * Reads the inputs of the next mix. Types of the tail are looked for even where no policy asks yet: then a quota of them is a matter of
 * planning. Throws as `survey`, `loadMixAnchor` and the ledger.
 */
export async function surveyInputs(
  workspace: Workspace,
  { next, spec }: MixInputs,
  { seed, worth }: SurveyKey,
  { ledger, now, ...options }: SurveyedOptions,
): Promise<Surveyed> {
  const anchor = next.anchor === undefined ? undefined : await loadMixAnchor(next.anchor);
  const strata = await strataIn(workspace, next.anchor);
  const wanted = { seed, tail: { minimum: 1 }, earned: worth ? 0 : 1 };
  const { signal } = options;
  const review =
    ledger === undefined
      ? undefined
      : await loadDecisions(ledger, {
          cache: join(workspace.folder, REVIEW_CACHE),
          ...(signal === undefined ? {} : { signal }),
        });
  try {
    const settings = {
      ...(await surveySettings(wanted, anchor)),
      ...(strata.fields.length === 0 ? {} : { strata: strata.fields }),
      ...(review === undefined ? {} : { review: reviewSettings(review, spec) }),
    };
    const found = await survey(spec, settings, options);
    return {
      candidates: inOrderOfChoice(found.candidates),
      strata,
      examples: examplesByFile(found),
      reviewed: review?.head.seq ?? 0,
      at: now,
    };
  } finally {
    await review?.close();
  }
}

function examplesByFile({ shards, firsts, candidates }: Survey): Map<string, number> {
  const examples = new Map<string, number>();
  shards.forEach(({ path }, i) => {
    const end = firsts[i + 1] ?? candidates.size;
    examples.set(path, (examples.get(path) ?? 0) + end - firsts[i]);
  });
  return examples;
}
