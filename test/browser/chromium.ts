import { type Browser, chromium } from 'playwright-core';
import { afterEach, describe } from 'vitest';

interface Finder {
  readonly findChromium: (env: NodeJS.ProcessEnv) => string | undefined;
  readonly HOW_TO_GET_CHROMIUM: string;
}

const SCRIPT = new URL('../../scripts/setup/find-chromium.mjs', import.meta.url).href;
const { findChromium, HOW_TO_GET_CHROMIUM } = (await import(SCRIPT)) as Finder;
const executablePath = findChromium(process.env);

/** Milliseconds that a test or a hook may take where the machine is busy with others. */
export const PATIENCE = 180_000;

const endings: ((hasFailed: boolean) => Promise<void>)[] = [];

/**
 * Does something at the end of every test in a browser, whichever file it stands in. A hook of a module would be of the first file that
 * imports it, and of no other: files of one process share what they import.
 */
export function whenTestEnds(work: (hasFailed: boolean) => Promise<void>): void {
  endings.push(work);
}

/** `describe`, where there is a browser; elsewhere what is skipped says how to get one. */
export function inBrowser(name: string, tests: () => void): void {
  if (executablePath === undefined)
    describe.skip(`${name} (skipped: no Chromium. ${HOW_TO_GET_CHROMIUM})`, tests);
  else
    describe(name, { timeout: PATIENCE }, () => {
      afterEach(async ({ task }) => {
        const hasFailed = (task.result?.errors ?? []).length > 0;
        for (const work of endings) await work(hasFailed);
      });
      tests();
    });
}

let launched: Promise<Browser> | undefined;

/** One browser for all files of this process; it ends with the process. */
export function browser(): Promise<Browser> {
  launched ??= chromium
    .launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      // Signals that tests send to this process are no end of the browser: another file of it may need it yet.
      handleSIGHUP: false,
      handleSIGINT: false,
      handleSIGTERM: false,
      // Chromium refuses to confine itself as root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    .then((one) => {
      one.on('disconnected', () => {
        launched = undefined;
      });
      return one;
    });
  return launched;
}
