import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One run of a program, from outside. */
export interface Run {
  readonly seconds: number;
  /** Largest resident set in MB, sampled every 20 ms; undefined where the system does not tell. */
  readonly megabytes: number | undefined;
  /** Time of processors in all threads, sampled likewise. */
  readonly cpuSeconds: number | undefined;
  readonly status: number | null;
}

/** Runs `node args...`, its output thrown away. */
export function runNode(args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    let peak: number | undefined;
    let busy: number | undefined;
    const poll = setInterval(() => {
      peak = residentPeak(child.pid) ?? peak;
      busy = processorSeconds(child.pid) ?? busy;
    }, 20);
    child.on('error', reject);
    child.on('close', (status) => {
      clearInterval(poll);
      resolve({ seconds: (performance.now() - started) / 1000, megabytes: peak, cpuSeconds: busy, status });
    });
  });
}

/** VmHWM of Linux's /proc. */
function residentPeak(pid: number | undefined): number | undefined {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found === null ? undefined : Number(found[1]) / 1024;
  } catch {
    return undefined;
  }
}

/** Ticks of a hundredth of a second: fields 14 and 15 of Linux's /proc, after the name, which may hold spaces. */
function processorSeconds(pid: number | undefined): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
