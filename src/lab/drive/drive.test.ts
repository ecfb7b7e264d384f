import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { CommandError } from './command-failure.ts';
import { driven, humanRows, inspect, made, recipeText, rowsOf, SHELL } from './fixtures.test.support.ts';

const disk = scratch();
let file = '';
let runs = 0;

beforeAll(() => {
  disk.write('human.jsonl', jsonl(humanRows()));
  file = join(disk.folder, 'recipe.yaml');
});

/** A new folder, with characters that a shell would trip over. */
function fresh(): string {
  return join(disk.folder, `run ${runs++} of "it's" $HOME`);
}

describe('a drive', () => {
  it('mixes, trains, samples and checks, generation by generation', async () => {
    const folder = fresh();
    const { events, result, error } = await driven(recipeText(), file, { folder });
    expect(error).toBeUndefined();
    expect(result).toMatchObject({ reason: 'generations' });
    expect(
      result!.generations.map(({ generation, training, examples }) => [generation, training, examples]),
    ).toEqual([
      [1, { human: 12, synthetic: 0 }, 8],
      [2, { human: 6, synthetic: 6 }, 8],
    ]);
    const steps = events.flatMap((event) =>
      event.kind === 'step' ? [`${event.step} ${event.generation}`] : [],
    );
    expect(steps).toEqual(
      ['human 0', 1, 2].flatMap((g) =>
        typeof g === 'string' ? [g] : ['mix', 'train', 'sample', 'check'].map((step) => `${step} ${g}`),
      ),
    );
    expect(JSON.parse(readFileSync(join(folder, 'g002/report.json'), 'utf8'))).toMatchObject({
      names: ['g1', 'g2'],
    });
    expect(readdirSync(folder).sort()).toEqual(['g001', 'g002', 'human', 'lock.1', 'record.jsonl']);
  });

  it('writes training sets of whole rows, each with its provenance', async () => {
    const folder = fresh();
    await driven(recipeText(), file, { folder });
    const rows = rowsOf(join(folder, 'g002/mix.jsonl'));
    const human = rows.filter(({ provenance }) => (provenance as { origin: string }).origin === 'human');
    expect([rows.length, human.length]).toEqual([12, 6]);
    const given = humanRows() as Record<string, unknown>[];
    for (const { id, provenance, ...row } of human) {
      expect(given).toContainEqual(row);
      expect(id).toMatch(/^human\.jsonl#\d+$/);
      expect(provenance).toEqual({
        origin: 'human',
        source: 'human.jsonl',
        generation: 0,
        evidence: 'declared',
      });
    }
    const synthetic = rows.find(
      ({ provenance }) => (provenance as { origin: string }).origin === 'synthetic',
    );
    expect(synthetic!['provenance']).toEqual({
      origin: 'synthetic',
      source: 'recipe',
      generation: 1,
      evidence: 'declared',
    });
  });

  it('never trains on the holdout, and never splits a group', async () => {
    const folder = fresh();
    await driven(recipeText({ generations: 1 }), file, { folder });
    const authors = (name: string) => new Set(rowsOf(join(folder, name)).map(({ author }) => author));
    const held = authors('human/holdout.jsonl');
    expect(held.size).toBeGreaterThan(0);
    for (const author of authors('human/reservoir.jsonl')) expect(held.has(author)).toBe(false);
    for (const author of authors('g001/mix.jsonl')) expect(held.has(author)).toBe(false);
  });

  it('stops at a verdict that the recipe names, and goes on once it no longer does', async () => {
    const folder = fresh();
    const stopping = recipeText({ rest: 'stop: [narrow]' });
    expect((await driven(stopping, file, { folder })).result).toMatchObject({
      reason: 'verdict',
      generations: [{ generation: 1, verdict: 'narrow', why: 'because' }],
    });
    const again = await driven(stopping, file, { folder });
    expect(again.result).toMatchObject({ reason: 'verdict' });
    expect(again.events.every(({ kind }) => kind !== 'step')).toBe(true);
    const { result } = await driven(recipeText({ rest: 'stop: []', generations: 3 }), file, { folder });
    expect(result!.generations).toHaveLength(3);
  });

  it('gives the commands their values as environment variables too', async () => {
    const folder = fresh();
    const train = 'printf "%s\\n" "$OUTCROSS_DATA" "$OUTCROSS_PREVIOUS_MODEL" "$WHO" > {out}; : {data}';
    const sample = `sed 's/,"provenance".*/}/' {data} > {out}; : {model}`;
    const text = recipeText({
      train,
      sample,
      rest: 'base: b 1\nenv: { WHO: me }',
    });
    await driven(text, file, { folder });
    const lines = (g: string) =>
      readFileSync(join(folder, g, 'model'), 'utf8')
        .trimEnd()
        .split('\n');
    expect(lines('g001')).toEqual([join(folder, 'g001/mix.jsonl'), 'b 1', 'me']);
    expect(lines('g002')[1]).toBe(join(folder, 'g001/model'));
  });
});

describe('a drive that was killed', () => {
  it('makes the same bytes, wherever it was', async () => {
    const folder = fresh();
    await driven(recipeText(), file, { folder });
    const whole = made(folder);
    const record = readFileSync(join(folder, 'record.jsonl'), 'utf8').split('\n').slice(0, -1);
    expect(record).toHaveLength(10);
    for (let kept = 0; kept <= record.length; kept++) {
      const copy = fresh();
      // The outputs of the step after the last one noted are in their places: killed between the rename and the record.
      cpSync(folder, copy, { recursive: true });
      const torn = record[kept]?.slice(0, record[kept].length / 2) ?? '';
      writeFileSync(
        join(copy, 'record.jsonl'),
        record
          .slice(0, kept)
          .map((line) => `${line}\n`)
          .join('') + torn,
      );
      for (const name of ['g001/half', 'g002/half']) {
        mkdirSync(join(copy, name), { recursive: true });
        writeFileSync(join(copy, name, 'model'), 'half a model');
      }
      const { events, error } = await driven(recipeText(), file, { folder: copy });
      expect(error).toBeUndefined();
      const redone = events.filter(({ kind }) => kind === 'step').length;
      expect(redone).toBe(record.length - Math.max(1, kept));
      for (const g of ['g001', 'g002']) rmSync(join(copy, g, 'half'), { recursive: true, force: true });
      expect(made(copy)).toEqual(whole);
    }
  });

  it('makes the same bytes where a step was not begun', async () => {
    const folder = fresh();
    const reference = fresh();
    const three = recipeText({ generations: 3, mix: '{ mode: accumulate }' });
    await driven(three, file, { folder: reference });
    for (const generations of [1, 2, 3]) {
      await driven(recipeText({ generations, mix: '{ mode: accumulate }' }), file, { folder });
    }
    expect(made(folder)).toEqual(made(reference));
  });

  it('goes on after whichever call its caller stopped listening', async () => {
    const reference = fresh();
    await driven(recipeText(), file, { folder: reference });
    const folder = fresh();
    for (let calls = 0; ; calls++) {
      const stop = new AbortController();
      let steps = 0;
      const counting: typeof inspect = async (...args) => {
        if (steps++ >= calls) throw new Error('a defect');
        return inspect(...args);
      };
      const { result } = await driven(recipeText(), file, { folder, inspect: counting, signal: stop.signal });
      if (result !== undefined) break;
    }
    expect(made(folder)).toEqual(made(reference));
  });

  it('refuses outputs that were changed or are gone', async () => {
    const folder = fresh();
    await driven(recipeText(), file, { folder });
    writeFileSync(join(folder, 'g001/output.jsonl'), 'other');
    expect((await driven(recipeText(), file, { folder })).error).toMatchObject({
      code: 'E_UNREADABLE',
      where: join(folder, 'g001/output.jsonl'),
    });
    rmSync(join(folder, 'g001/model'), { recursive: true });
    expect((await driven(recipeText(), file, { folder })).error).toMatchObject({ code: 'E_NOT_FOUND' });
  });
});

describe('a command that fails', () => {
  it('is told with its last lines, its status, its log, and how to go on', async () => {
    const folder = fresh();
    const train =
      'for i in $(seq 30); do echo line $i; done; printf "50%%\\r100%%\\n" >&2; exit 3; : {data} {out}';
    const { error } = await driven(recipeText({ train }), file, { folder });
    expect(error).toBeInstanceOf(CommandError);
    const failed = error as CommandError;
    expect(failed.message).toBe('train of generation 1 ended with exit status 3: 100%');
    expect(failed.lastLines).toEqual([...Array.from({ length: 19 }, (_, i) => `line ${i + 12}`), '100%']);
    expect(failed.where).toBe(join(folder, 'g001/train.log'));
    expect(failed.hint).toContain('run the same command again');
    expect(readFileSync(failed.where!, 'utf8')).toContain('line 1\n');
    expect(readFileSync(join(folder, 'record.jsonl'), 'utf8')).toContain('"kind":"failed"');
  });

  it('stops at the first line of several that fails', async () => {
    const { error } = await driven(recipeText({ train: 'false\ntrue {data} {out}' }), file, {
      folder: fresh(),
    });
    expect(error).toMatchObject({ code: 'E_COMMAND', message: expect.stringContaining('exit status 1') });
  });

  it.each([
    ['no-such-program {data} {out}', 'exit status 127', 'did not find the program'],
    ['kill -9 $$; : {data} {out}', 'killed by SIGKILL', 'run out of memory'],
    ['true {data} {out}', 'succeeded and wrote nothing to {out}', 'It was to write'],
    [': > {out}; : {data}', 'succeeded and wrote an empty {out}', 'It was to write'],
  ])('says what is likely wrong with: %s', async (train, message, hint) => {
    const { error } = await driven(recipeText({ train }), file, { folder: fresh() });
    expect(error).toMatchObject({
      code: 'E_COMMAND',
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });

  it('can be mended in the recipe as long as it never succeeded', async () => {
    const folder = fresh();
    await driven(recipeText({ train: 'false {data} {out}' }), file, { folder });
    const { result } = await driven(recipeText(), file, { folder });
    expect(result!.generations).toHaveLength(2);
    const { error } = await driven(
      recipeText({ train: `${SHELL.train}; true`, mix: '{ mode: replace }' }),
      file,
      {
        folder,
      },
    );
    expect(error).toMatchObject({ code: 'E_CONFIG', where: `${file}:3` });
    expect((error as Error).message).toMatch(/mix\.human is gone: it was 0\.5; mix\.mode: .*; train: /);
  });

  it('is stopped when its time is over', async () => {
    const train = 'sleep 60 & wait; : {data} {out}';
    const { error } = await driven(recipeText({ train, rest: 'timeout: 0.2' }), file, { folder: fresh() });
    expect(error).toMatchObject({
      code: 'E_COMMAND',
      message: expect.stringContaining('ran longer than 0.2 s'),
      hint: expect.stringContaining('timeout'),
    });
  });
});

describe('what sample writes', () => {
  it.each([
    [
      `for i in 1 2 3; do echo '{"text": "a"}'; done > {out}; : {model}`,
      'E_EMPTY',
      'sample wrote 3 of the 8 examples asked for',
    ],
    ['echo none > {out}; : {model}', 'E_EMPTY', 'sample wrote no example'],
    [`echo '{{a}}' | sed 's/.*/[1]/' > {out}; : {model}`, 'E_EMPTY', 'no example'],
    ['for i in 1 2 3 4 5 6 7 8; do echo \'{"x": 1}\'; done > {out}; : {model}', 'E_FIELD', 'no text field'],
    ['cp {model}/rows {out}', 'E_PROVENANCE', 'says that it is human'],
    ['mkdir {out}; : {model}; echo 1 > {out}/a.bin', 'E_EMPTY', 'no corpus file'],
  ])('is refused where it is not what was asked for: %s', async (sample, code, message) => {
    const folder = fresh();
    const { error } = await driven(recipeText({ sample }), file, { folder });
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    expect((error as CommandError).hint).toMatch(/g001\/half.*g001\/sample\.log.*run the same again/);
    expect(existsSync(join(folder, 'g001/half'))).toBe(true);
  });

  it('may be another format, whose fields are kept', async () => {
    const folder = fresh();
    const sample = `{ echo text,prompt; for i in 1 2 3 4 5 6 7 8; do echo "words $i,p"; done; } > {out}; : {model}`;
    const { result } = await driven(recipeText({ sample, rest: 'output: { format: csv }' }), file, {
      folder,
    });
    expect(result!.generations[1].examples).toBe(8);
    expect(rowsOf(join(folder, 'g001/output.jsonl'))[0]).toMatchObject({
      id: 'g1#1',
      text: 'words 1',
      prompt: 'p',
    });
    expect(readFileSync(join(folder, 'g001/sampled.csv'), 'utf8')).toContain('words 8,p');
  });
});

/** Waits until a path is there, or the drive has ended. */
async function appears(path: string, drive: Promise<unknown>): Promise<void> {
  let over = false;
  void drive.then(() => {
    over = true;
  });
  while (!existsSync(path) && !over) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a folder', () => {
  it('is driven into by one process at a time', async () => {
    const folder = fresh();
    const waiting = join(disk.folder, 'go on');
    const train = `while [ ! -e ../${'$'}NAME ]; do sleep 0.02; done; ${SHELL.train}`;
    const text = recipeText({ train: train.replace('../$NAME', `'${waiting}'`) });
    const first = driven(text, file, { folder });
    await appears(join(folder, 'running.json'), first);
    expect((await driven(text, file, { folder })).error).toMatchObject({ code: 'E_LOCKED' });
    writeFileSync(waiting, '');
    expect((await first).error).toBeUndefined();
  });

  it('is left alone where it holds something else', async () => {
    const folder = fresh();
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'mine');
    expect((await driven(recipeText(), file, { folder })).error).toMatchObject({
      code: 'E_WRITE',
      where: folder,
    });
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });
});

describe('human examples', () => {
  it('that say they are not human are refused, with their place', async () => {
    const rows = [...humanRows(), { text: 'x', author: 'a', provenance: { origin: 'synthetic' } }];
    disk.write('other/human.jsonl', jsonl(rows));
    const { error } = await driven(recipeText(), join(disk.folder, 'other/r.yaml'), { folder: fresh() });
    expect(error).toMatchObject({ code: 'E_PROVENANCE', where: 'human.jsonl:41' });
  });

  it('too few for both sides are refused before anything is trained', async () => {
    disk.write('few/human.jsonl', jsonl(humanRows(1, 30)));
    const { error } = await driven(recipeText(), join(disk.folder, 'few/r.yaml'), { folder: fresh() });
    expect(error).toMatchObject({ code: 'E_EMPTY', hint: expect.stringContaining('Groups of author') });
  });

  it('too few for the mixes to come are refused before anything is trained', async () => {
    const folder = fresh();
    const { error } = await driven(recipeText({ mix: '{ mode: replace, human: 0.9 }' }), file, { folder });
    expect(error).toMatchObject({ code: 'E_POLICY' });
    expect(existsSync(join(folder, 'g001'))).toBe(false);
  });
});

describe('an interruption', () => {
  it('is passed on to the command, which may end in its own way, and leaves a drive that goes on', async () => {
    const folder = fresh();
    const stop = new AbortController();
    const said = join(disk.folder, 'said');
    const slow = `trap 'echo bye > "${said}"; exit 0' INT; touch {out}.begun; for i in $(seq 1000); do sleep 0.01; done`;
    const once = join(disk.folder, 'once');
    const train = `if [ ! -e '${once}' ]; then touch '${once}'; ${slow}; fi; ${SHELL.train}`;
    const running = driven(recipeText({ train }), file, { folder, signal: stop.signal });
    await appears(join(folder, 'g001/half/model.begun'), running);
    stop.abort();
    const { error } = await running;
    expect(error).toMatchObject({ code: 'E_INTERRUPTED', message: 'interrupted in train of generation 1' });
    expect(readFileSync(said, 'utf8')).toBe('bye\n');
    expect((await driven(recipeText({ train }), file, { folder })).error).toBeUndefined();
  });

  it('kills a command that will not end', async () => {
    const folder = fresh();
    const stop = new AbortController();
    const train = `trap '' INT TERM; touch {out}; while :; do sleep 0.02; done; : {data}`;
    const running = driven(recipeText({ train }), file, { folder, signal: stop.signal, graceMs: 50 });
    await appears(join(folder, 'g001/half/model'), running);
    stop.abort();
    expect((await running).error).toMatchObject({ code: 'E_INTERRUPTED' });
  });
});
