import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLLAPSING } from '../../test/fixtures/report.ts';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import type { BodyOf } from '../ledger/kinds.ts';
import type { Report } from '../report/report.ts';
import { existingLedgerOf } from '../workspace/ledger.ts';
import { REPORTS_A_GENERATION } from '../workspace/prune-reports.ts';
import { readReport } from '../workspace/reports.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import { desk } from './fixtures.test.support.ts';
import { recordCheck } from './record-check.ts';

const disk = scratch();
let made = 0;
const [first, second] = COLLAPSING.generations;
const report: Report = { ...COLLAPSING, generations: [first, second] };

async function workspaceIn(yaml: string | undefined): Promise<Workspace> {
  const name = `w${made++}`;
  disk.write(`${name}/human.jsonl`, jsonl([{ text: 'human' }]));
  for (const one of report.generations) disk.write(`${name}/${one.name}.jsonl`, jsonl([{ text: one.name }]));
  if (yaml !== undefined) disk.write(`${name}/outcross.yaml`, yaml);
  return openWorkspace(join(disk.folder, name));
}

function checkIn(workspace: Workspace, of = report, ledger?: string | false) {
  const at = (name: string) => join(workspace.folder, name);
  const options = { against: [at('human.jsonl')], name: [], ...(ledger === undefined ? {} : { ledger }) };
  return recordCheck(
    of,
    of.generations.map(({ name }) => at(`${name}.jsonl`)),
    options,
    workspace,
    desk({ OUTCROSS_ACTOR: 'zoe' }).context,
  );
}

async function checksOf(workspace: Workspace, ledger?: string): Promise<BodyOf<'generation.checked'>[]> {
  const store = (await existingLedgerOf(workspace, ledger === undefined ? {} : { ledger }))!;
  const found: BodyOf<'generation.checked'>[] = [];
  for await (const { body } of store.events({ kinds: ['generation.checked'] }))
    found.push(body as unknown as BodyOf<'generation.checked'>);
  await store.close();
  return found;
}

const kept = ({ folder }: Workspace) => {
  const place = join(folder, '.outcross', 'reports');
  return existsSync(place) ? readdirSync(place) : [];
};

describe('recordCheck', () => {
  it('keeps one report for all generations of a check, and names it in the ledger', async () => {
    const workspace = await workspaceIn('line: demo');
    await checkIn(workspace);
    const [a, b] = await checksOf(workspace);
    expect(a.report).toEqual(b.report);
    expect(kept(workspace)).toEqual([a.report!.name.split('/').at(-1)]);
    const found = await readReport(workspace.folder, a.report);
    expect(found.report?.generations.map(({ name }) => name)).toEqual([first.name, second.name]);
  });

  it('leaves nothing in a folder without a workspace, and nothing where nothing is recorded', async () => {
    const bare = await workspaceIn(undefined);
    await checkIn(bare);
    expect(existsSync(join(bare.folder, '.outcross'))).toBe(false);
    const silent = await workspaceIn('line: demo');
    await checkIn(silent, report, false);
    expect(kept(silent)).toEqual([]);
  });

  it('names it in the ledger that an option names', async () => {
    const workspace = await workspaceIn('line: demo');
    const ledger = join(workspace.folder, 'other.sqlite');
    await checkIn(workspace, report, ledger);
    const [{ report: fact }] = await checksOf(workspace, ledger);
    expect((await readReport(workspace.folder, fact)).absent).toBeUndefined();
  });

  it('removes reports that newer checks have taken the place of', async () => {
    const workspace = await workspaceIn('line: demo');
    for (let i = 0; i < REPORTS_A_GENERATION + 3; i++) {
      const again = { ...report, generations: [{ ...first, why: `check ${i}` }] };
      await checkIn(workspace, again);
    }
    expect(kept(workspace).length).toBe(REPORTS_A_GENERATION);
    const checks = await checksOf(workspace);
    expect((await readReport(workspace.folder, checks[0].report)).absent).toBe(
      'the report is no longer kept',
    );
    expect((await readReport(workspace.folder, checks.at(-1)!.report)).absent).toBeUndefined();
  });

  it('records nothing of a check whose report cannot be kept, and says so', async () => {
    const workspace = await workspaceIn('line: demo');
    disk.write(join(workspace.folder.slice(disk.folder.length + 1), '.outcross', 'keep'), '');
    writeFileSync(join(workspace.folder, '.outcross', 'reports'), 'a file where the folder should be');
    await expect(checkIn(workspace)).rejects.toMatchObject({
      code: 'E_WRITE',
      message: expect.stringContaining('nothing was recorded'),
    });
    expect(await existingLedgerOf(workspace)).toBeUndefined();
    expect(readFileSync(join(workspace.folder, '.outcross', 'reports'), 'utf8')).toContain('a file');
  });
});
