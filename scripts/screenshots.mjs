import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pagesOf } from './dashboard/pages.mjs';
import { ask, liveIn, review, serve, tokenOf } from './dashboard/serve.mjs';
import { ScriptFailure, script } from './setup/failure.mjs';
import { findChromium, HOW_TO_GET_CHROMIUM } from './setup/find-chromium.mjs';
import { ROOT } from './setup/root.mjs';
import { ensureBuild } from './setup.mjs';

const WIDTHS = [1280, 400];
/** @type {readonly ('light' | 'dark')[]} */
const THEMES = ['light', 'dark'];
const HEIGHT = 860;

/** Milliseconds that a page may take on a busy machine. */
const PATIENCE = 120_000;

/** Of a picture: text stays sharp, and the file small. */
const COLOURS = 48;

/** Whether every chart in sight is drawn. */
const DRAWN = `[...document.querySelectorAll('#main figure [class*=canvas]')].every((e) => {
  const { top, bottom } = e.getBoundingClientRect();
  return top > innerHeight || bottom < 0 || e.querySelector('path, canvas') !== null;
})`;

/** By each of two reviewers: some are left for the picture of the desk. */
const DECIDED = [60, 35];

/** How far the lab has run: far enough that one line is dead. */
const MODELS = 40;

/**
 * What a reviewer says of an example: most often the same as another would.
 *
 * @param {number} contrary One in so many is judged otherwise.
 * @returns {(id: string) => string}
 */
function opinion(contrary) {
  return (id) => {
    const sum = [...id].reduce((all, letter) => (all * 31 + letter.charCodeAt(0)) % 9973, 7);
    const isBad = sum % 4 === 0;
    return isBad !== (sum % contrary === 0) ? 'reject' : 'accept';
  };
}

/**
 * `node scripts/screenshots.mjs [--whole] [FOLDER] [PAGE...]`: pictures of the pages of the dashboard, on the example workspace, in both
 * widths and themes, for docs/dashboard.md. `--whole`: pages in their whole length.
 */
await script(async () => {
  const args = process.argv.slice(2).filter((arg) => arg !== '--whole');
  const [target = join(ROOT, 'docs/pictures'), ...wanted] = args;
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) throw new ScriptFailure(`There is no browser. ${HOW_TO_GET_CHROMIUM}`);
  ensureBuild();
  mkdirSync(target, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'outcross-pictures-'));
  try {
    const house = await furnish(join(folder, 'novels'));
    const whole = process.argv.includes('--whole');
    await pictures({ ...house, executablePath, target, whole, wanted }).finally(house.stop);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * A workspace in which people have been at work, and its server.
 *
 * @param {string} folder
 */
async function furnish(folder) {
  liveIn(folder);
  const [operate, second] = [tokenOf(folder, 'zoe', 'operate'), tokenOf(folder, 'ann', 'review')];
  tokenOf(folder, 'pipeline', 'read');
  const { base, stop } = await serve(folder);
  const queue = (await ask(base, operate, '/review/queues')).queues[0].id;
  await review(base, operate, queue, DECIDED[0], opinion(7));
  await review(base, second, queue, DECIDED[1], opinion(5));
  await finished(base, operate, await ask(base, operate, '/jobs', { kind: 'verify' }));
  await finished(base, operate, await ask(base, operate, '/jobs', { kind: 'recover' }));
  return { base, stop, token: operate, queue };
}

/**
 * Waits for the end of a job: the stream of events says when.
 *
 * @param {string} base
 * @param {string} token
 * @param {{ id: string }} job
 */
async function finished(base, token, { id }) {
  const cutter = new AbortController();
  const { body } = await fetch(`${base}/api/live`, {
    headers: { authorization: `Bearer ${token}` },
    signal: cutter.signal,
  });
  const state = async () => (await ask(base, token, `/jobs/${id}`)).state;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (body).getReader();
  while (['queued', 'running'].includes(await state())) await reader.read();
  cutter.abort();
}

/**
 * @param {{ base: string, token: string, queue: string, executablePath: string, target: string, whole: boolean, wanted: string[] }} options
 */
async function pictures({ base, token, queue, executablePath, target, whole, wanted }) {
  const { chromium } = await import('playwright-core');
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: root ? ['--no-sandbox'] : [] });
  const shown = { ...pagesOf(queue), lab: `/lab?at=${MODELS}` };
  const pages = Object.entries(shown).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  try {
    for (const width of WIDTHS) {
      for (const colorScheme of THEMES) {
        const context = await browser.newContext({
          viewport: { width, height: HEIGHT },
          colorScheme,
          // So that the page can be asked, time and again, whether it is drawn.
          bypassCSP: true,
        });
        context.setDefaultTimeout(PATIENCE);
        await context.request.post(`${base}/api/session`, { data: { token } });
        for (const [name, path] of pages) {
          const shot = await picture(await context.newPage(), base + path, whole);
          writeFileSync(join(target, `${name}-${width}-${colorScheme}.png`), shot);
        }
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} url
 * @param {boolean} whole
 * @returns {Promise<Buffer>}
 */
async function picture(page, url, whole) {
  const { default: sharp } = await import('sharp');
  await page.goto(url, { waitUntil: 'load' });
  await page.locator('#main h1, #main h2, #main article').first().waitFor();
  // What is awaited says so with an ellipsis.
  await page
    .locator('#main [role=status]', { hasText: /\u2026$/ })
    .first()
    .waitFor({ state: 'detached' });
  await page.getByText('Reading what may enter').waitFor({ state: 'detached' });
  await page.getByText('corpora are being read').waitFor({ state: 'detached' });
  if (new URL(url).pathname === '/lab') {
    await page.getByText(`rests at model ${MODELS} of`).waitFor();
    await page.evaluate(`document.querySelector('[class*=playback]').scrollIntoView()`);
  }
  if (whole) await unroll(page);
  await page.waitForFunction(DRAWN);
  const shot = await page.screenshot({ fullPage: whole, animations: 'disabled' });
  await page.close();
  return sharp(shot).png({ palette: true, colours: COLOURS, effort: 10 }).toBuffer();
}

/**
 * Goes through the whole page once: charts are drawn when they come near what is seen.
 *
 * @param {import('playwright-core').Page} page
 */
async function unroll(page) {
  const { height } = page.viewportSize() ?? { height: HEIGHT };
  const length = Number(await page.evaluate('document.documentElement.scrollHeight'));
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: Math.min(length, 12_000) });
  await page.waitForFunction(DRAWN);
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height });
}
