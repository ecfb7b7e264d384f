import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** With signs that a URL must escape: it has to come through, and must show nowhere. */
export const PASSWORD = 'p@ss/w:rd%';

const DEBIAN = '/usr/lib/postgresql';
const USER = 'outcross';

/** A server of our own, on loopback. */
export interface PostgresServer {
  /** URL of a schema of its own, so that each ledger starts empty. */
  freshUrl(): Promise<string>;
  /** A connection with all rights, to the schema of a URL. */
  admin(url: string): Promise<Client>;
  /** Stops the server as a crash would, and starts it again on the same port. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** The folder of `initdb` and `postgres`, or undefined where there is none. */
export function postgresBinaries(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Ends the name of what is skipped where there is no server. */
export function skipReason(): string {
  return postgresBinaries() === undefined
    ? ' (skipped: no PostgreSQL; on Debian, apt install postgresql)'
    : '';
}

/** Makes a data folder and starts a server on it. PostgreSQL refuses to run as root: root starts it as another. */
export async function startPostgres(): Promise<PostgresServer> {
  const binaries = postgresBinaries()!;
  const folder = mkdtempSync(join(tmpdir(), 'outcross-postgres-'));
  const account = process.getuid?.() === 0 ? await unprivilegedAccount() : undefined;
  const secret = join(folder, 'password');
  writeFileSync(secret, PASSWORD);
  if (account !== undefined) for (const path of [folder, secret]) chownSync(path, account.uid, account.gid);
  const data = join(folder, 'data');
  const as = { ...account, cwd: folder };
  const initdb = [
    '-D',
    data,
    '-U',
    USER,
    '-A',
    'scram-sha-256',
    '--pwfile',
    secret,
    '-E',
    'UTF8',
    '--locale=C',
    '-N',
  ];
  await promisify(execFile)(join(binaries, 'initdb'), initdb, as);
  const urlOf = (port: number) =>
    `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`;
  const begin = async (port: number) => {
    const settings = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      'fsync=off',
    ];
    const program = spawn(
      join(binaries, 'postgres'),
      ['-D', data, ...settings.flatMap((one) => ['-c', one])],
      { ...as, stdio: 'ignore' },
    );
    return (await answers(urlOf(port), program)) ? program : undefined;
  };
  let port = await freePort();
  let server = await begin(port);
  // A port that was free may be another's by the time the server asks for it.
  for (let more = 4; server === undefined && more > 0; more--) {
    port = await freePort();
    server = await begin(port);
  }
  if (server === undefined) throw new Error('PostgreSQL did not start.');
  const base = urlOf(port);
  let schemas = 0;
  return {
    async freshUrl() {
      const schema = `ledger_${schemas++}`;
      const client = await connected(base);
      await client.query(`create schema ${schema}`);
      await client.end();
      return `${base}?options=${encodeURIComponent(`-c search_path=${schema}`)}`;
    },
    admin: connected,
    async crash() {
      await ended(server, 'SIGQUIT');
      server = await begin(port);
      if (server === undefined) throw new Error('PostgreSQL did not start again.');
    },
    async stop() {
      await ended(server, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  client.on('error', () => {});
  return client;
}

/** Whether a server came up: false where it ended before it took a connection. */
async function answers(url: string, server: ChildProcess): Promise<boolean> {
  for (let attempt = 0; ; attempt++) {
    if (server.exitCode !== null) return false;
    try {
      const client = await connected(url);
      await client.end();
      return server.exitCode === null;
    } catch (error) {
      if (attempt === 1_200) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

/** `postgres` where the package has made it, else `nobody`. */
async function unprivilegedAccount(): Promise<{ uid: number; gid: number }> {
  for (const name of ['postgres', 'nobody']) {
    try {
      const ids = await Promise.all(['-u', '-g'].map((flag) => promisify(execFile)('id', [flag, name])));
      const [uid, gid] = ids.map(({ stdout }) => Number(stdout));
      return { uid, gid };
    } catch {}
  }
  throw new Error('There is no account to run PostgreSQL as.');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
