import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { badgeJson, badgeOf, badgeSvg } from '../../report/ci/badge.ts';
import { codeQuality } from '../../report/ci/code-quality.ts';
import { type Results, resultsOf } from '../../report/ci/results.ts';
import { summaryMarkdown } from '../../report/ci/summary.ts';
import type { Context } from '../context.ts';
import { isAudit, type ResultDocument, readResult } from '../result-document.ts';
import { requireSideFiles } from '../row-files.ts';

/** Options of `outcross summary`. */
export interface SummaryOptions {
  readonly badge?: string;
  readonly codeQuality?: string;
  readonly json?: boolean;
}

export const SUMMARY_SCHEMA = 'outcross.summary/1';

/** Puts what a run of CI found on one page. Its status says nothing of gates: whoever found it has said that. */
export async function summarise(
  paths: readonly string[],
  { badge, codeQuality: quality, json }: SummaryOptions,
  context: Context,
): Promise<void> {
  await requireSideFiles({ '--badge': badge, '--code-quality': quality }, paths);
  if (badge !== undefined && !/\.(json|svg)$/i.test(badge)) {
    throw new OutcrossError('E_USAGE', `--badge names ${badge}, which is neither .json nor .svg`, {
      where: '--badge',
      hint: 'badge.svg is a picture; badge.json is for the endpoint badge of shields.io.',
    });
  }
  const results = await read(paths);
  const shown = badgeOf(results);
  if (badge !== undefined)
    await atomicWrite(badge, /\.svg$/i.test(badge) ? badgeSvg(shown) : badgeJson(shown));
  if (quality !== undefined)
    await atomicWrite(quality, `${JSON.stringify(codeQuality(results), undefined, 2)}\n`);
  context.stdout.write(json === true ? document(results) : summaryMarkdown(results));
}

async function read(paths: readonly string[]): Promise<Results> {
  const found: ResultDocument[] = [];
  for (const path of paths) found.push(await readResult(path));
  const audits = found.filter(isAudit);
  const checks = found.filter((each) => !isAudit(each));
  if (audits.length > 1 || checks.length > 1) {
    throw new OutcrossError('E_USAGE', 'a summary is of one report of check and one audit', {
      hint: 'Make one for each line; outcross diff compares two.',
    });
  }
  return resultsOf(checks[0] as Results['check'], audits[0]);
}

function document({ status, verdict, score, newest }: Results): string {
  const value = { schema: SUMMARY_SCHEMA, status, verdict, generation: newest?.name, score };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
