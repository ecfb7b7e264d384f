import { execFileSync } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import {
  LIFELINE_FD,
  leaveStatus,
  PROGRESS_FD,
  STATUS_FILE,
  takePipes,
  takeStatusFile,
} from './progress-pipe.ts';

const disk = scratch();
const both = () => ({ [PROGRESS_FD]: '3', [LIFELINE_FD]: '3', OTHER: 'x' });

describe('the status file', () => {
  it('is taken out of the environment, and holds the status', () => {
    const path = join(disk.folder, 'status');
    const env = { [STATUS_FILE]: path };
    expect(takeStatusFile(env)).toBe(path);
    expect(env).toEqual({});
    leaveStatus(path, 130);
    expect(readFileSync(path, 'utf8')).toBe('130');
  });

  it('harms nothing where it is not named or cannot be written', () => {
    expect(takeStatusFile({})).toBeUndefined();
    expect(takeStatusFile({ [STATUS_FILE]: '' })).toBeUndefined();
    leaveStatus(undefined, 0);
    leaveStatus(join(disk.folder, 'no', 'such', 'folder'), 0);
  });
});

describe('takePipes', () => {
  it('takes none where the environment names none', () => {
    expect(takePipes({ OTHER: 'x' })).toEqual({});
  });

  it('clears the environment: what the command starts has no such pipe', () => {
    const env = both();
    takePipes(env, openSync(disk.write('file', ''), 'r'));
    expect(env).toEqual({ OTHER: 'x' });
  });

  it('takes neither a file, nor what is closed, nor another number', () => {
    expect(takePipes(both(), openSync(disk.write('file', ''), 'r'))).toEqual({});
    expect(takePipes(both(), 999_999)).toEqual({});
    for (const fd of ['0', '1', '2', '4', '-1', '3x', '', 'pipe', '999999'])
      expect(takePipes({ [PROGRESS_FD]: fd, [LIFELINE_FD]: fd })).toEqual({});
  });

  it.skipIf(process.platform === 'win32')('takes a pipe for what is named', () => {
    const path = join(disk.folder, 'pipe');
    execFileSync('mkfifo', [path]);
    for (const [name, key] of [
      [PROGRESS_FD, 'progress'],
      [LIFELINE_FD, 'lifeline'],
    ]) {
      const pipes = takePipes({ [name]: '3' }, openSync(path, 'r+'));
      expect(Object.keys(pipes)).toEqual([key]);
      for (const pipe of Object.values(pipes)) pipe.destroy();
    }
  });
});
