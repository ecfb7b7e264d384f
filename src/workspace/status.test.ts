import { describe, expect, it } from 'vitest';
import type { EventDraft, LedgerEvent } from '../ledger/event.ts';
import type { EventQuery, LedgerStore } from '../ledger/store.ts';
import { madeRows, workspaces } from './fixtures.test.support.ts';
import { lineStatus } from './status.ts';

const { make, anchored } = workspaces();
const NOW = Date.parse('2026-06-15T12:00:00.000Z');
const line = { 'g1.jsonl': madeRows(5, 1), 'g2.jsonl': madeRows(5, 2), 'm.jsonl': '' };
const YAML = 'line: novels\nhuman: human.jsonl\ngenerations: "g*.jsonl"\n';

/** A ledger that holds these events, and can only be read. */
function ledgerOf(drafts: readonly EventDraft[]): LedgerStore {
  const events = drafts.map((draft, i): LedgerEvent => ({ ...draft, seq: i + 1, previous: '', digest: '' }));
  return {
    place: 'memory',
    async *events({ kinds = [], limit }: EventQuery = {}) {
      yield* events
        .filter(({ kind }) => kinds.includes(kind))
        .reverse()
        .slice(0, limit);
    },
    async *latest(type: string, kinds: readonly string[]) {
      const newest = new Map<string, LedgerEvent>();
      for (const event of events) {
        if (!kinds.includes(event.kind)) continue;
        for (const subject of event.subjects) if (subject.type === type) newest.set(subject.id, event);
      }
      for (const [id, event] of newest) yield { id, event };
    },
  } as unknown as LedgerStore;
}

const event = (
  kind: string,
  type: 'generation' | 'mix' | 'audit',
  id: string,
  at: string,
  body: object,
): EventDraft => ({
  kind,
  at,
  actor: { kind: 'tool', name: 'outcross' },
  subjects: [{ type, id }],
  body: body as Record<string, unknown>,
});
const verdict = (name: string, of: string, at = '2026-06-15T09:00:00.000Z') =>
  event('verdict.given', 'generation', name, at, { verdict: of, why: `because ${of}` });
const built = (generation: number) =>
  event('mix.built', 'mix', 'm', '2026-06-14T12:00:00.000Z', {
    generation,
    examples: 10,
    output: { name: 'm.jsonl' },
    composition: { origin: { human: 7 } },
  });
const audited = (result: string, failed: string[]) =>
  event('audit.ran', 'audit', 'a', '2026-06-14T12:00:00.000Z', { result, failed, items: {} });

const due = async (yaml: string, events: readonly EventDraft[] = [], files = line) =>
  (await lineStatus(await anchored(yaml, files), ledgerOf(events), NOW)).due.map(({ command }) => command);

describe('lineStatus', () => {
  it('says what the files say where nothing was remembered', async () => {
    const status = await lineStatus(await anchored(YAML, line), undefined, NOW);
    expect(status).toMatchObject({ line: 'novels', verdicts: [{ generation: 'g1' }, { generation: 'g2' }] });
    expect(status.anchor!.reservoir + status.anchor!.holdout).toBe(60);
    expect(status).not.toHaveProperty('mix');
    expect(status).not.toHaveProperty('audit');
  });

  it('gives each generation its newest verdict', async () => {
    const ledger = ledgerOf([
      verdict('g1', 'healthy'),
      verdict('g2', 'narrow'),
      verdict('g1', 'early'),
      built(3),
      audited('passed', []),
    ]);
    const status = await lineStatus(await anchored(YAML, line), ledger, NOW);
    expect(status.verdicts.map(({ verdict: v }) => v?.verdict)).toEqual(['early', 'narrow']);
    expect(status.mix).toMatchObject({ generation: 3, at: '2026-06-14T12:00:00.000Z' });
    expect(status.audit?.result).toBe('passed');
  });
});

describe('what is due', () => {
  it('begins with human data, then the anchor', async () => {
    const before = await lineStatus(await make('line: x\n'), undefined, NOW);
    expect(before.due.map(({ command }) => command)).toEqual(['outcross validate']);
    const named = await lineStatus(await make('human: human.jsonl\n'), undefined, NOW);
    expect(named.due.map(({ command }) => command)).toEqual(['outcross anchor']);
  });

  it('is the first mix before the first generation, and a check of what was never checked', async () => {
    expect((await due(YAML, [], {} as typeof line))[0]).toBe('outcross mix');
    expect((await due(YAML, [verdict('g1', 'healthy')]))[0]).toBe('outcross check');
  });

  it('is recovery where the newest generation fails, but not for one before it', async () => {
    expect((await due(YAML, [verdict('g1', 'early'), verdict('g2', 'early')]))[0]).toBe('outcross recover');
    expect(await due(YAML, [verdict('g1', 'late'), verdict('g2', 'narrow')])).not.toContain(
      'outcross recover',
    );
    expect((await due(`${YAML}gates: {failOn: [narrow]}\n`, [verdict('g2', 'narrow')]))[0]).toBe(
      'outcross recover',
    );
  });

  it('is the next mix, then training on it', async () => {
    const checked = [verdict('g2', 'narrow')];
    expect((await due(YAML, checked))[0]).toBe('outcross mix');
    expect((await due(YAML, [...checked, built(2)]))[0]).toBe('outcross mix');
    const yaml = `${YAML}train: "./train.sh {mix} {generation}"\n`;
    expect((await due(yaml, [...checked, built(3)]))[0]).toMatch(/^\.\/train\.sh .*mixes\/train-3\.jsonl 3$/);
  });

  it('is the same mix anew where it was built and its file is gone', async () => {
    const checked = [verdict('g2', 'narrow')];
    const { 'm.jsonl': _, ...without } = line;
    const status = await lineStatus(await anchored(YAML, without), ledgerOf([...checked, built(3)]), NOW);
    expect(status.mixIsGone).toBe(true);
    expect(status.due[0]).toEqual({
      command: 'outcross mix',
      why: 'm.jsonl was built on 2026-06-14, and its file is gone',
    });
    const whole = await lineStatus(await anchored(YAML, line), ledgerOf([...checked, built(3)]), NOW);
    expect(whole).not.toHaveProperty('mixIsGone');
  });

  it.each([
    ['2026-05-17T12:00:00.000Z', '', false],
    ['2026-05-16T12:00:00.000Z', '', true],
    ['2026-06-08T11:00:00.000Z', 'gates: {checkEvery: 7}\n', true],
    ['2026-06-08T13:00:00.000Z', 'gates: {checkEvery: 7}\n', false],
  ])('is a check again where the newest is of %s (%j): %s', async (at, gates, stale) => {
    const commands = await due(YAML + gates, [verdict('g2', 'narrow', at)]);
    expect(commands[0] === 'outcross check').toBe(stale);
  });

  it('is an audit where it was never run or failed', async () => {
    const rest = [verdict('g2', 'narrow')];
    expect(await due(YAML, rest)).toContain('outcross audit');
    expect(await due(YAML, [...rest, audited('failed', ['a', 'b'])])).toContain('outcross audit');
    expect(await due(YAML, [...rest, audited('passed', [])])).not.toContain('outcross audit');
  });
});
