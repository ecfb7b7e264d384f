import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { auditedItem, auditOf } from '../../test/fixtures/audit.ts';
import { COLLAPSING, HEALTHY } from '../../test/fixtures/report.ts';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { draft } from '../ledger/fixtures.test.support.ts';
import { json } from '../report/json.ts';
import { humanRows, madeRows, workspaces } from '../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../workspace/ledger.ts';
import { desk } from './fixtures.test.support.ts';
import { run } from './run.ts';

const disk = scratch();
const { make, anchored } = workspaces();
const early = disk.write('early.json', json(COLLAPSING));
const before = disk.write(
  'before.json',
  json({ ...COLLAPSING, generations: COLLAPSING.generations.slice(0, 2) }),
);
const healthy = disk.write('healthy.json', json(HEALTHY));
const audit = (name: string, result: 'passed' | 'failed', score: number) =>
  disk.write(name, JSON.stringify(auditOf([auditedItem('sources.owned', result)], score)));
const good = audit('good.json', 'passed', 90);
const bad = audit('bad.json', 'failed', 20);

function schema(name: string): ValidateFunction {
  const path = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
  // Dates are text with a pattern of their own in the ledger.
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    allErrors: true,
    strictRequired: false,
    validateFormats: false,
  });
  return ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
}

/** What a command wrote, which must keep to the schema. */
async function valid(name: string, ...args: string[]): Promise<Record<string, unknown>> {
  const { context, out } = desk();
  await run(args, context);
  const document = JSON.parse(out.text);
  const validate = schema(name);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  return document;
}

describe('the documents that commands write with --json', () => {
  it('keep to their schema: diff of two checks, and of two audits', async () => {
    for (const pair of [
      [before, early],
      [early, before],
      [healthy, early],
      [healthy, healthy],
    ])
      expect(await valid('diff', 'diff', ...pair, '--json')).toMatchObject({ of: 'check' });
    expect(await valid('diff', 'diff', good, bad, '--json')).toMatchObject({ of: 'audit', change: 'worse' });
    expect(await valid('diff', 'diff', bad, good, '--json')).toMatchObject({ of: 'audit', change: 'better' });
  });

  it('keep to their schema: summary of either, and of both', async () => {
    expect(await valid('summary', 'summary', early, bad, '--json')).toMatchObject({
      status: 'failed',
      score: 20,
    });
    expect(await valid('summary', 'summary', good, '--json')).toEqual({
      schema: 'outcross.summary/1',
      status: 'passed',
      score: 90,
    });
    await valid('summary', 'summary', early, '--json');
  });

  it('keep to their schema: guard, of what is tagged and what is not', async () => {
    const tagged = disk.write('tagged.jsonl', humanRows(3));
    const mixed = disk.write('mixed.jsonl', `${jsonl([{ text: 'two' }])}no json\n`);
    expect(await valid('guard', 'guard', '--no-config', tagged, '--json')).toMatchObject({ refused: 0 });
    const found = await valid('guard', 'guard', '--no-config', mixed, '--require', 'origin,source', '--json');
    expect(found).toMatchObject({ refused: 1, malformed: 1, rows: [{ row: 2 }, { row: 1 }] });
  });

  it('keep to their schema: status, of a bare workspace and of one with a past', async () => {
    const status = (folder: string) =>
      valid('status', 'status', '--config', join(folder, 'outcross.yaml'), '--json');
    expect(await status((await make('line: x\n')).folder)).toMatchObject({ generations: [] });
    const yaml = 'line: tales\nhuman: human.jsonl\ngenerations: [{name: g1, corpus: g1.jsonl, model: m}]\n';
    const workspace = await anchored(yaml, { 'g1.jsonl': madeRows(5, 1) });
    const store = await openLedgerOf(workspace, { create: true });
    const digest = 'ab'.repeat(32);
    const output = { name: 'a', count: 1, bytes: 1, sha256: digest };
    await store.append([
      draft('verdict.given', [{ type: 'generation', id: 'g1' }], {
        position: 1,
        verdict: 'early',
        why: 'the tail falls',
        signals: [],
        findings: [],
        version: '1',
      }),
      draft('mix.built', [{ type: 'mix', id: 'a' }], {
        inputs: [],
        output,
        policy: digest,
        examples: 1,
        composition: { origin: { human: 1 } },
        version: '1',
      }),
      draft('audit.ran', [{ type: 'audit', id: 'a' }], {
        when: 'all',
        result: 'failed',
        items: {},
        stages: {},
        failed: ['sources.owned'],
        version: '1',
      }),
    ]);
    await store.close();
    expect(await status(workspace.folder)).toMatchObject({
      verdicts: [{ generation: 'g1', verdict: { verdict: 'early' } }],
      mix: { examples: 1 },
      audit: { result: 'failed' },
      anchor: { reservoir: expect.any(Number) },
    });
  });
});

describe('the schemas', () => {
  it.each([
    ['summary', { schema: 'outcross.summary/1', status: 'unsure' }],
    ['summary', { schema: 'outcross.summary/1', status: 'passed', verdict: 'early' }],
    ['summary', { schema: 'outcross.summary/1', status: 'passed', score: 101 }],
    [
      'guard',
      {
        schema: 'outcross.guard/1',
        require: [],
        allowUnknown: false,
        records: 1,
        refused: -1,
        malformed: 0,
        rows: [],
      },
    ],
    [
      'status',
      { schema: 'outcross.status/1', line: 'x', generations: [{ name: 'g' }], verdicts: [], due: [] },
    ],
    ['status', { schema: 'outcross.status/2', line: 'x', generations: [], verdicts: [], due: [] }],
    ['diff', { schema: 'outcross.diff/1', of: 'check' }],
    ['diff', {}],
  ])('of %s refuses what no command writes: %j', (name, document) => {
    expect(schema(name)(document)).toBe(false);
  });
});
