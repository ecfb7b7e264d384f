import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EMPTY_HEAD, sealed } from '../../ledger/digest.ts';
import { streamOf } from '../../ledger/fixtures.test.support.ts';
import type { Fact } from '../../ledger/recorder.ts';
import { verifyEvents } from '../../ledger/verify.ts';
import type { EarlyPlan, LatePlan } from '../../recover/plan.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { drillFacts } from '../actions/recover-drill.ts';
import { planFacts } from './facts.ts';

const { make } = workspaces();
const workspace = await make('line: novels', { 'recovery/early-g2.jsonl': '{"text":"a"}\n' });
const head = { schema: 'outcross.recovery/1', line: 'novels', generation: 'g2', why: 'because' } as const;
const early: EarlyPlan = {
  ...head,
  phase: 'early',
  verdict: 'early',
  lastHealthy: { name: 'g1', corpus: ['g1.jsonl'], verdict: 'healthy' },
  inputs: [],
  needed: {
    humanShare: 0.4,
    humanTokens: 40,
    generatedTokens: 60,
    keep: 0.9,
    generations: 10,
    policy: 0.3,
    bestWeight: 0.5,
  },
  selection: {
    file: join(workspace.folder, 'recovery/early-g2.jsonl'),
    written: true,
    examples: 1,
    tokens: 2,
    forTail: 1,
    lost: 3,
    carried: 2,
    lostMass: 0.5,
    leftMass: 0.1,
    short: 0,
  },
  commands: [{ command: `outcross mix ${'x'.repeat(20_000)}`, why: 'w' }],
  notes: [],
};
const late: LatePlan = {
  ...head,
  phase: 'late',
  verdict: 'late',
  keep: [],
  drop: [],
  tainted: [],
  commands: [],
  notes: [],
};

async function accepted(facts: readonly Fact[]): Promise<boolean> {
  const actor = { kind: 'tool', name: 't' } as const;
  const drafts = facts.map((fact) => ({ ...fact, at: '2026-01-02T03:04:05.678Z', actor }));
  return (await verifyEvents(streamOf(sealed(drafts, EMPTY_HEAD)))).passed;
}

describe('a plan as the ledger remembers it', () => {
  it('names verdict, share, examples and the digest of what was written', async () => {
    const facts = await planFacts(early, workspace);
    expect(facts).toMatchObject([
      {
        kind: 'recovery.planned',
        subjects: [
          { type: 'generation', id: 'g2' },
          { type: 'line', id: 'novels' },
        ],
        body: {
          verdict: 'early',
          lastHealthy: 'g1',
          humanShare: 0.4,
          examples: 1,
          output: { files: [{ name: 'recovery/early-g2.jsonl', bytes: 13 }] },
        },
      },
    ]);
    expect(await accepted(facts)).toBe(true);
  });

  it('is what the ledger takes where little is known, and nothing where nothing was planned', async () => {
    const facts = await planFacts(late, workspace);
    expect(facts[0].body).not.toHaveProperty('lastHealthy');
    expect(await accepted(facts)).toBe(true);
    expect(await planFacts({ ...head, phase: 'none', verdict: 'healthy', advice: '' }, workspace)).toEqual(
      [],
    );
  });
});

describe('a drill as the ledger remembers it', () => {
  it('has each step with its time, and whether the response worked', async () => {
    const steps = [{ name: 'check', seconds: 1.5, result: 'failed', note: 'not kept' }] as const;
    const drill = {
      schema: 'outcross.drill/1',
      scenario: 'replacement',
      steps,
      seconds: 2,
      worked: false,
    } as const;
    const facts = drillFacts(drill, workspace);
    expect(facts[0].body).toMatchObject({
      scenario: 'replacement',
      result: 'failed',
      seconds: 2,
      steps: [{ name: 'check', seconds: 1.5, result: 'failed' }],
    });
    expect(await accepted(facts)).toBe(true);
  });
});
