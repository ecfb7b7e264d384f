import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { browser, PATIENCE, whenTestEnds } from './chromium.ts';
import { type Dashboard, lookingGlass } from './server.ts';

/** Cookies of somebody who is in. */
export type Cookies = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** One browser window of one person, in which nothing may go wrong unseen. */
export interface Visit {
  readonly page: Page;
  readonly base: string;
  /** What went wrong: errors of scripts, breaches of the policy, answers of 500 and above, requests to others. */
  readonly faults: string[];
  /** Opens a page of the dashboard and waits until it shows what it has. */
  goto(path: string): Promise<Page>;
  cookies(): Promise<Cookies>;
  close(): Promise<void>;
}

export interface VisitOptions extends BrowserContextOptions {
  /** Cookies that let in. */
  readonly as?: Cookies;
}

/** Chromium says these of answers that tests ask for: 401 where nobody is in, 409 where somebody was faster. */
const ANSWERED = /^Failed to load resource: the server responded with a status of 4\d\d/;

const open = new Set<Visit>();

whenTestEnds(async (hasFailed) => {
  const visits = [...open];
  open.clear();
  if (hasFailed) for (const { page } of visits) console.error(await seenOn(page));
  await Promise.all(visits.map((visit) => visit.close()));
  expect(visits.flatMap(({ faults }) => faults)).toEqual([]);
});

/** What a window showed when a test failed: a picture in words. */
async function seenOn(page: Page): Promise<string> {
  const text = await page
    .locator('body')
    .innerText({ timeout: 5_000 })
    .catch((error: Error) => error.message);
  return `${page.url()} showed:\n${text.slice(0, 6_000)}`;
}

/** Fills `faults` with what goes wrong on a page. */
async function watch(page: Page, base: string, faults: string[]): Promise<void> {
  page.on('pageerror', (error) => faults.push(`error: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !ANSWERED.test(message.text())) faults.push(`said: ${message.text()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== base) faults.push(`asked elsewhere: ${url.href}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 500) faults.push(`${answer.status()} of ${answer.url()}`);
  });
  await page.exposeFunction('breach', (what: string) => faults.push(`breach of the policy: ${what}`));
  await page.addInitScript(
    'document.addEventListener("securitypolicyviolation", (e) => window.breach(e.violatedDirective + " " + e.blockedURI))',
  );
}

/** Waits until the page shows what it has: no view is awaited, and no chart in sight is still to be drawn. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#main h1, #main h2, #main article, #main [role=alert]').first().waitFor();
  await page
    .locator('#main [role=status]', { hasText: /\u2026$/ })
    .first()
    .waitFor({ state: 'detached' });
}

/** An expectation about what becomes so by and by. */
export function until<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { timeout: PATIENCE / 2, interval: 20 });
}

/** A browser of somebody's own, with its cookies and what it remembers. */
async function newContext({ as, ...options }: VisitOptions): Promise<BrowserContext> {
  const context = await (await browser()).newContext({
    viewport: { width: 1280, height: 800 },
    ...options,
    ...(as === undefined ? {} : { storageState: as }),
  });
  context.setDefaultTimeout(PATIENCE / 2);
  return context;
}

/** `own`: the browser ends with its window. */
async function windowOf(base: string, context: BrowserContext, own: boolean): Promise<Visit> {
  const page = await context.newPage();
  const faults: string[] = [];
  await watch(page, base, faults);
  const one: Visit = {
    page,
    base,
    faults,
    goto: async (path) => {
      await page.goto(base + path);
      await settled(page);
      return page;
    },
    cookies: () => context.storageState(),
    close: () => (own ? context.close() : page.close()),
  };
  open.add(one);
  return one;
}

/** A new window at a dashboard, of a browser of its own. */
export async function visit(base: string, options: VisitOptions = {}): Promise<Visit> {
  return windowOf(base, await newContext(options), true);
}

/** Lets somebody in by the link of `outcross view`. */
export async function enter({ base, link }: Dashboard): Promise<Cookies> {
  const one = await visit(base);
  await one.page.goto(link);
  await settled(one.page);
  const cookies = await one.cookies();
  await one.close();
  return cookies;
}

/** Logs somebody in by a token, without a page. */
export async function logIn(base: string, token: string): Promise<Cookies> {
  const context = await (await browser()).newContext();
  const answer = await context.request.post(`${base}/api/session`, { data: { token } });
  expect(answer.status()).toBe(200);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function firstCookies(): Promise<Cookies> {
  const { base, link } = await lookingGlass();
  return logIn(base, link.split('#token=')[1]);
}

let cookies: Promise<Cookies> | undefined;

async function inside(): Promise<BrowserContext> {
  // The link lets in once.
  cookies ??= firstCookies();
  const context = await newContext({ as: await cookies });
  // A browser that died takes its windows with it: the next test gets another.
  context.on('close', () => {
    shared = undefined;
  });
  return context;
}

let shared: Promise<BrowserContext> | undefined;

/**
 * A window at the workspace that all tests share: they only look. All are of one browser, which keeps files that it has, so that a page is
 * there in a moment; what a page remembers of one test stands in the next.
 */
export async function look(): Promise<Visit> {
  const { base } = await lookingGlass();
  shared ??= inside();
  return windowOf(base, await shared, false);
}
