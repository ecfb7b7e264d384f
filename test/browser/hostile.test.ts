import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { inBrowser, PATIENCE } from './chromium.ts';
import { command, ownCopy } from './lived-in.ts';
import { view } from './server.ts';
import { enter, until, visit } from './visit.ts';

const SCRIPT = '<script>window.pwned = 1</script>';
const IMAGE = '<img src=x onerror="window.pwned = 2"><svg onload="window.pwned = 3"></svg>';
const FRAME =
  '<iframe srcdoc="<script>parent.pwned = 4</script>"></iframe><a href="javascript:pwned=5">go</a>';
const BIDI = 'safe \u202etxet desrever\u202c and \u200bhidden\u0007 bells';
const TEMPLATE = '${window.pwned = 6} {{constructor.constructor("pwned=7")()}} ]]></style>';

/** A line of 480,000 characters: a queue holds at most 500,000 of an example. */
const LONG = `${SCRIPT} ${'word '.repeat(96_000)}end`;
const TOO_LONG = LONG.repeat(3);

const TEXTS: Readonly<Record<string, string>> = {
  [`x1${SCRIPT}`]: SCRIPT,
  'x2"><img src=x onerror=pwned=8>': IMAGE,
  x3: FRAME,
  x4: BIDI,
  x5: TEMPLATE,
  x6: LONG,
};

/** Where a stranger's words stand on the screen. */
const PAGES = ['/sources', '/sources?view=lineage', '/mix', '/ledger', '/audit', '/review'];

inBrowser('hostile text', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await ownCopy();
  }, PATIENCE);

  it('is shown as text wherever it stands, and executes nothing', async () => {
    const rows = Object.entries({ ...TEXTS, x7: TOO_LONG }).map(([id, text]) => ({
      id,
      text,
      provenance: { origin: 'synthetic', source: IMAGE, model: `${SCRIPT}${BIDI}`, generation: 2 },
    }));
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    appendFileSync(join(folder, 'data/g2.jsonl'), lines);
    const made = await command(folder, 'review', 'queue', 'data/g2.jsonl', '--size', '407', '--error', '0');
    expect(made).toContain('passed over: 1 too long');
    const dashboard = await view(folder);
    const { page, goto, base, close } = await visit(dashboard.base, { as: await enter(dashboard) });
    const answer = await page.request.get(`${base}/api/review/queues`);
    const queue = ((await answer.json()) as { queues: { id: string }[] }).queues[0].id;
    for (const [id, text] of Object.entries(TEXTS)) {
      await page.goto(`${base}/review?${new URLSearchParams({ queue, item: id })}`);
      const seen = text === BIDI ? '[U+202E]' : text.slice(0, 40);
      await until(() => page.getByRole('article').innerText()).toContain(seen);
    }
    for (const path of PAGES) await goto(path);
    expect(await page.evaluate('typeof window.pwned')).toBe('undefined');
    expect(readFileSync(join(folder, 'data/g2.jsonl'), 'utf8').endsWith(lines)).toBe(true);
    // A stream that breaks off is a fault of its own.
    await close();
    await dashboard.kill();
  });
});
