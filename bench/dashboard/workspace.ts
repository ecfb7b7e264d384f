import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Rng } from '../../src/base/rng.ts';
import type { EventDraft, LedgerSubject } from '../../src/ledger/event.ts';
import { DEFAULT_LEDGER, openLedger } from '../../src/ledger/open.ts';
import type { LedgerStore } from '../../src/ledger/store.ts';

export const GENERATIONS = 1_000;
export const LINE = 'bench';

/** Drafts of one append. */
const BATCH = 4_000;

const START = Date.parse('2025-01-01T00:00:00Z');
const REVIEWERS = ['ada', 'ben', 'cho', 'dee'];
const DECISIONS = ['accept', 'accept', 'accept', 'reject', 'skip'];

/** Signals of a verdict: those that a report shows first. */
const SIGNALS = [
  { id: 'tail.coverage', order: 1, band: 0.1, direction: 'falls' },
  { id: 'missing-mass', order: 1, direction: 'falls' },
  { id: 'types', order: 1, direction: 'falls' },
  { id: 'spread.volume', direction: 'falls' },
  { id: 'distinct', order: 2, direction: 'falls' },
  { id: 'self-bleu', order: 4, direction: 'rises' },
  { id: 'repetition.self', order: 4, direction: 'rises' },
  { id: 'perplexity.holdout', order: 5, direction: 'rises' },
  { id: 'divergence.js', order: 1, direction: 'rises' },
  { id: 'category.coverage', direction: 'falls' },
] as const;

/** A workspace whose ledger holds `GENERATIONS` checks among `decisions` decisions of reviewers. Made once. */
export async function benchWorkspace(decisions: number): Promise<string> {
  const folder = join('.bench', 'data', `dashboard-${decisions}`);
  if (existsSync(folder)) return folder;
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(join(making, 'out'), { recursive: true });
  writeFileSync(join(making, 'outcross.yaml'), `line: ${LINE}\ngenerations: out/*.jsonl\n`);
  for (let g = 1; g <= GENERATIONS; g++)
    writeFileSync(join(making, 'out', `${nameOf(g)}.jsonl`), '{"text":"x"}\n');
  const store = await openLedger(DEFAULT_LEDGER, making, { create: true });
  try {
    await fill(store, decisions);
  } finally {
    await store.close();
  }
  renameSync(making, folder);
  return folder;
}

function nameOf(generation: number): string {
  return `g${String(generation).padStart(4, '0')}`;
}

/** The decisions between two checks are spread evenly. */
async function fill(store: LedgerStore, decisions: number): Promise<void> {
  const rng = new Rng('dashboard');
  let batch: EventDraft[] = [];
  const put = async (drafts: readonly EventDraft[], last = false) => {
    batch.push(...drafts);
    if (batch.length < BATCH && !last) return;
    await store.append(batch);
    batch = [];
  };
  let decided = 0;
  for (let g = 1; g <= GENERATIONS; g++) {
    await put(checkOf(g, rng));
    for (const upTo = Math.floor((g * decisions) / GENERATIONS); decided < upTo; decided++)
      await put([decisionOf(decided)]);
  }
  await put([], true);
}

function checkOf(generation: number, rng: Rng): EventDraft[] {
  const fall = Math.exp(-generation / 900);
  const subjects: LedgerSubject[] = [
    { type: 'generation', id: nameOf(generation) },
    { type: 'line', id: LINE },
  ];
  const about = { at: at(generation * 1_000), actor: { kind: 'tool', name: 'bench' }, subjects } as const;
  const verdict = fall > 0.8 ? 'healthy' : fall > 0.5 ? 'early' : 'late';
  const signals = SIGNALS.map((signal) => {
    const ratio = (signal.direction === 'falls' ? fall : 1 / fall) * (1 + 0.02 * rng.normal());
    return { ...signal, value: ratio / 2, baseline: 0.5, ratio, interval: [ratio * 0.97, ratio * 1.03] };
  });
  const size = { examples: 10_000, tokens: 1_250_000, origins: { synthetic: 9_000, human: 1_000 } };
  const checked = { position: generation, ...size, alpha: 0.05, margin: 0.1, version: '0.1.0' };
  const given = {
    position: generation,
    verdict,
    why: `Tail coverage ${signals[0].ratio.toFixed(2)} of human.`,
    signals,
    findings: verdict === 'healthy' ? [] : [{ id: 'tail.coverage.low', severity: 'warning' }],
    version: '0.1.0',
  };
  return [
    { kind: 'generation.checked', ...about, body: checked },
    { kind: 'verdict.given', ...about, body: given },
  ];
}

function decisionOf(i: number): EventDraft {
  const reviewer = REVIEWERS[i % REVIEWERS.length];
  return {
    kind: 'review.decided',
    at: at(i),
    actor: { kind: 'person', name: reviewer },
    subjects: [{ type: 'example', id: `example-${i}` }],
    body: { decision: DECISIONS[i % DECISIONS.length], reviewer, queue: `q${i % 7}`, seconds: 3 },
  };
}

function at(seconds: number): string {
  return new Date(START + seconds * 1_000).toISOString();
}
