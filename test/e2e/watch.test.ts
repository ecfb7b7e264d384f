import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../src/ledger/open.ts';
import { isSigned, SIGNATURE_HEADER } from '../../src/watch/signature.ts';
import { madeRows, workspaces } from '../../src/workspace/fixtures.test.support.ts';
import { ended, outcross, start } from './outcross.ts';

const SECRET = 'a secret';
const env = { ALERT_SECRET: SECRET };
const ALL = '[healthy, narrow, early, late, shifted, inconclusive]';
const YAML = `line: novels
human: human.jsonl
generations: "data/g*.jsonl"
fields: {group: chapter}
gates: {failOn: [narrow, early, late, shifted, inconclusive]}
alerts: {on: ${ALL}}
`;
const desks = workspaces();

/** A receiver that keeps what it is sent, and answers as it is told. */
class Receiver {
  readonly seen: { id: string; body: string; signed: boolean }[] = [];
  answer: number | 'hang' | 'redirect' = 200;
  #server: Server | undefined;
  #port = 0;

  async open(): Promise<string> {
    this.#server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece) => {
        body += piece;
      });
      request.on('end', () => {
        const signed = isSigned(String(request.headers[SIGNATURE_HEADER]), body, SECRET, Date.now() / 1000);
        this.seen.push({ id: String(request.headers['idempotency-key']), body, signed });
        if (this.answer === 'hang') return;
        if (this.answer === 'redirect') response.writeHead(308, { location: 'http://127.0.0.1:1/' });
        else response.writeHead(this.answer);
        response.end();
      });
    });
    await new Promise<void>((resolve) => this.#server!.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.#port}/hook?token=private`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}

const receiver = new Receiver();
let url = '';

beforeAll(async () => {
  url = await receiver.open();
});
afterAll(() => receiver.close());

/** A workspace with one generation, too small for a verdict that means anything: whatever it is, it is told. */
async function workspace(): Promise<string> {
  receiver.seen.length = 0;
  receiver.answer = 200;
  return (await desks.anchored(YAML, { 'data/g1.jsonl': madeRows(60, 1) })).folder;
}

const second = madeRows(60, 2);
const once = (cwd: string, ...more: string[]) =>
  outcross(['watch', '--once', '--settle', '0.05', '--patience', '0.3', '--workers', '0', ...more], {
    cwd,
    env,
  });
const hook = () => ['--webhook', url, '--secret-env', 'ALERT_SECRET'];
const sent = () =>
  receiver.seen.map(({ body }) => JSON.parse(body) as { generation: string; finding: string });

async function kindsOf(folder: string): Promise<string[]> {
  const ledger = await openLedger(undefined, folder);
  const kinds: string[] = [];
  for await (const { kind } of ledger.events()) kinds.push(kind);
  await ledger.close();
  return kinds;
}

const count = (kinds: readonly string[], kind: string) => kinds.filter((one) => one === kind).length;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

describe('watch --once', () => {
  it('checks what is new, ends with the status of the gate, tells the receiver once, and then has nothing to do', async () => {
    const folder = await workspace();
    const first = await once(folder, ...hook(), '--log-format', 'json', '--metrics-file', 'm.prom');
    const lines = first.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ event }) => event)).toEqual(['checked', 'delivered']);
    expect(first.status).toBe(lines[0].verdict === 'healthy' ? 0 : 1);
    expect(first.stdout).not.toContain('private');
    expect(receiver.seen).toHaveLength(1);
    const [{ body, signed, id }] = receiver.seen;
    expect(signed).toBe(true);
    expect(JSON.parse(body)).toMatchObject({
      id,
      generation: 'g1',
      verdict: lines[0].verdict,
      line: 'novels',
    });
    expect(readFileSync(join(folder, 'm.prom'), 'utf8')).toContain(`verdict="${lines[0].verdict}"} 1`);
    expect(await once(folder, ...hook())).toMatchObject({ status: first.status, stdout: '' });
    expect(receiver.seen).toHaveLength(1);
    expect(count(await kindsOf(folder), 'generation.checked')).toBe(1);
  });

  it('keeps an alert while nobody takes it: down, failing, redirecting; and delivers it later', async () => {
    const folder = await workspace();
    receiver.close();
    expect((await once(folder, ...hook())).stdout).toContain('was not taken');
    const spool = () => readdirSync(join(folder, '.outcross/spool')).filter((name) => name.endsWith('.json'));
    expect(spool()).toHaveLength(1);
    await receiver.open();
    for (const answer of ['redirect', 500] as const) {
      receiver.answer = answer;
      expect((await once(folder, ...hook())).stdout).toContain('was not taken');
      expect(spool()).toHaveLength(1);
    }
    receiver.answer = 200;
    expect((await once(folder, ...hook())).stdout).toContain('was taken');
    expect(spool()).toEqual([]);
    expect(new Set(receiver.seen.map(({ id, body }) => id + body)).size).toBe(1);
    const before = receiver.seen.length;
    await once(folder, ...hook());
    expect(receiver.seen).toHaveLength(before);
    expect(count(await kindsOf(folder), 'alert.delivered')).toBe(1);
  });

  it('reports a corpus that cannot be read once, ends with status 2, and checks it when it is mended', async () => {
    const folder = await workspace();
    const whole = gzipSync(second);
    const path = join(folder, 'data/g2.jsonl.gz');
    writeFileSync(path, whole.subarray(0, whole.length / 2));
    const first = await once(folder, 'data', ...hook());
    expect([first.status, first.stderr]).toEqual([2, expect.stringContaining('E_TRUNCATED')]);
    expect((await once(folder, 'data', ...hook())).status).toBe(2);
    expect(sent().map(({ finding }) => finding)).toEqual([
      expect.stringMatching(/^verdict/),
      'corpus.unreadable',
    ]);
    appendFileSync(path, whole.subarray(whole.length / 2));
    expect((await once(folder, 'data', ...hook())).status).not.toBe(2);
    expect(sent().map(({ generation }) => generation)).toEqual(['g1', 'g2', 'g2']);
  });

  it('keeps as many reports as it is asked to, the newest, and all that the ledger says of the others', async () => {
    const folder = await workspace();
    const reports = () => readdirSync(join(folder, '.outcross/reports'));
    await once(folder, '--keep-reports', '1');
    const [first] = reports();
    writeFileSync(join(folder, 'data/g2.jsonl'), second);
    await once(folder, '--keep-reports', '1');
    const [newest, ...more] = reports();
    expect(more).toEqual([]);
    expect(newest).not.toBe(first);
    expect(count(await kindsOf(folder), 'verdict.given')).toBe(2);
    // The report that is kept is that of the newest check.
    const shown = await outcross(['status', '--json'], { cwd: folder });
    expect(JSON.parse(shown.stdout).verdicts).toHaveLength(2);
    const log = await outcross(['ledger', 'log', '--kind', 'generation.checked', '--json'], { cwd: folder });
    expect(log.stdout).toContain(newest.split('.')[0]);
    // Whoever asks for none of them asks for something else.
    const none = await once(folder, '--keep-reports', '0');
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('keep-reports')]);
    expect(reports()).toEqual([newest]);
    writeFileSync(join(folder, 'data/g3.jsonl'), madeRows(60, 3));
    await once(folder);
    expect(reports()).toHaveLength(2);
  });

  it('wants a secret that is named, and an address of the Web', async () => {
    const folder = await workspace();
    const unset = await outcross(['watch', '--once', ...hook()], { cwd: folder });
    expect([unset.status, unset.stderr]).toEqual([2, expect.stringContaining('ALERT_SECRET')]);
    const odd = await outcross(['watch', '--once', '--webhook', 'ftp://private'], { cwd: folder });
    expect(odd.status).toBe(2);
    expect(odd.stderr).toContain('webhook');
    expect(odd.stderr).not.toContain('private');
  });
});

