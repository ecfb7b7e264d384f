import type { Duplex } from 'node:stream';

/** The part of a pipe that a lifeline needs. */
export type Lifeline = Pick<Duplex, 'on' | 'resume'> & { ref?(): unknown; unref?(): unknown };

/**
 * Resolves when the other side lets the command begin, by a byte; false where it went away before, and nothing may be done. Afterwards
 * `interrupt` is called when it goes away: a command does not outlive the program that it works for.
 */
export function held(lifeline: Lifeline, interrupt: () => void): Promise<boolean> {
  return new Promise((resolve) => {
    let begun = false;
    let gone = false;
    const end = () => {
      if (gone) return;
      gone = true;
      if (begun) interrupt();
      else resolve(false);
    };
    lifeline.ref?.();
    lifeline.on('data', () => {
      begun = true;
      lifeline.unref?.();
      resolve(true);
    });
    lifeline.on('end', end);
    lifeline.on('close', end);
    lifeline.resume();
  });
}
