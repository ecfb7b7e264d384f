import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { mirrorOfFolder } from '../corpus/remote.test.support.ts';
import type { Engine } from './engine.ts';
import { planFor } from './plan-for.ts';

const disk = scratch();
const path = disk.write('a.jsonl', '{"text":"abcdefgh"}\n'.repeat(1000));

const engine = (more: Partial<Engine> = {}): Engine => ({ name: 'none', run: () => none(), ...more });

async function* none() {}

describe('the plan for an engine', () => {
  it('cuts as the caller says, or else as the engine likes', async () => {
    const spec = { inputs: [path] };
    expect(await planFor(spec)).toHaveLength(1);
    expect(await planFor(spec, { engine: engine({ shardBytes: 5000 }) })).toHaveLength(4);
    expect(await planFor(spec, { engine: engine({ shardBytes: 5000 }), targetBytes: 10_000 })).toHaveLength(
      2,
    );
  });

  it('takes URIs where the engine reads them, with what it reads', async () => {
    const spec = { inputs: ['s3a://bucket/a.jsonl'] };
    await expect(planFor(spec, { engine: engine() })).rejects.toMatchObject({ code: 'E_UNSUPPORTED' });
    const mirrorOf = async () => mirrorOfFolder(disk.folder, 's3a://bucket', 'a.jsonl');
    const [shard] = await planFor(spec, { engine: engine({ mirrorOf }) });
    expect(shard.remote).toMatchObject({ uri: 's3a://bucket/a.jsonl', bytes: shard.bytes });
  });

  it('hands the signal on: a listing may take long', async () => {
    const signal = AbortSignal.abort();
    const mirrorOf = async (_: string, given?: AbortSignal) => {
      throw given;
    };
    const planning = planFor({ inputs: ['s3a://b'] }, { engine: engine({ mirrorOf }), signal });
    await expect(planning).rejects.toBe(signal);
  });
});
