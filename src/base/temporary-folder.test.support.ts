import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished, TestRunner } from 'vitest';

/**
 * Calls `cleanUp` once what runs is over: the test, passed or failed, or, where none runs, the tests of the file. `afterAll` alone does
 * nothing of what a running test hands it.
 */
export function atTheEnd(cleanUp: () => unknown): void {
  const quiet = async () => {
    await cleanUp();
  };
  if (TestRunner.getCurrentTest() === undefined) afterAll(quiet);
  else onTestFinished(quiet);
}

/** A folder of its own, removed as `atTheEnd` says. */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
