import { createHash } from 'node:crypto';
import { loadDraw } from './html/chart.ts';
import { Markup, markup } from './html/markup.ts';
import { page } from './html/page.ts';
import { styleSheet } from './html/style.ts';
import type { Report } from './report.ts';
import { clipped } from './visible.ts';

function title(report: Report): string {
  const last = report.generations.at(-1);
  return last === undefined
    ? 'Outcross report'
    : `${clipped(last.name, 40)}: ${last.verdict} \u00b7 Outcross report`;
}

/**
 * `report` as one self-contained HTML page with plots as inline SVG. It holds no script and no reference to anything
 * outside; its policy allows nothing but its own style sheet, by digest. The same report gives the same bytes.
 */
export async function html(report: Report): Promise<string> {
  const draw = await loadDraw();
  const style = styleSheet();
  const digest = createHash('sha256').update(style).digest('base64');
  const pictures = report.generations.some((generation) => generation.pictures) ? 'img-src data:; ' : '';
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; ${pictures}base-uri 'none'; form-action 'none'`;
  const head = markup`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title(report)}</title>
<style>${new Markup(style)}</style>`;
  return `<!doctype html>\n<html lang="en">\n<head>${head.text}</head>\n<body>${page(report, draw).text}</body>\n</html>\n`;
}
