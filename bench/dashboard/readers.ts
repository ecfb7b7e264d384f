import { Agent, get } from 'node:http';

/** What the readers are told, as JSON in the first argument. */
export interface ReadersSettings {
  readonly port: number;
  readonly cookie: string;
  readonly paths: readonly string[];
  readonly readers: number;
  readonly seconds: number;
  /** Whether they name what they have already, as browsers do. */
  readonly conditional: boolean;
}

/** What they write to standard output, as JSON: milliseconds of all requests of each path. */
export interface ReadersResult {
  readonly paths: readonly { readonly path: string; readonly milliseconds: readonly number[] }[];
  readonly failures: number;
}

/** A program: so many clients, each with one connection and one request at a time, asking for one path after the other. */
if (process.argv[2] !== undefined) {
  process.stdout.write(JSON.stringify(await readAll(JSON.parse(process.argv[2]) as ReadersSettings)));
}

async function readAll(settings: ReadersSettings): Promise<ReadersResult> {
  const { paths, readers, seconds } = settings;
  const agent = new Agent({ keepAlive: true, maxSockets: readers });
  const times = paths.map((): number[] => []);
  const until = performance.now() + seconds * 1_000;
  let failures = 0;
  const reader = async (first: number) => {
    const etags = new Map<string, string>();
    for (let i = first; performance.now() < until; i++) {
      const at = i % paths.length;
      const started = performance.now();
      const status = await ask(settings, agent, paths[at], etags);
      times[at].push(performance.now() - started);
      if (status !== 200 && status !== 304) failures++;
    }
  };
  await Promise.all(Array.from({ length: readers }, (_, i) => reader(i)));
  agent.destroy();
  return { paths: paths.map((path, i) => ({ path, milliseconds: times[i] })), failures };
}

function ask(
  { port, cookie, conditional }: ReadersSettings,
  agent: Agent,
  path: string,
  etags: Map<string, string>,
): Promise<number | undefined> {
  const known = conditional ? etags.get(path) : undefined;
  const headers = { cookie, ...(known === undefined ? {} : { 'if-none-match': known }) };
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path, agent, headers }, (response) => {
      const { etag } = response.headers;
      if (etag !== undefined) etags.set(path, etag);
      response.resume();
      response.on('end', () => resolve(response.statusCode));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}