describe('watch as a service', { timeout: 240_000 }, () => {
  const started: ReturnType<typeof start>[] = [];
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });
  const service = (cwd: string, ...more: string[]) => {
    const pace = ['--every', '1', '--settle', '0.3', '--patience', '5', '--workers', '0'];
    const child = start(['watch', ...pace, ...more], { cwd, env });
    started.push(child);
    const said = { out: '', err: '' };
    child.stdout.on('data', (piece) => {
      said.out += piece;
    });
    child.stderr.on('data', (piece) => {
      said.err += piece;
    });
    return { child, said, end: ended(child) };
  };

  it('waits for a file that is being written, checks it once whole, shows metrics, and ends on a signal', async () => {
    const folder = await workspace();
    const more = ['--patience', '600', '--metrics', '127.0.0.1:0', ...hook()];
    const { child, said, end } = service(folder, 'data', ...more);
    await until(() => said.out.includes('g1 is'));
    // Compressed, so that it cannot be taken for whole while this writer rests.
    const whole = gzipSync(second);
    const path = join(folder, 'data/g2.jsonl.gz');
    let written = 0;
    writeFileSync(path, '');
    while (!said.out.includes('g2 waits: it is being written') && written < whole.length / 2) {
      appendFileSync(path, whole.subarray(written, ++written));
      await sleep(10);
    }
    expect(said.out).toContain('g2 waits: it is being written');
    appendFileSync(path, whole.subarray(written));
    await until(() => sent().some(({ generation }) => generation === 'g2'));
    const [, address] = /metrics on (\S+)/.exec(said.err)!;
    const metrics = await (await fetch(address)).text();
    expect(metrics).toMatch(/outcross_verdict\{.*generation="g2".*\} 1/);
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ status: 0 });
    expect(said.out.match(/g2 is (?!being)/g)).toHaveLength(1);
    expect(sent().map(({ generation }) => generation)).toEqual(['g1', 'g2']);
    expect(count(await kindsOf(folder), 'generation.checked')).toBe(2);
  });

  it('killed at any moment and started again, two at a time, it loses nothing and reports nothing twice', async () => {
    const folder = await workspace();
    writeFileSync(join(folder, 'data/g2.jsonl'), second);
    for (const wait of [300, 700, 1_100]) {
      const { child, end } = service(folder, ...hook());
      await sleep(wait);
      child.kill('SIGKILL');
      await end;
    }
    const both = [service(folder, ...hook()), service(folder, ...hook())];
    await until(async () => count(await kindsOf(folder), 'alert.delivered') === 2);
    for (const { child, end } of both) {
      child.kill('SIGTERM');
      await end;
    }
    const kinds = await kindsOf(folder);
    for (const kind of ['generation.checked', 'verdict.given', 'alert.raised', 'alert.delivered'])
      expect(count(kinds, kind), kind).toBe(2);
    const told = [...new Set(receiver.seen.map(({ id }) => id))];
    expect(told).toHaveLength(2);
    // In order, and twice only where a kill came between the answer and the ledger.
    expect(sent()[0].generation).toBe('g1');
    expect(sent().at(-1)!.generation).toBe('g2');
  });
});
