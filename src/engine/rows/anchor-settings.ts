import { OutcrossError } from '../../base/errors.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { ANCHOR_FILE, type AnchorSettings } from '../../quality/anchor/anchor-document.ts';
import { readAnchorDocument } from '../../quality/anchor/open-anchor.ts';
import { LEAST_GROUPS } from '../../quality/anchor/strata.ts';
import type { NearSettings } from '../../quality/duplicates/settings.ts';
import type { RewriteOptions } from './rewrite-corpus.ts';

export interface AnchorOptions extends Omit<RewriteOptions, 'onSummary' | 'beforeCommit' | 'onNote'> {
  /** Share of groups that are held out; default .2. */
  readonly holdout?: number;
  /** Another salt is another split; default `outcross`. */
  readonly salt?: string;
  /** Fields whose values part the data into strata, together. */
  readonly strata?: readonly string[];
  /** Groups that each side of a stratum needs before it says anything; default 5. */
  readonly leastGroups?: number;
  /** Take examples of unknown origin for human. */
  readonly assumeHuman?: boolean;
  /** Leave examples out that are not human, instead of refusing the corpus. */
  readonly leaveOutOthers?: boolean;
  /** How near-duplicates of the holdout will be known; default `DEFAULT_NEAR`. */
  readonly near?: NearSettings;
  /** Write over an anchor that was made with the same settings. */
  readonly replace?: boolean;
  /** Of the program, for `anchor.json`. */
  readonly version?: string;
}

const DEFAULT_HOLDOUT = 0.2;
const DEFAULT_SALT = 'outcross';

/** The settings that options come to. Throws `E_PARAMETER`. */
export function anchorSettings(spec: CorpusSpec, options: AnchorOptions): AnchorSettings {
  const { holdout = DEFAULT_HOLDOUT, salt = DEFAULT_SALT, leastGroups = LEAST_GROUPS } = options;
  if (!(holdout > 0 && holdout < 1)) {
    throw new OutcrossError(
      'E_PARAMETER',
      `holdout is ${holdout}; it must lie between 0 and 1, both excluded`,
      {
        where: 'holdout',
        hint: 'Such as 0.2.',
      },
    );
  }
  if (!(Number.isSafeInteger(leastGroups) && leastGroups >= 1)) {
    throw new OutcrossError(
      'E_PARAMETER',
      `leastGroups is ${leastGroups}; it must be a whole number from 1`,
      {
        where: 'leastGroups',
      },
    );
  }
  return { holdout, salt, groupField: spec.groupField ?? null, strata: options.strata ?? [], leastGroups };
}

const FROZEN = ['holdout', 'salt', 'groupField'] as const;

/**
 * Throws `E_PARAMETER` where an anchor stands in the folder whose examples these settings would move to the other side: what was
 * measured against its holdout could not be compared any more.
 */
export async function requireSameSplit(folder: string, settings: AnchorSettings): Promise<void> {
  const before = await readAnchorDocument(folder).catch(() => undefined);
  const changed = FROZEN.find((key) => before !== undefined && before.settings[key] !== settings[key]);
  if (changed === undefined) return;
  const [old, now] = [before!.settings[changed], settings[changed]].map((value) => JSON.stringify(value));
  throw new OutcrossError(
    'E_PARAMETER',
    `the holdout of ${folder} was frozen with ${changed} ${old}, not ${now}`,
    {
      where: `${folder}/${ANCHOR_FILE}`,
      hint: 'Use the same, or give another folder: a holdout that changes cannot be measured against.',
    },
  );
}
