import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { DEFAULT_LEDGER, openLedger } from '../src/ledger/open.ts';
import { LocalGate } from '../src/server/access/local-gate.ts';
import { createApp } from '../src/server/app/create-app.ts';
import { createHub } from '../src/server/live/hub.ts';
import type { Workspace } from '../src/workspace.ts';
import type { ReadersResult, ReadersSettings } from './dashboard/readers.ts';
import { benchWorkspace, GENERATIONS, LINE } from './dashboard/workspace.ts';

/**
 * The dashboard's API on a ledger of 1,000 generations and a million decisions: the first view of a server that has read nothing yet, and
 * latencies with 50 readers at once, who are a process of their own. `--quick`: 20,000 decisions, 3 s. `--seconds N`, `--decisions N`.
 */
const quick = process.argv.includes('--quick');
const decisions = option('--decisions') ?? (quick ? 20_000 : 1_000_000);
const seconds = option('--seconds') ?? (quick ? 3 : 20);
const READERS = 50;

/** What the Line page asks for. */
const LINE_PAGE = ['/api/session', '/api/line', '/api/jobs', '/api/ledger?kind=alert.raised&limit=20'];

/** What people look at. */
const PATHS = [
  '/api/line',
  '/api/line?from=1&to=200',
  '/api/generations/g0900',
  '/api/compare?a=g0100&b=g0900',
  '/api/ledger',
  '/api/ledger?kind=verdict.given',
];

const folder = await benchWorkspace(decisions);
const server = await listening(folder);
try {
  console.log(`${GENERATIONS} generations, ${decisions} decisions\n`);
  await firstView(server);
  console.log(`\n${READERS} readers, ${seconds} s\n`);
  console.log('| | requests/s | p50, ms | p99, ms | worst, ms |\n| --- | --- | --- | --- | --- |');
  for (const conditional of [false, true]) await crowd(server, conditional);
} finally {
  await server.close();
}

interface Server {
  readonly port: number;
  readonly cookie: string;
  close(): Promise<void>;
}

async function listening(path: string): Promise<Server> {
  // By hand: the compiled benchmarks have no copy of the schemas that a file is read against.
  const config = { line: LINE, generations: 'out/*.jsonl' };
  const workspace: Workspace = { file: 'outcross.yaml', folder: resolve(path), config, placeOf: () => '' };
  const store = await openLedger(DEFAULT_LEDGER, workspace.folder);
  const clock = () => Date.now();
  const gate = new LocalGate('bench', clock);
  const desk = { workspace, store, version: '0.1.0', clock, local: true, live: createHub() };
  const port = await freePort();
  const app = await createApp(desk, { gate, hosts: { allowed: [], port: () => port } });
  await app.listen({ host: '127.0.0.1', port });
  const { secret } = await gate.enter(gate.invite(), '127.0.0.1');
  return {
    port,
    cookie: `outcross-${port}=${secret}`,
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

/** All requests of the first page at once, of a server that was never asked. */
async function firstView({ port, cookie }: Server): Promise<void> {
  const started = performance.now();
  const busy = process.cpuUsage();
  const answers = await Promise.all(
    LINE_PAGE.map(async (path) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } });
      const { byteLength } = await response.arrayBuffer();
      return `${path} ${response.status}, ${byteLength} bytes, after ${(performance.now() - started).toFixed(0)} ms`;
    }),
  );
  const took = performance.now() - started;
  const { user, system } = process.cpuUsage(busy);
  const own = ((user + system) / 1_000).toFixed(0);
  console.log(`first view of a cold server: ${took.toFixed(0)} ms, of the processor ${own} ms`);
  for (const answer of answers) console.log(`  ${answer}`);
}

async function crowd({ port, cookie }: Server, conditional: boolean): Promise<void> {
  const settings: ReadersSettings = { port, cookie, paths: PATHS, readers: READERS, seconds, conditional };
  const before = process.cpuUsage();
  const { paths, failures } = await readers(settings);
  const { user, system } = process.cpuUsage(before);
  if (failures > 0) throw new Error(`${failures} requests failed`);
  const all = paths.flatMap(({ milliseconds }) => milliseconds);
  row(conditional ? '**all, with If-None-Match**' : '**all, each answer whole**', all);
  for (const { path, milliseconds } of paths) row(path, milliseconds);
  console.log(
    `| processor of the server, ms a request: ${((user + system) / 1_000 / all.length).toFixed(2)} | | | | |`,
  );
}

function row(name: string, milliseconds: readonly number[]): void {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  console.log(`| ${name} | ${(sorted.length / seconds).toFixed(0)} | ${at(0.5)} | ${at(0.99)} | ${at(1)} |`);
}

async function readers(settings: ReadersSettings): Promise<ReadersResult> {
  const program = new URL('./dashboard/readers.js', import.meta.url);
  const child = spawn(process.execPath, [program.pathname, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  await once(child, 'close');
  return JSON.parse(text) as ReadersResult;
}

function option(name: string): number | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : Number(process.argv[at + 1]);
}
