import type { Context, Output } from './context.ts';

/** An output that keeps what it is given. */
export class Paper implements Output {
  text = '';
  isTTY?: boolean;
  columns?: number;

  write(text: string): void {
    this.text += text;
  }
}

export interface Desk {
  readonly context: Context;
  readonly out: Paper;
  readonly err: Paper;
  /** Gives the signal of Ctrl-C. */
  interrupt(): void;
  /** Lets time pass, in milliseconds. */
  wait(milliseconds: number): void;
}

/** A process that is none: what a command writes stays on paper, and time passes only when told. */
export function desk(env: Context['env'] = {}): Desk {
  const controller = new AbortController();
  const out = new Paper();
  const err = new Paper();
  let now = 0;
  return {
    context: { stdout: out, stderr: err, env, signal: controller.signal, now: () => now, status: 0 },
    out,
    err,
    interrupt: () => controller.abort(),
    wait: (milliseconds) => {
      now += milliseconds;
    },
  };
}
