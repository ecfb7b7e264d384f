import { describe, expect, it } from 'vitest';
import { humanRows, madeRows, workspaces } from './fixtures.test.support.ts';
import { mixOutput, nextMix } from './mix.ts';

const { make, anchored } = workspaces();
const names = (paths: readonly string[]) => paths.map((path) => path.split('/').at(-1));
const line = { 'g1.jsonl': madeRows(5, 1), 'g2.jsonl': madeRows(5, 2) };

describe('nextMix', () => {
  it('takes the reservoir and every generation, never the holdout', async () => {
    const next = await nextMix(await anchored('human: human.jsonl\ngenerations: "g*.jsonl"\n', line));
    expect(next.generation).toBe(3);
    expect(names(next.inputs)).toEqual(['reservoir.jsonl', 'g1.jsonl', 'g2.jsonl']);
    expect(next.output.endsWith('mixes/train-3.jsonl')).toBe(true);
    expect(next.anchor?.endsWith('anchor')).toBe(true);
    expect(next).not.toHaveProperty('rejects');
  });

  it('takes the human data where there is no anchor yet', async () => {
    const next = await nextMix(await make('human: human.jsonl\n', { 'human.jsonl': humanRows(3) }));
    expect(next.generation).toBe(1);
    expect(names(next.inputs)).toEqual(['human.jsonl']);
    expect(next).not.toHaveProperty('anchor');
  });

  it('takes what the configuration names instead', async () => {
    const yaml =
      'generations: "g*.jsonl"\nmix: {inputs: [a.jsonl, b/], output: "out/{generation}/{generation}.parquet", rejects: "no-{generation}.jsonl"}\n';
    const workspace = await make(yaml, line);
    const next = await nextMix(workspace);
    expect(names(next.inputs.map((path) => path.replace(/\/$/, '')))).toEqual(['a.jsonl', 'b']);
    expect(next.output.endsWith('out/3/3.parquet')).toBe(true);
    expect(next.rejects?.endsWith('no-3.jsonl')).toBe(true);
    expect(mixOutput(workspace, 2).endsWith('out/2/2.parquet')).toBe(true);
  });

  it('has no inputs where the workspace names none', async () => {
    expect((await nextMix(await make('line: x\n'))).inputs).toEqual([]);
  });
});
