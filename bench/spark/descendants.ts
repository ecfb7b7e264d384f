import { readdirSync, readFileSync } from 'node:fs';

/** What the processes below this one took, by Linux's /proc. */
export interface TreeUse {
  /** Largest resident sets in MB, summed over processes of a kind that were there at once. */
  readonly megabytes: Readonly<Record<string, number>>;
  readonly cpuSeconds: Readonly<Record<string, number>>;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly kind: string;
  readonly resident: number;
  readonly cpu: number;
}

/** Watches all that descends from this process until `stop` is called. Processes that live for less than 100 ms go unseen. */
export class ProcessTree {
  readonly #peak: Record<string, number> = {};
  readonly #cpu = new Map<number, { kind: string; seconds: number }>();
  readonly #poll = setInterval(() => this.#look(), 100);

  stop(): TreeUse {
    clearInterval(this.#poll);
    const cpuSeconds: Record<string, number> = {};
    for (const { kind, seconds } of this.#cpu.values()) cpuSeconds[kind] = (cpuSeconds[kind] ?? 0) + seconds;
    return { megabytes: this.#peak, cpuSeconds };
  }

  #look(): void {
    const now: Record<string, number> = {};
    for (const { pid, kind, resident, cpu } of descendants(process.pid)) {
      now[kind] = (now[kind] ?? 0) + resident;
      this.#cpu.set(pid, { kind, seconds: cpu });
    }
    for (const [kind, megabytes] of Object.entries(now)) {
      this.#peak[kind] = Math.max(this.#peak[kind] ?? 0, megabytes);
    }
  }
}

function descendants(root: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)));
  const below = new Set([root]);
  // A child has a later number than its parent, but for numbers that have begun again.
  for (let before = 0; before !== below.size; ) {
    before = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all.filter(({ pid }) => below.has(pid));
}

function read(pid: number): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    const kind = stat.slice(stat.indexOf('(') + 1, end).replace(/^(MainThread|node).*/, 'node');
    const cpu = (Number(fields[11]) + Number(fields[12])) / 100;
    return [{ pid, parent: Number(fields[1]), kind, resident: (Number(fields[21]) * 4096) / 2 ** 20, cpu }];
  } catch {
    return [];
  }
}
