import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export type Kind = 'worker' | 'python' | 'executor' | 'driver' | 'other';

/** Who a process is, by words of its command line, the first that fits. */
const KINDS: readonly (readonly [kind: Kind, word: string])[] = [
  ['worker', 'worker\0--job'],
  ['executor', 'CoarseGrainedExecutorBackend'],
  ['python', 'pyspark.daemon'],
  ['driver', 'org.apache.spark.deploy.SparkSubmit'],
  ['driver', 'outcross_job.py'],
];

/** A run of a program and of all that it started. Where there is no /proc, memory and time of processors are 0. */
export interface TreeRun {
  readonly seconds: number;
  readonly status: number | null;
  /** Of all processes of a kind, in seconds: sampled, so that the last moment of each is missing. */
  readonly cpuSeconds: Readonly<Record<Kind, number>>;
  /** Largest resident set of one process, in MB. */
  readonly peak: Readonly<Record<Kind, number>>;
  readonly stderr: string;
}

/** Milliseconds between two looks. */
const LOOK = 100;

/** Runs a program to its end and watches it. */
export function runTree(program: string, args: readonly string[]): Promise<TreeRun> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const watch = new Watch(child.pid);
    const poll = setInterval(() => watch.look(), LOOK);
    child.on('error', reject);
    child.on('close', (status) => {
      clearInterval(poll);
      const seconds = (performance.now() - started) / 1000;
      resolve({ seconds, status, cpuSeconds: watch.cpuSeconds, peak: watch.peak, stderr });
    });
  });
}

class Watch {
  readonly peak = nothing();
  /** Seconds of processors by process. */
  readonly #busy = new Map<number, { kind: Kind; seconds: number }>();
  readonly #root: number | undefined;

  constructor(root: number | undefined) {
    this.#root = root;
  }

  get cpuSeconds(): Record<Kind, number> {
    const sums = nothing();
    for (const { kind, seconds } of this.#busy.values()) sums[kind] += seconds;
    return sums;
  }

  look(): void {
    const parents = new Map<number, number>();
    const busy = new Map<number, number>();
    for (const pid of processes()) {
      const text = told(pid, 'stat');
      // After the name, which may hold spaces: state, parent, ..., user and system time in hundredths of a second.
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      parents.set(pid, Number(fields[1]));
      busy.set(pid, (Number(fields[11]) + Number(fields[12])) / 100 || 0);
    }
    for (const [pid, seconds] of busy) {
      if (!this.#isOurs(pid, parents)) continue;
      // One that has ended and is not yet asked for has no command line.
      const kind = kindOf(pid) ?? this.#busy.get(pid)?.kind ?? 'other';
      this.#busy.set(pid, { kind, seconds });
      this.peak[kind] = Math.max(this.peak[kind], residentPeak(pid));
    }
  }

  /** Also where the parent has died since: it was seen before. */
  #isOurs(pid: number, parents: ReadonlyMap<number, number>): boolean {
    for (let one: number | undefined = pid; one !== undefined; one = parents.get(one)) {
      if (one === this.#root || this.#busy.has(one)) return true;
    }
    return false;
  }
}

function nothing(): Record<Kind, number> {
  return { worker: 0, python: 0, executor: 0, driver: 0, other: 0 };
}

function processes(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function kindOf(pid: number): Kind | undefined {
  const line = told(pid, 'cmdline');
  if (line === '') return undefined;
  return KINDS.find(([, word]) => line.includes(word))?.[0] ?? 'other';
}

/** VmHWM of Linux's /proc, in MB. */
function residentPeak(pid: number): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(told(pid, 'status'))?.[1] ?? 0) / 1024;
}

function told(pid: number, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'latin1');
  } catch {
    return '';
  }
}
