import { describe, expect, it } from 'vitest';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { openWorkspace } from '../../workspace.ts';
import { JOB_ID } from './job.ts';
import { newJob } from './new-job.ts';

const { disk, make } = workspaces();
const NOW = Date.parse('2026-03-04T12:00:00Z');

describe('newJob', () => {
  it('is queued, and named after its time', async () => {
    const at = { workspace: await make('line: a\n'), folder: '.outcross/jobs' };
    const made = await Promise.all(
      [NOW, NOW, NOW + 1].map((now) => newJob({ kind: 'audit' }, 'zoe', { ...at, now })),
    );
    const ids = made.map(({ record }) => record.id);
    for (const id of ids) expect(id).toMatch(JOB_ID);
    expect(new Set(ids).size).toBe(3);
    expect([...ids].sort()[2]).toBe(ids[2]);
    expect(made[0].record).toMatchObject({
      state: 'queued',
      by: 'zoe',
      createdAt: '2026-03-04T12:00:00.000Z',
      attempts: 0,
    });
  });

  it('names its own files as the working folder of the job sees them', async () => {
    const at = { workspace: await make('line: a\n'), folder: '.outcross/jobs', now: NOW };
    const { record, files } = await newJob({ kind: 'mix', options: { policy: { size: 10 } } }, 'zoe', at);
    expect(Object.keys(files)).toEqual(['.policy.json']);
    expect(record.args).toEqual(['mix', `--policy=.outcross/jobs/${record.id}.policy.json`]);
  });

  it('names the configuration where it is not the usual one', async () => {
    disk.write('own/lines.yaml', 'line: a\n');
    const workspace = await openWorkspace(disk.folder, 'own/lines.yaml');
    const { record } = await newJob({ kind: 'audit' }, 'zoe', {
      workspace,
      folder: '.outcross/jobs',
      now: NOW,
    });
    expect(record.command).toBe('outcross audit --config=lines.yaml');
  });
});
