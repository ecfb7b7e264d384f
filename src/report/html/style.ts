import { VERDICTS } from '../../compare/verdict.ts';
import { properties } from './palette.ts';

const BASE = `
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:68rem;padding:2.5rem 1.5rem 5rem;font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
p,li,dd{text-wrap:pretty}
h1,h2,h3,p,dl,dd,figure,blockquote,ul,ol{margin:0;padding:0}
ul,ol{list-style:none}
a{color:inherit}
:focus-visible{outline:2px solid var(--shifted);outline-offset:2px;border-radius:4px}
small{font-size:.8125rem;color:var(--soft)}
svg{display:block;width:100%;height:auto;overflow:visible}
bdi{overflow-wrap:anywhere}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.masthead{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;align-items:baseline;margin-bottom:1.5rem;color:var(--soft);font-size:.9375rem}
.brand{font-weight:650;letter-spacing:.01em;color:var(--ink)}
section{margin-top:4rem}
section>h2{font-size:1.375rem;font-weight:600;letter-spacing:-.01em;line-height:1.3;margin-bottom:.375rem}
section h3{font-size:1rem;font-weight:600;margin:2rem 0 .5rem}
.lead{max-width:44rem;color:var(--soft);margin-bottom:1.5rem}
section>p+.cards{margin-top:1rem}
footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.875rem}
`;

const HERO = `
.banner{background:color-mix(in srgb,var(--accent) 6%,var(--card));border:1px solid color-mix(in srgb,var(--accent) 28%,var(--line));border-radius:12px;padding:2rem 2.25rem}
.kicker{color:var(--soft);font-size:.9375rem}
.banner h1{display:flex;align-items:center;gap:.875rem;margin:.375rem 0 1rem;font-weight:500;line-height:1.2}
.banner h1 .sign{flex:none;width:2.75rem;height:2.75rem}
.banner .word{font-size:2.25rem;font-weight:680;letter-spacing:-.02em;color:var(--accent)}
.banner .word::first-letter{text-transform:uppercase}
.banner .word{display:inline-block}
.banner .phrase{font-size:1.25rem;color:var(--soft);font-weight:400}
.why{font-size:1.125rem;max-width:46rem;overflow-wrap:anywhere}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem 2.5rem;margin-top:1.75rem;overflow-wrap:anywhere}
.pair h2{font-size:.875rem;font-weight:600;color:var(--soft);margin-bottom:.25rem}
.sign{width:1.25rem;height:1.25rem;fill:none;stroke:var(--accent);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.sign circle{fill:var(--accent);fill-opacity:.1;stroke-width:1.2}
.timeline{display:grid;grid-template-columns:repeat(auto-fit,minmax(7rem,1fr));gap:.5rem;margin-top:1rem}
.timeline b{min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.timeline a{display:grid;grid-template-columns:auto 1fr;column-gap:.5rem;align-items:center;height:100%;padding:.625rem .75rem;border:1px solid var(--line);border-radius:8px;background:var(--card);text-decoration:none;line-height:1.3}
.timeline .sign{grid-row:span 2;width:1.5rem;height:1.5rem}
.timeline span{color:var(--accent);font-size:.875rem}
.timeline a:hover{border-color:var(--accent)}
.timeline li:last-child a{border-color:color-mix(in srgb,var(--accent) 28%,var(--line));background:color-mix(in srgb,var(--accent) 6%,var(--card))}
.gate{font-size:.9375rem}
.tag{display:inline-flex;align-items:center;gap:.3rem;color:var(--accent);font-weight:600;font-size:.9375rem;vertical-align:bottom}
.findings{margin-top:1.5rem;font-size:.9375rem;max-width:52rem}
.findings:not(:last-child){margin-bottom:1.5rem}
.findings li{display:grid;grid-template-columns:4.75rem 1fr;gap:.75rem;padding-top:.625rem;overflow-wrap:anywhere}
.findings p{color:var(--soft);font-size:.875rem}
.findings p>span:not(:last-child)::after{content:" \\00b7  "}
.s-critical b{color:var(--late)}.s-warning b{color:var(--early)}.s-notice b{color:var(--narrow)}.s-info b{color:var(--soft)}
.account{padding:1.25rem 0;border-top:1px solid var(--line);scroll-margin-top:1rem}
.account h3{margin:0 0 .25rem;font-size:1.0625rem}
.account .why{font-size:1rem}
.account>p{max-width:46rem;overflow-wrap:anywhere}
`;

