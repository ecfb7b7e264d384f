import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MYPY_CACHE, PYTHON } from '../spark-cluster.ts';
import { ROOT } from '../spark-desk.ts';

/** The driver in Python: its types and its own tests. Needs no cluster. */
export function driverCases(): void {
  describe('the driver in Python', () => {
    const python = (...args: readonly string[]) =>
      spawnSync(PYTHON, args, { cwd: join(ROOT, 'spark'), encoding: 'utf8' });

    it('has types that hold', () => {
      const files = ['outcross_spark', 'outcross_job.py'];
      const { status, stdout } = python('-m', 'mypy', '--strict', `--cache-dir=${MYPY_CACHE}`, ...files);
      expect(stdout).toContain('Success');
      expect(status).toBe(0);
    });

    it('passes its own tests', () => {
      const { status, stderr } = python('-B', '-m', 'unittest', 'discover', '-s', 'tests');
      expect(stderr).toMatch(/Ran \d+ tests/);
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    });
  });
}
