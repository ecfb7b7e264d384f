import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import type { Shard } from '../corpus/source.ts';
import { DEFAULT_SETTINGS } from '../profile/profile.ts';
import type { Task } from './engine.ts';
import { Lane, type LaneEvent } from './lane.ts';
import { Mailbox } from './mailbox.ts';

const disk = scratch();
const TASK: Task = { kernel: 'profile', spec: { inputs: [] }, settings: DEFAULT_SETTINGS };
const lanes: Lane[] = [];

afterEach(() => {
  for (const lane of lanes.splice(0)) lane.stop();
});

function shardOf(path: string): Shard {
  return { path, name: 'a.jsonl', format: 'jsonl', compression: 'none', bytes: 1 };
}

/** A lane whose worker runs `program` in place of the real one. */
function start(program?: string): { lane: Lane; box: Mailbox<LaneEvent> } {
  const box = new Mailbox<LaneEvent>();
  const file =
    program === undefined ? undefined : pathToFileURL(disk.write(`worker-${lanes.length}.mjs`, program));
  const lane = new Lane(TASK, (event) => box.put(event), file);
  lanes.push(lane);
  return { lane, box };
}

const ON_MESSAGE = `import { parentPort } from 'node:worker_threads';\nparentPort.once('message', () => { `;

describe('Lane', () => {
  it('reads a shard, then gives its part', async () => {
    const { lane, box } = start();
    lane.read(4, shardOf(disk.write('a.jsonl', '{"text":"one two"}\nnot json\n')));
    const kinds: string[] = [];
    for (let kind = ''; kind !== 'part'; kinds.push(kind)) {
      const event = await box.take();
      if ('failure' in event) throw event.failure;
      kind = event.answer.kind;
      if (kind === 'end') {
        expect(event.answer).toEqual({ kind: 'end', shard: 4, rows: 2, malformed: 1 });
        lane.finish();
      }
    }
    expect(kinds).toEqual(['rows', 'progress', 'end', 'part']);
  });

  it('brings an error home with its code, place and hint', async () => {
    const { lane, box } = start();
    lane.read(0, shardOf(disk.write('b.jsonl', '{"txt":"one"}\n')));
    expect(await box.take()).toMatchObject({
      failure: { code: 'E_FIELD', where: 'a.jsonl', hint: expect.stringContaining('--text-field') },
    });
  });

  it('names the shard, and keeps the stack, of an error that is a defect', async () => {
    const { lane, box } = start();
    lane.read(0, { ...shardOf('/a'), format: 'unheard-of' as Shard['format'] });
    expect(await box.take()).toMatchObject({
      failure: { code: 'E_INTERNAL', where: 'a.jsonl', cause: expect.stringContaining('readShard') },
    });
  });

  it.each([
    ['ends by itself', 'process.exit(3);', 'status 3'],
    ['throws where nobody catches', 'throw new Error("bang");', 'bang'],
  ])('says which shard was read when a worker %s', async (_, body, reason) => {
    const { lane, box } = start(`${ON_MESSAGE}${body} });`);
    lane.read(0, shardOf('/a'));
    expect(await box.take()).toMatchObject({
      failure: { code: 'E_WORKER', where: 'a.jsonl', message: expect.stringContaining(reason) },
    });
  });

  it('says what to do when a worker has used up its memory', async () => {
    const full = 'throw Object.assign(new Error("heap"), { code: "ERR_WORKER_OUT_OF_MEMORY" });';
    const { lane, box } = start(`${ON_MESSAGE}${full} });`);
    lane.read(0, shardOf('/a'));
    expect(await box.take()).toMatchObject({
      failure: { code: 'E_WORKER', hint: expect.stringContaining('--max-old-space-size') },
    });
  });

  it('tells of a worker that cannot even start', async () => {
    const { box } = start('import "./no-such-file.mjs";');
    expect(await box.take()).toMatchObject({
      failure: { code: 'E_WORKER', message: expect.stringContaining('no-such-file') },
    });
  });
});
