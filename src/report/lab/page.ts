import { createHash } from 'node:crypto';
import { Markup, markup } from '../html/markup.ts';
import { styleSheet } from '../html/style.ts';

const LAB = `
.result{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.75rem 2rem}
.result h1{margin:.25rem 0 .75rem;font-size:2rem;font-weight:660;letter-spacing:-.02em;line-height:1.2}
.result .lead{margin:.75rem 0 0}
.result .lead::first-letter{text-transform:uppercase}
.distances{margin-top:1rem;font-size:.9375rem}
.distances li{padding:.1875rem 0}
.main{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.25rem 1.25rem .75rem}
.main svg+svg,.card svg+svg{margin:0}
.cards.plots{grid-template-columns:repeat(auto-fill,minmax(20rem,1fr))}
.legend svg{flex:none}
.note{font-size:.875rem;color:var(--soft);margin-bottom:.5rem}
.published li{padding:.75rem 0;border-top:1px solid var(--line);max-width:52rem}
.shares td:nth-child(2){width:40%}
@media (max-width:40rem){.shares td:nth-child(2),.shares th:nth-child(2){display:none}.result{padding:1.25rem}.result h1{font-size:1.5rem}.cards.plots{grid-template-columns:minmax(0,1fr)}.main{padding:1rem .5rem .5rem}.main figcaption{padding:0 .5rem}}
`.replaceAll('\n', '');

/**
 * A self-contained page of the lab: no script, nothing loaded, a policy that allows its own style sheet alone. The same content
 * gives the same bytes.
 */
export function labPage(title: string, kind: string, content: Markup, made: string): string {
  const style = styleSheet() + LAB;
  const digest = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  const head = markup`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title}</title>
<style>${new Markup(style)}</style>`;
  const body = markup`<header class="masthead"><p><span class="brand">Outcross</span> ${kind}</p></header>
<main>${content}</main><footer>${made} This page loads nothing and runs nothing.</footer>`;
  return `<!doctype html>\n<html lang="en">\n<head>${head.text}</head>\n<body>${body.text}</body>\n</html>\n`;
}
