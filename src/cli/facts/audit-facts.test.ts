import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Audit, AuditedItem } from '../../audit/audit.ts';
import type { AuditSettings } from '../../audit/settings.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { draftsOf, type Fact } from '../../ledger/recorder.ts';
import { requireDraft } from '../../ledger/require-draft.ts';
import { auditFacts } from './audit-facts.ts';

const disk = scratch();
const SETTINGS: AuditSettings = {
  failOn: ['late'],
  severity: 'high',
  score: 0,
  unanswered: false,
  checkEvery: 30,
  drillEvery: 90,
  mode: 'accumulate',
  humanMinimum: 0.3,
};
const item = (id: string, result: AuditedItem['result'], waiver?: object) =>
  ({ id, result, ...(waiver === undefined ? {} : { waiver }) }) as AuditedItem;
const audit = (more: Partial<Audit> = {}): Audit =>
  ({
    at: '2026-05-06T07:08:09.012Z',
    line: 'novels',
    tool: { name: 'outcross', version: '1' },
    status: 'failed',
    counts: { passed: 1, failed: 1, 'not-answered': 0, 'not-applicable': 0, waived: 1 },
    scores: [{ stage: 'sources', score: 62.5 }, { stage: 'mixes' }],
    items: [item('a.one', 'passed'), item('b.two', 'failed')],
    ...more,
  }) as Audit;
const waiver = (more: object = {}) => ({
  item: 'c.three',
  owner: 'zoe',
  reason: 'soon',
  expires: '2026-12-31',
  where: 'outcross.yaml:3',
  ...more,
});

/** Facts that the ledger takes, whole. */
async function accepted(
  found: Audit,
  options: { html?: string; when?: Audit['when'] } = {},
): Promise<Fact[]> {
  const facts = await auditFacts(found, SETTINGS, options as never, { folder: disk.folder });
  const actor = { kind: 'tool', name: 'zoe' } as const;
  for (const draft of draftsOf(facts, { actor, now: () => new Date(0) })) requireDraft(draft);
  return facts;
}

describe('an audit as the ledger remembers it', () => {
  it('says how it ended, by which settings, what failed, and scores as shares where there are any', async () => {
    const [ran, ...more] = await accepted(audit({ score: 62.5 }), { when: ['before-training'] });
    expect(more).toEqual([]);
    expect(ran.subjects).toEqual([
      { type: 'audit', id: '2026-05-06T07:08:09.012Z' },
      { type: 'line', id: 'novels' },
    ]);
    expect(ran.body).toMatchObject({
      when: 'before-training',
      result: 'failed',
      failed: ['b.two'],
      stages: { sources: 0.625 },
      score: 62.5,
      settings: SETTINGS,
    });
    expect(ran.body).not.toHaveProperty('report');
  });

  it('is of all items where no moment was asked for, and has no score where nothing applied', async () => {
    const [{ body }] = await accepted(audit());
    expect(body['when']).toBe('all');
    expect(body).not.toHaveProperty('score');
  });

  it('names the page that was written, with its digest', async () => {
    const html = disk.write('audit.html', '<p>');
    const [{ body }] = await accepted(audit(), { html });
    const sha256 = createHash('sha256').update('<p>').digest('hex');
    expect(body['report']).toEqual({ name: 'audit.html', bytes: 3, sha256 });
  });

  it('remembers each waiver that it relied on, by item and audit', async () => {
    const items = [item('c.three', 'waived', waiver()), item('d.four', 'passed')];
    const [, used, ...more] = await accepted(audit({ items }));
    expect(more).toEqual([]);
    expect(used).toMatchObject({
      kind: 'waiver.used',
      subjects: [
        { type: 'item', id: 'c.three' },
        { type: 'audit', id: '2026-05-06T07:08:09.012Z' },
      ],
      body: {
        item: 'c.three',
        owner: 'zoe',
        reason: 'soon',
        until: '2026-12-31',
        audit: { result: 'failed' },
      },
    });
  });

  it('is recorded though an owner or a reason is longer than the ledger takes: the beginning is', async () => {
    const [owner, reason] = [`${'z'.repeat(199)}\ud83d\ude00`, 'why '.repeat(2_000)];
    const [, used] = await accepted(audit({ items: [item('c.three', 'waived', waiver({ owner, reason }))] }));
    const { owner: who, reason: why } = used.body as { owner: string; reason: string };
    expect(who).toBe('z'.repeat(199));
    expect([reason.startsWith(why), why.length]).toEqual([true, 4_000]);
  });
});
