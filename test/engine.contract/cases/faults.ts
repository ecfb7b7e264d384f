import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../src/base/rng.ts';
import { jsonl } from '../../../src/corpus/fixtures.test.support.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { profileCorpus } from '../../../src/engine/profile-corpus.ts';
import { encodeProfile } from '../../../src/profile/codec.ts';
import { SparkEngine } from '../../../src/spark/spark-engine.ts';
import { brown } from '../../fixtures/brown.ts';
import type { SparkDesk } from '../spark-desk.ts';

/** What a cluster does to those who work on it. */
export function faultCases(desk: () => SparkDesk): void {
  describe('a cluster that fails', () => {
    it('gives the same bytes when workers are killed at random moments', async () => {
      const { disk, host, mark } = desk();
      const rng = new Rng(`killed ${mark}`);
      const input = disk.write('brown.jsonl', jsonl(brown('killed', [150_000])[0] as object[]));
      const profile = async (engine?: Engine) =>
        encodeProfile(await profileCorpus({ inputs: [input] }, { workers: 0, ...(engine && { engine }) }));
      const reference = await profile();
      let over = false;
      const bytes = profile(new SparkEngine(host, 700_000)).finally(() => {
        over = true;
      });
      const killed = new Set<number>();
      while (killed.size < 3 && !over) {
        await new Promise((resolve) => setTimeout(resolve, 20 + rng.int(200)));
        const [pid] = workersOf(mark).filter((one) => !killed.has(one));
        if (pid === undefined) continue;
        process.kill(pid, 'SIGKILL');
        killed.add(pid);
      }
      expect(Buffer.compare(await bytes, reference)).toBe(0);
      expect(killed.size).toBe(3);
    });
  });
}

/** Processes that run a worker of this application. */
function workersOf(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => told(pid, 'cmdline').includes('worker\0--job') && told(pid, 'environ').includes(mark))
    .map(Number);
}

function told(pid: string, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'latin1');
  } catch {
    return '';
  }
}
