import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Outcome, outcross, type RunOptions } from './outcross.ts';
import { plainCommands } from './plain-command.ts';

const BINARY = fileURLToPath(new URL('../../bin/outcross.js', import.meta.url));

/** How a line of a page ended. */
export interface Typed {
  readonly line: string;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Commands of the `sh` blocks of a page, without their comments; `section` keeps what stands below one heading. */
export function typedIn(page: string, section?: string): string[] {
  const part = section === undefined ? page : page.split(/^## /m).find((text) => text.startsWith(section));
  if (part === undefined) throw new Error(`There is no section ${section}.`);
  const blocks = [...part.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((match) => match[1]);
  const lines = blocks.join('').split('\n');
  return lines.map((line) => line.replace(/\s+#.*$/, '').trim()).filter((line) => line !== '');
}

/** Runs the commands of a line one after the other, as a shell would; undefined where it needs one. */
export async function runPlain(line: string, options: RunOptions): Promise<Outcome | undefined> {
  const commands = plainCommands(line);
  if (commands === undefined) return undefined;
  const all = { status: 0 as number | null, stdout: '', stderr: '' };
  for (const { args, into } of commands) {
    const { status, stdout, stderr } = await outcross(args, options);
    all.status = status;
    if (into === undefined) all.stdout += stdout;
    else writeFileSync(join(options.cwd ?? '.', into), stdout);
    all.stderr += stderr;
    if (status !== 0) break;
  }
  return all;
}

/** Types lines into a shell that has the program, one after the other, whatever became of those before. `cd` holds for what follows. */
export class Typist {
  readonly #bin: string;
  #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#bin = join(folder, '.bin');
    mkdirSync(this.#bin, { recursive: true });
    const path = join(this.#bin, 'outcross');
    writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${BINARY}" "$@"\n`);
    chmodSync(path, 0o755);
  }

  get folder(): string {
    return this.#folder;
  }

  async type(line: string): Promise<Typed> {
    const moved = /^cd (\S+)$/.exec(line);
    if (moved !== null) {
      this.#folder = join(this.#folder, moved[1]);
      return { line, status: 0, stdout: '', stderr: '' };
    }
    const plain = await runPlain(line, { cwd: this.#folder });
    if (plain !== undefined) return { line, ...plain };
    const { FORCE_COLOR: _, ...env } = process.env;
    const child = spawn('bash', ['-c', line], {
      cwd: this.#folder,
      env: { ...env, PATH: `${this.#bin}:${env['PATH']}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ line, status, stdout, stderr }));
    });
  }
}
