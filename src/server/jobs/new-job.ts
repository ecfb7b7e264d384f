import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { CONFIG_NAME, type Workspace } from '../../workspace.ts';
import type { NewJob } from '../wire.ts';
import { typed } from './command-line.ts';
import { JOB_SCHEMA, type JobRecord } from './job.ts';
import { type Task, taskOf } from './kinds.ts';

/**
 * The record of a job that a person asks for, and files of its own by the endings of their names. `folder`: where they are going to stand, below the
 * workspace. Throws as `taskOf`.
 */
export async function newJob(
  { kind, options = {} }: NewJob,
  by: string,
  {
    workspace,
    folder,
    now,
  }: { readonly workspace: Workspace; readonly folder: string; readonly now: number },
): Promise<{ readonly record: JobRecord; readonly files: Task['files'] }> {
  const id = newId(now);
  const config = basename(workspace.file ?? CONFIG_NAME);
  const { args, files } = await taskOf(kind, options, {
    folder: workspace.folder,
    own: (ending) => `${folder}/${id}${ending}`,
    ...(config === CONFIG_NAME ? {} : { config }),
  });
  const record: JobRecord = {
    schema: JOB_SCHEMA,
    id,
    kind,
    args: [...args],
    command: typed(args),
    state: 'queued',
    by,
    createdAt: new Date(now).toISOString(),
    log: [],
    attempts: 0,
    revivals: 0,
  };
  return { record, files };
}

function newId(now: number): string {
  return `${now.toString(36).padStart(9, '0')}-${randomBytes(6).toString('hex')}`;
}
