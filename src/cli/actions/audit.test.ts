import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Audit } from '../../audit/audit.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import { openLedger } from '../../ledger/open.ts';
import { madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import { desk, hiddenIn, widest } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const { make, anchored } = workspaces();
const YAML = 'line: stories\nhuman: human.jsonl\ngenerations: "g*.jsonl"\n';

/** Runs the command in a workspace, as if it were the working folder's. */
async function outcross(folder: string, args: readonly string[], columns = 80) {
  const made = desk({ OUTCROSS_ACTOR: 'ann' });
  made.out.columns = columns;
  const status = await run([...args, '--config', join(folder, 'outcross.yaml')], made.context);
  return { status, out: made.out.text, err: made.err.text };
}
const audited = (folder: string, ...args: string[]) => outcross(folder, ['audit', '--workers', '0', ...args]);

async function eventsIn(folder: string): Promise<LedgerEvent[]> {
  const store = await openLedger(undefined, folder, { create: false });
  const events: LedgerEvent[] = [];
  for await (const event of store.events()) events.push(event);
  await store.close();
  return events;
}

describe('outcross audit', () => {
  it('fails a workspace that was never checked, in 80 columns, with a command for each thing', async () => {
    const { folder } = await anchored(YAML, { 'g1.jsonl': madeRows(8, 1) });
    const { status, out, err } = await audited(folder);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out).toContain('Audit of stories: failed');
    expect(out).toContain('critical  health.checked');
    expect(out).toContain('    outcross check\n');
    expect(hiddenIn(out)).toEqual([]);
    const prose = out.split('\n').filter((line) => !/^ {4,6}\S*(outcross|\.\.|\/)/.test(line));
    expect(widest(prose.join('\n'))).toBeLessThanOrEqual(80);
  });

  it('writes with --json one document, and records what it found', async () => {
    const { folder } = await anchored(YAML, { 'g1.jsonl': madeRows(8, 1) });
    const { out } = await audited(folder, '--json');
    const found = JSON.parse(out) as Audit;
    expect(found).toMatchObject({ schema: 'outcross.audit/1', status: 'failed', line: 'stories' });
    const [event] = await eventsIn(folder);
    expect(event).toMatchObject({
      kind: 'audit.ran',
      actor: { kind: 'tool', name: 'ann' },
      body: { when: 'all', result: 'failed', items: found.counts },
    });
    expect(event.body['failed']).toEqual(
      found.items.filter(({ result }) => result === 'failed').map(({ id }) => id),
    );
  });

  it('records what it was judged by, and finds later that a gate was loosened', async () => {
    const { folder } = await anchored(`${YAML}gates: {failOn: [early, late, narrow]}\n`);
    await audited(folder);
    const [event] = await eventsIn(folder);
    expect(event.body).toMatchObject({
      score: expect.any(Number),
      settings: { failOn: ['early', 'late', 'narrow'], severity: 'high', humanMinimum: 0.3 },
    });
    writeFileSync(join(folder, 'outcross.yaml'), YAML);
    const itemIn = async () => {
      const found = JSON.parse((await audited(folder, '--json')).out) as Audit;
      return found.items.find(({ id }) => id === 'recurrence.loosened')!;
    };
    const { result, evidence } = await itemIn();
    expect([result, evidence[0].text]).toEqual(['failed', expect.stringContaining('failOn lost narrow')]);
    await outcross(folder, ['audit', 'answer', 'recurrence.loosened', 'yes', '--owner', 'Zoe']);
    expect((await itemIn()).result).toBe('passed');
  });

  it('records nothing where it is told so, or where only a part by stage was asked', async () => {
    const { folder } = await anchored(YAML);
    for (const args of [['--dry-run'], ['--no-ledger'], ['--stage', 'sources']])
      await audited(folder, ...args);
    expect(existsSync(join(folder, '.outcross', 'ledger.sqlite'))).toBe(false);
  });

  it('asks only for the moments that are named', async () => {
    const { folder } = await anchored(YAML);
    const { out } = await audited(folder, '--json', '--when', 'before-ingest,before-training');
    const moments = new Set((JSON.parse(out) as Audit).items.map(({ when }) => when));
    expect([...moments].sort()).toEqual(['before-ingest', 'before-training']);
    const wrong = await audited(folder, '--when', 'before-trainin');
    expect(wrong.status).toBe(2);
    expect(wrong.err).toContain('Did you mean "before-training"?');
  });

  it('writes page, Markdown, SARIF and JUnit', async () => {
    const { folder } = await anchored(YAML);
    const at = (name: string) => join(folder, name);
    const { out } = await audited(
      folder,
      ...['--html', at('a.html'), '--markdown', at('a.md'), '--sarif', at('a.sarif'), '--junit', at('a.xml')],
    );
    expect(readFileSync(at('a.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect(readFileSync(at('a.md'), 'utf8')).toContain('### Outcross audit of stories');
    expect(JSON.parse(readFileSync(at('a.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(at('a.xml'), 'utf8')).toContain('<testsuites name="outcross audit"');
    expect(out).toContain('Written to ');
    const same = await audited(folder, '--html', at('b'), '--markdown', at('b'));
    expect([same.status, same.err]).toEqual([2, expect.stringContaining('E_USAGE')]);
  });

  it('lets a waiver hold until its day, and uses it on record', async () => {
    const waiver = (day: string) =>
      `waivers:\n  - {item: accumulation.mix-built, owner: zoe, reason: later, expires: ${day}}\n` +
      '  - {item: recurrence.ledger, owner: zoe, reason: later, expires: 2099-01-01}\n';
    const { folder } = await anchored(YAML + waiver('2999-01-01'));
    const held = JSON.parse((await audited(folder, '--json')).out) as Audit;
    expect(held.items.find(({ id }) => id === 'accumulation.mix-built')).toMatchObject({
      result: 'waived',
      waiver: { owner: 'zoe', expires: '2999-01-01' },
    });
    const used = (await eventsIn(folder)).filter(({ kind }) => kind === 'waiver.used');
    expect(used.map(({ body }) => body['item'])).toEqual(['accumulation.mix-built', 'recurrence.ledger']);
    const past = await anchored(YAML + waiver('2020-01-01'));
    const failed = JSON.parse((await audited(past.folder, '--json')).out) as Audit;
    expect(failed.reasons.map(({ gate }) => gate)).toContain('waiver');
  });

  it('refuses a waiver of an item that there is not, with the nearest spelling', async () => {
    const yaml = 'waivers:\n  - {item: sources.licenced, owner: z, reason: r, expires: 2027-01-01}\n';
    const { folder } = await make(yaml);
    const { status, err } = await audited(folder);
    expect(status).toBe(2);
    expect(err).toMatch(/E_CONFIG.*sources\.licenced[\s\S]*outcross\.yaml:2[\s\S]*"sources\.licensed"/);
  });

  it('needs a workspace', async () => {
    const made = desk();
    expect(await run(['audit', '--no-config'], made.context)).toBe(2);
    expect(made.err.text).toContain('outcross init');
  });
});

describe('outcross audit answer', () => {
  const answer = (folder: string, ...args: string[]) => outcross(folder, ['audit', 'answer', ...args]);

  it('records who answered, until when, on what; the next audit relies on it', async () => {
    const { folder } = await anchored(YAML);
    const { status, out } = await answer(
      folder,
      ...[
        'sources.training-allowed',
        'yes',
        '--owner',
        'Zoe',
        '--evidence',
        'contract 12',
        '--until',
        '2099-01-01',
      ],
    );
    expect(status).toBe(0);
    expect(out).toContain('sources.training-allowed: yes, by Zoe, until 2099-01-01');
    const [event] = await eventsIn(folder);
    expect(event).toMatchObject({
      kind: 'audit.answered',
      actor: { kind: 'person', name: 'ann' },
      subjects: [{ type: 'item', id: 'sources.training-allowed' }],
      body: { answer: 'yes', owner: 'Zoe', evidence: 'contract 12', until: '2099-01-01' },
    });
    const found = JSON.parse((await audited(folder, '--json')).out) as Audit;
    expect(found.items.find(({ id }) => id === 'sources.training-allowed')).toMatchObject({
      result: 'passed',
      why: 'Zoe answers for it, until 2099-01-01',
      evidence: [{ text: 'contract 12', seq: 1 }],
    });
  });

  it('holds for a year where nobody says otherwise', async () => {
    const { folder } = await make('line: x\n');
    await answer(folder, 'recurrence.owner', 'yes', '--owner', 'Zoe');
    const [{ body, at }] = await eventsIn(folder);
    const days = (Date.parse(`${body['until']}T00:00:00Z`) - Date.parse(at)) / 86_400_000;
    expect(days).toBeGreaterThan(363);
    expect(days).toBeLessThanOrEqual(365);
  });

  it.each([
    ['an item that there is not', ['sources.ownd', 'yes', '--owner', 'Z'], /Did you mean "sources\.owned"\?/],
    ['an item that is computed', ['health.verdict', 'yes', '--owner', 'Z'], /computed, and no answer/],
    ['another answer', ['sources.owned', 'maybe', '--owner', 'Z'], /One of yes, no, not-applicable/],
    ['nobody', ['sources.owned', 'yes', '--owner', ' '], /names nobody/],
    ['no owner', ['sources.owned', 'yes'], /--owner/],
    ['no day', ['sources.owned', 'yes', '--owner', 'Z', '--until', '2027-02-30'], /no day/],
    ['a day that is past', ['sources.owned', 'yes', '--owner', 'Z', '--until', '2020-01-01'], /past/],
  ])('refuses %s', async (_, args, message) => {
    const { folder } = await make('line: x\n');
    const { status, err } = await answer(folder, ...args);
    expect(status).toBe(2);
    expect(err).toMatch(message);
    expect(existsSync(join(folder, '.outcross'))).toBe(false);
  });
});
