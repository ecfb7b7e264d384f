import { readFileSync, writeFileSync } from 'node:fs';

/**
 * `node scripts/picture.mjs REPLACE.json ACCUMULATE.json OUT.svg`: the picture of the README, from the JSON reports of the
 * demo's two arms.
 */
const KEY = 'tail.coverage[1,10%]';
const WIDTH = 760;
const HEIGHT = 330;
const LEFT = 60;
const RIGHT = 190;
const TOP = 52;
const BOTTOM = 58;
const LOW = 0.5;
const HIGH = 1.04;

const [replacePath, accumulatePath, out] = process.argv.slice(2);

/** @param {string} path */
function arm(path) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  /** @type {{ key: string, points: { ratio: number, interval: [number, number] }[] }[]} */
  const trends = report.trajectory.trends;
  const trend = trends.find(({ key }) => key === KEY);
  if (trend === undefined) throw new Error(`${path} has no trend ${KEY}`);
  /** @type {string[]} */
  const verdicts = report.generations.map((/** @type {{ verdict: string }} */ g) => g.verdict);
  return { points: trend.points, verdicts };
}

/** @param {number} i @param {number} n */
const x = (i, n) => LEFT + 28 + (i * (WIDTH - LEFT - RIGHT - 40)) / (n - 1);
/** @param {number} ratio */
const y = (ratio) => TOP + ((HIGH - ratio) / (HIGH - LOW)) * (HEIGHT - TOP - BOTTOM);
/** @param {number} value */
const r = (value) => value.toFixed(1);

/** @param {ReturnType<typeof arm>} line @param {string} name @param {string} label @param {number} below */
function drawn({ points, verdicts }, name, label, below) {
  const n = points.length;
  const path = points.map((p, i) => `${i === 0 ? 'M' : 'L'}${r(x(i, n))} ${r(y(p.ratio))}`).join('');
  const marks = points.map((p, i) => {
    const at = r(x(i, n));
    const bar = `<path d="M${at} ${r(y(p.interval[0]))}V${r(y(p.interval[1]))}"/>`;
    const word = `<text class="word" x="${at}" y="${r(y(p.ratio) + below)}" text-anchor="middle">${verdicts[i]}</text>`;
    return `${bar}<circle cx="${at}" cy="${r(y(p.ratio))}" r="4"/>${word}`;
  });
  const end = points[n - 1];
  const text = `<text class="label" x="${r(x(n - 1, n) + 18)}" y="${r(y(end.ratio) + 5)}">${label} ${end.ratio.toFixed(2)}</text>`;
  return `<g class="${name}"><path class="line" d="${path}"/>${marks.join('')}${text}</g>`;
}

const replace = arm(replacePath);
const accumulate = arm(accumulatePath);
const count = replace.points.length;
const grid = [0.5, 0.6, 0.7, 0.8, 0.9, 1].map(
  (v) =>
    `<path class="grid" d="M${LEFT} ${r(y(v))}H${WIDTH - RIGHT}"/><text x="${LEFT - 10}" y="${r(y(v) + 4)}" text-anchor="end">${v.toFixed(1)}</text>`,
);
const ticks = Array.from(
  { length: count },
  (_, i) => `<text x="${r(x(i, count))}" y="${HEIGHT - 30}" text-anchor="middle">g${i + 1}</text>`,
);
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Tail coverage against human text over ${count} generations">
<style>
text{font:13px system-ui,sans-serif;fill:#57606a}.title{font-size:15px;font-weight:600;fill:#1f2328}.word{font-size:11px}
.grid{stroke:#d0d7de;stroke-width:1}.human{stroke:#57606a;stroke-dasharray:5 4}.line{stroke-width:2.5;fill:none}
.replace path,.replace circle{stroke:#bc4c00}.replace circle{fill:#bc4c00}.replace .label{fill:#bc4c00;font-weight:600}
.accumulate path,.accumulate circle{stroke:#1a7f37}.accumulate circle{fill:#1a7f37}.accumulate .label{fill:#1a7f37;font-weight:600}
@media (prefers-color-scheme:dark){text{fill:#9198a1}.title{fill:#f0f6fc}.grid{stroke:#3d444d}.human{stroke:#9198a1}
.replace path,.replace circle{stroke:#f0883e}.replace circle,.replace .label{fill:#f0883e}.accumulate path,.accumulate circle{stroke:#3fb950}.accumulate circle,.accumulate .label{fill:#3fb950}}
</style>
<text class="title" x="${LEFT}" y="22">How much of the rare human vocabulary each generation still produces</text>
<text x="${LEFT}" y="40">1.0 is a second human sample; bars are 95% intervals</text>
${grid.join('\n')}
<path class="human" d="M${LEFT} ${r(y(1))}H${WIDTH - RIGHT}"/><text x="${WIDTH - RIGHT + 18}" y="${r(y(1) + 5)}">human text</text>
${ticks.join('')}
<text x="${r((LEFT + WIDTH - RIGHT) / 2)}" y="${HEIGHT - 8}" text-anchor="middle">generation, each a model trained on what those before it wrote</text>
${drawn(accumulate, 'accumulate', 'data accumulates', -12)}
${drawn(replace, 'replace', 'data is replaced', 22)}
</svg>
`;
writeFileSync(out, svg);