const PARTS = `
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(17.5rem,1fr));gap:1rem}
.cards:has(>:only-child){grid-template-columns:minmax(0,30rem)}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1rem .5rem;min-width:0}
.card h3{margin:0;font-size:.9375rem}
.card figcaption{margin-bottom:.5rem}
.pace{font-size:.875rem;color:var(--soft);line-height:1.5;min-height:4.25em}
.pace b{font-size:1.25rem;font-weight:650;color:var(--ink);font-variant-numeric:tabular-nums}
.plain{padding:1.25rem 1rem .75rem}
.narrow{display:none}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin-bottom:.75rem;font-size:.875rem}
.legend li{display:flex;align-items:center;gap:.5rem}
.legend svg{width:1.875rem}
.passages{display:grid;grid-template-columns:repeat(auto-fill,minmax(24rem,1fr));gap:1.75rem 2.5rem}
.passages blockquote{font:1.125rem/1.5 "Iowan Old Style",Charter,Georgia,"Times New Roman",serif;overflow-wrap:anywhere}
mark{background:var(--mark);color:inherit;padding:.05em .15em;border-radius:3px}
.source{font-size:.875rem;color:var(--soft);margin-top:.375rem}
.source b{color:var(--ink);margin-right:.25rem}
.regions{display:grid;grid-template-columns:repeat(auto-fill,minmax(26rem,1fr));gap:1.5rem 2.5rem}
.regions h3{margin:0}
.pairs,.groups{display:flex;flex-wrap:wrap;gap:1rem 1.25rem;margin-top:.75rem}
.pairs small,.groups small{display:block;margin-top:.25rem;line-height:1.3;max-width:12rem}
.couple,.strip{display:flex;gap:.25rem}
.couple img,.couple .none{width:5.5rem;height:5.5rem}
.strip img{width:4rem;height:4rem}
.couple img,.strip img{object-fit:contain;background:var(--card);border:1px solid var(--line);border-radius:4px;image-rendering:auto}
.couple img+img{border-color:var(--soft);border-style:dashed}
.none{display:grid;place-items:center;text-align:center;font-size:.75rem;color:var(--soft);border:1px dashed var(--line);border-radius:4px}
.words{display:flex;flex-wrap:wrap;gap:.375rem 1.25rem}
.words li{overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:0 -.5rem;padding:0 .5rem}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:left;color:var(--soft);font-size:.875rem;padding-bottom:.5rem}
th,td{padding:.4375rem .75rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums;white-space:nowrap}
th:first-child,td:first-child{text-align:left;padding-left:0}
th{font-weight:500}
thead th{color:var(--soft);font-size:.8125rem;vertical-align:bottom}
.text{text-align:left}
tbody th{white-space:normal;min-width:8.5rem}
.family th{padding-top:1.25rem;font-weight:600;color:var(--soft);font-size:.8125rem}
.signals tbody th{min-width:11rem}
.signals td:nth-child(4),.signals th:nth-child(4){text-align:left}
.bounds{color:var(--soft);display:inline-block;min-width:6.75rem}
.forest{width:9.5rem;height:1.15rem;margin:.15rem 0 0 auto}
.forest .one{stroke:var(--soft);stroke-width:1}
.forest .margin{stroke:var(--soft);stroke-width:1;stroke-dasharray:2.5 2.5}
.forest .bar{stroke:currentColor;stroke-width:2}
.forest circle,.forest .head{fill:currentColor}
.axis{display:flex;justify-content:space-between;width:9.5rem;margin-left:auto;font-weight:400}
.bars{width:9rem;margin-top:.2rem}
.bars .human{fill:var(--human)}
.bars .own{fill:var(--accent)}
.j-worse{color:var(--late)}.j-unclear{color:var(--narrow)}.j-holds{color:var(--healthy)}.j-opposite{color:var(--shifted)}.j-context,.j-missing{color:var(--soft)}
details{margin-top:1rem}
summary{cursor:pointer;width:fit-content;color:var(--soft)}
summary:hover{color:var(--ink)}
.term{margin:0}
.term summary{color:var(--ink);text-decoration:underline dotted var(--soft) 1px;text-underline-offset:.25em;list-style:none}
.term summary::-webkit-details-marker{display:none}
.term p{font-weight:400;color:var(--soft);font-size:.875rem;padding:.375rem 0 .25rem;max-width:22rem}
.prose p{max-width:44rem;margin-top:.75rem}
.terms{display:grid;gap:.875rem}
.terms>div{display:grid;grid-template-columns:12rem 1fr;gap:.125rem 1.5rem}
.terms dt{font-weight:500}
.terms dd{color:var(--soft);max-width:44rem}
.settings{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:1rem 1.5rem;margin-top:1rem}
.settings dt{color:var(--soft);font-size:.875rem}
.settings dd{overflow-wrap:anywhere}
`;

const NARROW = `
@media (max-width:40rem){
body{padding:1.25rem 1rem 3rem}
section{margin-top:3rem}
.banner{padding:1.25rem 1.25rem 1.5rem}
.banner h1{align-items:flex-start}
.banner .word{font-size:1.875rem}
.banner .phrase{display:block;font-size:1.0625rem}
.pair,.terms>div{grid-template-columns:1fr}
.passages,.regions{grid-template-columns:1fr}
.couple img,.couple .none{width:4.875rem;height:4.875rem}
.pairs small,.groups small{max-width:9.75rem}
.wide{display:none}.narrow{display:block}
.signals tbody th{min-width:8rem}
th,td{padding:.4375rem .5rem}
.forest,.axis,.bars{width:6.5rem}
.pace{min-height:0}
.bounds{display:block;min-width:0;font-size:.8125rem}
}
`;

const PRINT = `
@media print{
:root{LIGHT}
html{font-size:80%;background:none}
body{max-width:none;padding:0}
section{margin-top:2rem}
.card,.account,.banner,.passages li,.regions>li,.groups li,tr{break-inside:avoid}
h2,h3{break-after:avoid}
.scroll{overflow:visible}
details::details-content{content-visibility:visible;height:auto}
.cards{grid-template-columns:repeat(3,1fr)}
}
`;

/** The page's whole style sheet. Colours follow the reader's scheme; print is always light. */
export function styleSheet(): string {
  const light = properties('light');
  const schemes = `:root{color-scheme:light dark;${light}}@media (prefers-color-scheme:dark){:root{${properties('dark')}}}`;
  const accents = VERDICTS.map((verdict) => `.v-${verdict}{--accent:var(--${verdict})}`).join('');
  const text = schemes + accents + BASE + HERO + PARTS + NARROW + PRINT.replace('LIGHT', light);
  return text.replaceAll('\n', '');
}
