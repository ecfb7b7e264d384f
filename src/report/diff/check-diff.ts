import { level, percent } from '../figures.ts';
import type { CorpusSummary, Report } from '../report.ts';
import { type Change, type Whole, whole } from './change.ts';
import { type CheckDiff, DIFF_SCHEMA, type FindingChange } from './diff.ts';
import { findingChanges, weighed } from './findings.ts';
import { type Pair, pairsOf, verdictChanges } from './pairs.ts';
import { bySize, signalChanges, unpaired } from './signals.ts';

/** What changed from one report of `check` to another: verdicts, signals whose intervals do not overlap, findings. Pure. */
export function diffChecks(before: Report, after: Report, version: string): CheckDiff {
  const pairs = pairsOf(before, after);
  const generations = verdictChanges(before, after);
  const signals = pairs.flatMap(signalChanges).sort(bySize);
  const findings = [...pairs.flatMap(ofPair), ...findingChanges(before.findings, after.findings)];
  const gate: Change =
    before.status === after.status ? 'same' : after.status === 'failed' ? 'worse' : 'better';
  return {
    schema: DIFF_SCHEMA,
    of: 'check',
    tool: { name: 'outcross', version },
    change: overall(
      whole([...generations.map(({ change }) => change), gate]),
      whole([...signals.map(({ change }) => change), ...findings.map(weighed)]),
    ),
    status: { before: before.status, after: after.status },
    generations,
    signals,
    findings,
    notes: [...unlike(before, after), ...oneSided(pairs)],
  };
}

/** Verdicts lead: a verdict that got worse is not mended by a signal, one that got better is marred by it. */
function overall(verdicts: Whole, rest: Whole): Whole {
  if (verdicts === 'same') return rest;
  return verdicts === 'better' && (rest === 'worse' || rest === 'mixed') ? 'mixed' : verdicts;
}

function ofPair({ before, after }: Pair): FindingChange[] {
  return findingChanges(before.findings, after.findings, after.name);
}

/** Settings and human text that differ: then a change may come from them. */
function unlike(before: Report, after: Report): string[] {
  const notes: string[] = [];
  const [old, now] = [before.settings, after.settings];
  if (before.tool.version !== after.tool.version)
    notes.push(`Made by different versions: ${before.tool.version}, then ${after.tool.version}.`);
  if (old.alpha !== now.alpha)
    notes.push(`Intervals of different levels: ${level(old.alpha)}, then ${level(now.alpha)}.`);
  if (old.margin !== now.margin)
    notes.push(`Judged by different margins: ${percent(old.margin)}, then ${percent(now.margin)}.`);
  if (old.tokenizer !== now.tokenizer || old.hash !== now.hash || old.blocks !== now.blocks)
    notes.push('Measured in different ways: tokens, hashes or blocks are not the same.');
  for (const side of ['holdout', 'reservoir'] as const) {
    if (!isSameCorpus(before.human[side], after.human[side]))
      notes.push(`The human ${side} is not the same: a change may come from that.`);
  }
  return notes;
}

function isSameCorpus(a: CorpusSummary, b: CorpusSummary): boolean {
  return a.examples === b.examples && a.tokens === b.tokens && a.characters === b.characters;
}

/** Signals that one note names. */
const NAMED = 3;

function oneSided(pairs: readonly Pair[]): string[] {
  const keys = [...new Set(pairs.flatMap(unpaired))];
  if (keys.length === 0) return [];
  const rest = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : '';
  return [`Measured on one side only: ${keys.slice(0, NAMED).join(', ')}${rest}.`];
}
