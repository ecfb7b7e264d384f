import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../base/atomic.ts';
import type { RunRowsOptions } from '../engine/rows/run-rows.ts';
import { type Carriers, readCarriers } from './carriers.ts';
import type { Choice } from './choose.ts';
import { isText, standing } from './how-much.ts';
import { lostReport } from './lost-report.ts';
import { type LostTail, lostTail } from './lost-tail.ts';
import { afterMix, mixCommand } from './next-commands.ts';
import {
  type EarlyPlan,
  type LostReport,
  type Needed,
  type Outlook,
  RECOVERY_SCHEMA,
  type Selection,
} from './plan.ts';
import { selectExamples, writeSelection } from './select.ts';
import type { Situation } from './situation.ts';

export interface RecoverOptions extends RunRowsOptions {
  /** Where the chosen examples and the policy go, or would go. */
  readonly folder: string;
  /** Nothing is written. */
  readonly dryRun?: boolean;
}

/** What stands in the plan of a text corpus, beside the head. */
interface Chosen {
  readonly lost: LostReport;
  readonly selection: Omit<Selection, 'file' | 'written'>;
  readonly carriers: Carriers;
  readonly choice: Choice;
}

/**
 * The plan of an early collapse: how much human data, which examples, what to expect, and the commands. Writes the examples and,
 * where the workspace's policy asks for less human data than is needed, a policy. Throws as reading and writing do.
 */
export async function planEarly(
  situation: Situation,
  lastHealthy: number | undefined,
  options: RecoverOptions,
): Promise<EarlyPlan> {
  const { generations, place, policy, line, why } = situation;
  const { name, verdict } = generations[place];
  const { needed, outlook } = standing(situation);
  const chosen = isText(situation) ? await choose(situation, needed, options) : undefined;
  const file = join(options.folder, `early-${fileName(name)}.jsonl`);
  const asksForMore = needed.humanShare > policy.human.minimum;
  const policyFile = asksForMore ? join(options.folder, `early-${fileName(name)}.yaml`) : undefined;
  if (options.dryRun !== true) {
    if (chosen !== undefined)
      await writeSelection(file, situation.reservoir, chosen.carriers, chosen.choice, options);
    if (policyFile !== undefined) {
      await mkdir(options.folder, { recursive: true });
      await atomicWrite(policyFile, policyText(situation, needed.humanShare));
    }
  }
  const human = chosen === undefined ? situation.reservoir.inputs : [file];
  const made = generations.slice(0, place + 1).flatMap(({ corpus }) => corpus);
  const inputs = [...human, ...made];
  const mix = mixCommand(inputs, situation, policyFile);
  return {
    schema: RECOVERY_SCHEMA,
    phase: 'early',
    line,
    generation: name,
    verdict,
    why,
    ...(lastHealthy === undefined ? {} : { lastHealthy: generations[lastHealthy] }),
    ...(chosen === undefined ? {} : { lost: chosen.lost }),
    needed,
    inputs,
    ...(chosen === undefined
      ? {}
      : { selection: { ...chosen.selection, file, written: options.dryRun !== true } }),
    ...(outlook === undefined ? {} : { outlook }),
    ...(policyFile === undefined ? {} : { policyFile }),
    commands: [{ command: mix, why: 'build the next training set' }, ...afterMix(situation)],
    notes: notesOf(chosen?.selection, needed, outlook, isText(situation)),
  };
}

/** What of the tail is lost, and who carries it. */
export async function lostOf(
  { checked, place, reservoir: spec }: Situation,
  options: RunRowsOptions,
): Promise<{ tail: LostTail; carriers: Carriers; lost: LostReport }> {
  const { comparison } = checked;
  const { reservoir } = comparison.human;
  const generation = comparison.generations[place];
  const tail = lostTail(reservoir, generation);
  const carriers = await readCarriers(spec, tail.orders, options);
  return { tail, carriers, lost: lostReport(tail, carriers, reservoir, generation) };
}

async function choose(situation: Situation, needed: Needed, options: RunRowsOptions): Promise<Chosen> {
  const { tail, carriers, lost } = await lostOf(situation, options);
  const { choice, selection } = selectExamples(tail, carriers, needed.humanTokens);
  return { lost, selection, carriers, choice };
}

/** A generation may be called by a path, in any script: two of them are never one file. */
export function fileName(name: string): string {
  if (/^[\w.-]{1,100}$/.test(name)) return name;
  const digest = createHash('sha256').update(name).digest('hex');
  return `${name.replaceAll(/[^\w.-]+/g, '_').slice(0, 80)}-${digest.slice(0, 8)}`;
}

/** The policy of the workspace with the human share that is needed. JSON is YAML. */
export function policyText({ policySection, policy }: Situation, humanShare: number): string {
  const share = policy.human.share;
  const human = {
    minimum: humanShare,
    ...(share === undefined ? {} : { share: Math.max(share, humanShare) }),
  };
  return `${JSON.stringify({ policy: { ...policySection, mode: 'accumulate', human } }, undefined, 2)}\n`;
}

function notesOf(
  selection: Pick<Selection, 'short'> | undefined,
  needed: Needed,
  outlook: Outlook | undefined,
  text: boolean,
): string[] {
  const notes: string[] = [];
  if (!text)
    notes.push('Which examples carry what is lost can be told of text alone: the whole reservoir is named.');
  if (selection !== undefined && selection.short > 0)
    notes.push(
      `The reservoir is short of ${selection.short.toLocaleString('en-US')} tokens: collect new human text, or train on smaller sets.`,
    );
  if (outlook !== undefined && !outlook.fresh)
    notes.push(
      `The reservoir has not enough for ${needed.generations} sets of new rows: the outlook is of the same rows again, and new human text does better.`,
    );
  return notes;
}
