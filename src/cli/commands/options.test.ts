import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
const human = disk.write('human.jsonl', '{"id":"a","text":"b","provenance":{"origin":"human"}}\n');
const output = join(disk.folder, 'out');

async function outcross(...args: string[]) {
  const { context, out, err } = desk();
  const status = await run(args, context);
  return { status, out: out.text, err: err.text };
}

describe('an option out of bounds', () => {
  it.each([
    [['anchor', human, '-o', output, '--holdout', '0'], '--holdout'],
    [['anchor', human, '-o', output, '--holdout', '1'], '--holdout'],
    [['anchor', human, '-o', output, '--holdout', ' '], '--holdout'],
    [['anchor', human, '-o', output, '--holdout', 'NaN'], '--holdout'],
    [['anchor', human, '-o', output, '--strata', 'genre,,author'], '--strata'],
    [['anchor', human, '-o', output, '--strata', ''], '--strata'],
    [['anchor', human, '-o', output, '--least-groups', '0'], '--least-groups'],
    [['audit', '--when', 'before-lunch'], '--when'],
    [['audit', '--stage', 'sources,'], '--stage'],
    [['inventory', human, '--by', 'source,,model'], '--by'],
    [['inventory', human, '--top', '0'], '--top'],
    [['guard', human, '--require', 'colour'], '--require'],
    [['review', 'queue', human, '--error', '1.5'], '--error'],
    [['review', 'queue', human, '--error=-0.1'], '--error'],
    [['review', 'queue', human, '--overlap', '1e3'], '--overlap'],
    [['review', 'queue', human, '--size', '-5'], '--size'],
    [['review', 'decide', 'a'], '--decision'],
    [['review', 'decide', 'a', '--decision', 'maybe'], '--decision'],
    [['review', 'decide', 'a', '--decision', 'accept', '--after', '0'], '--after'],
    [['diff', 'a.json', 'b.json', '--fail-on', 'everything'], '--fail-on'],
    [['tag', human, '-o', output, '--origin', 'human', '--fill', '--overwrite'], '--fill'],
    [['dedup', human, '-o', output, '--memory', 'much'], '--memory'],
  ])('is refused by name before any work: %j', async (args, option) => {
    const { status, out, err } = await outcross(...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(option);
    expect(existsSync(output)).toBe(false);
  });

  it.each([
    [['audit', '--when', 'before-trainin'], 'before-training'],
    [['inventory', human, '--by', 'sorce'], 'source'],
    [['guard', human, '--require', 'licence'], 'license'],
  ])('is answered with the word that was meant: %j', async (args, word) => {
    expect((await outcross(...args)).err).toContain(`"${word}"`);
  });

  it('is never a name that every object has', async () => {
    for (const word of ['__proto__', 'constructor', 'toString']) {
      expect((await outcross('inventory', human, '--by', word)).status).toBe(2);
      expect((await outcross('guard', human, '--require', word)).status).toBe(2);
      expect((await outcross('explain', word)).status).toBe(2);
      expect((await outcross(word)).status).toBe(2);
      expect((await outcross('review', word)).status).toBe(2);
    }
  });
});
