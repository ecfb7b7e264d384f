import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { markup } from '../html/markup.ts';
import { errorsHtml } from './errors-html.ts';
import {
  armOf,
  errorsOf,
  estimate,
  HOSTILE,
  LOSS,
  runOf,
  SPREAD,
  unsafe,
} from './lab-fixtures.test.support.ts';
import { legend } from './legend.ts';
import { labPage } from './page.ts';
import { runHtml } from './run-html.ts';
import { verdictSection } from './verdict-table.ts';

/** Text of a part of a page, tags gone. */
const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const section = (page: string, id: string) =>
  page.slice(page.indexOf(`<section id="${id}"`)).split('</section>')[0];

/** Tags of which each that is opened is closed, in order. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, close, name, self] of html.matchAll(/<(\/?)([a-zA-Z][\w-]*)[^>]*?(\/?)>/g)) {
    if (self === '/' || ['meta', 'br', 'link', 'input', 'img'].includes(name)) continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

describe('the page of a run', () => {
  let page: string;
  beforeAll(async () => {
    page = await runHtml(runOf());
  });

  it('has every mean and every interval in its tables', () => {
    const numbers = textOf(section(page, 'numbers'));
    for (const arm of runOf().arms) {
      expect(numbers).toContain(arm.name);
      for (const { values } of arm.generations) expect(numbers).toContain(values['loss'].mean.toFixed(2));
    }
    expect(numbers).toContain('4.44 [4.40, 4.48]');
    expect(numbers).toContain('8.70');
    // A spread without an interval has none.
    expect(numbers).not.toMatch(/8\.70 \[/);
  });

  it('has the settings, all of them, parameters too', () => {
    const settings = textOf(section(page, 'settings'));
    for (const part of ['321', 'seed-7', 'width 17', 'replace, accumulate', 'generations 3', 'able'])
      expect(settings).toContain(part);
    // No top-k is a dash.
    expect(settings).toContain('topK –');
  });

  it('says the result, the distance, the program and its version', () => {
    const text = textOf(page);
    expect(text).toContain(
      'Loss of something after 3 generations, the worst first: replace 4.44, accumulate 1.44.',
    );
    expect(text).toContain('accumulate : −3.00 [−3.25, −2.75] against replace');
    expect(text).toContain('Made by outcross 9.8.7.');
    expect(textOf(section(page, 'published'))).toContain('Replaced data go wrong. Somebody et al. 2024');
  });

  it('is well formed', () => {
    expect(unbalanced(page)).toEqual([]);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves out what there is none of', async () => {
    const bare = await runHtml(
      runOf({ published: [], metrics: [LOSS], arms: [armOf('replace', [1, 2, 3, 4])] }),
    );
    for (const id of ['published', 'more', 'verdicts']) expect(bare).not.toContain(`<section id="${id}"`);
    expect(bare).not.toContain('class="legend"');
    expect(bare).not.toContain('class="distances"');
  });

  it('bears generations that were not measured, and a metric that nobody has', async () => {
    const arms = [
      armOf('replace', [1, undefined, undefined, 4]),
      armOf('never', [undefined, undefined, undefined, undefined]),
    ];
    const holes = await runHtml(
      runOf({ arms, metrics: [LOSS, { ...SPREAD, id: 'nobody', title: 'Nobody' }] }),
    );
    expect(holes).not.toMatch(/NaN|undefined/);
    expect(holes).not.toContain('Nobody');
    expect(unbalanced(holes)).toEqual([]);
  });

  it('shows what it was given and obeys none of it', async () => {
    const arms = [
      armOf(HOSTILE, [1, 2, 3, 4]),
      armOf(`${HOSTILE}2`, [1, 2, 3, 4], { against: estimate(1, 1) }),
    ];
    const judged = arms.map((arm) => ({
      ...arm,
      generations: arm.generations.map((own) => ({ ...own, verdicts: { [HOSTILE]: 1, early: 4 } })),
    }));
    const { settings } = runOf();
    const hostile = await runHtml(
      runOf({
        arms: judged,
        metrics: [
          { ...LOSS, title: HOSTILE, meaning: HOSTILE },
          { ...SPREAD, title: HOSTILE, meaning: HOSTILE },
        ],
        published: [{ finding: HOSTILE, source: HOSTILE }],
        scenario: { name: HOSTILE, title: HOSTILE, summary: HOSTILE, rows: HOSTILE },
        settings: { ...settings, seed: HOSTILE, text: [HOSTILE], loops: [HOSTILE] },
      }),
    );
    expect(hostile).not.toContain('<script');
    expect(unsafe(hostile)).toEqual([]);
    expect(hostile).toContain('&lt;script&gt;');
    expect(unbalanced(hostile)).toEqual([]);
  });
});

describe('the page of the three errors', () => {
  it('has every share, loss, effect and combination', async () => {
    const page = await errorsHtml(errorsOf());
    const shares = textOf(section(page, 'shares'));
    for (const part of ['62% [55%, 69%]', '27% [21%, 33%]', '11% [4.3%, 17%]', '1.51', '2.51', '3.51'])
      expect(shares).toContain(part);
    const effects = textOf(section(page, 'effects'));
    for (let i = 0; i < 7; i++) expect(effects).toContain((0.301 + i).toFixed(i === 0 ? 3 : 2));
    for (let set = 1; set < 8; set++) expect(effects).toContain((0.3 + set).toFixed(2));
    expect(textOf(section(page, 'levels'))).toContain('a solver that stops early; against approximation off');
    expect(unbalanced(page)).toEqual([]);
  });

  it('draws a bar to the left for an error that eases, and none for shares that do not exist', async () => {
    const { shares } = errorsOf();
    const bars = async (values: readonly (number | undefined)[]) => {
      const own = shares.map(({ factor, loss }, i) => ({
        factor,
        loss,
        ...(values[i] === undefined ? {} : { share: values[i] }),
      }));
      const html = section(await errorsHtml(errorsOf({ shares: own })), 'shares');
      return [...html.matchAll(/<rect x="([\d.-]+)" y="3" width="([\d.-]+)"/g)].map(([, x, width]) => [
        +x,
        +width,
      ]);
    };
    // The greatest in size is as long as there is room.
    expect(await bars([1.5, -0.75, 0.25])).toEqual([
      [100, 90],
      [55, 45],
      [100, 15],
    ]);
    expect(await bars([undefined, undefined, undefined])).toEqual([
      [100, 0],
      [100, 0],
      [100, 0],
    ]);
  });

  it('obeys no hostile seed', async () => {
    const { settings, learner } = errorsOf();
    const page = await errorsHtml(
      errorsOf({
        settings: { ...settings, seed: HOSTILE, solver: HOSTILE },
        learner: { ...learner, title: HOSTILE },
      }),
    );
    expect(page).not.toContain('<script');
    expect(unsafe(page)).toEqual([]);
  });
});

describe('labPage', () => {
  it('allows the style sheet that it has, and nothing else', () => {
    const page = labPage('a', 'b', markup`<p>c</p>`, 'd');
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(page)!;
    const digest = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`style-src 'sha256-${digest}'`);
    expect(page).toContain("default-src 'none'");
    expect(unbalanced(page)).toEqual([]);
  });

  it('escapes title, kind and maker', () => {
    const page = labPage('<a>', '<b>', markup``, '<c>');
    for (const name of ['a', 'b', 'c']) expect(page).toContain(`&lt;${name}&gt;`);
  });
});

describe('the legend', () => {
  it('has a line for every arm, each unlike the others', () => {
    const arms = Array.from({ length: 7 }, (_, i) => ({ name: `arm ${i}` }));
    const { text } = legend(arms)!;
    const items = text.split('<li>').slice(1);
    expect(items).toHaveLength(7);
    expect(new Set(items.map((item) => item.split('<bdi>')[0])).size).toBe(7);
    arms.forEach(({ name }, i) => {
      expect(items[i]).toContain(name);
    });
  });
});

describe('the verdicts', () => {
  const withVerdicts = (...all: (Record<string, number> | undefined)[]) => {
    const arm = armOf('replace', [1, 2, 3, 4]);
    const generations = arm.generations.map((own, g) =>
      all[g] === undefined ? own : { ...own, verdicts: all[g] },
    );
    return runOf({ arms: [{ ...arm, generations }] });
  };

  it('are not shown where none was made', () => {
    expect(verdictSection(runOf())).toBeUndefined();
  });

  it('are counted where replicates differ, the commonest first, and not where all agree', () => {
    const text = textOf(
      verdictSection(withVerdicts({ healthy: 5 }, { late: 1, early: 4 }, undefined, { early: 5 }))!.text,
    );
    expect(text).toMatch(/0 \S* ?healthy/);
    expect(text).not.toContain('5');
    expect(text).toMatch(/early +4 +.*late +1/);
  });
});
