import type { EChartsCoreOption } from 'echarts/core';
import { escapeHtml, Markup } from './markup.ts';
import { stand, withProperties } from './palette.ts';

export interface Drawing {
  /** Unique in the page; ids within the drawing begin with it. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** What the drawing shows, for who does not see it. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  /** What a data point says when pointed at, by series and position. */
  readonly hint?: (series: number, index: number) => string | undefined;
}

/** Draws one chart as an SVG element. */
export type Draw = (drawing: Drawing) => Markup;

/** Text of charts, in pixels of the drawing. */
export const CHART_TEXT = 11;

/** What all axes look like. */
export const AXIS = {
  axisLine: { show: true, lineStyle: { color: stand('line') } },
  axisTick: { show: false },
  axisLabel: { color: stand('soft'), fontSize: CHART_TEXT, hideOverlap: true },
  splitLine: { show: false },
  nameTextStyle: { color: stand('soft'), fontSize: CHART_TEXT },
} as const;

/** The attributes of text that the drawing library writes as a style; a style attribute would need a laxer policy. */
function textAttributes(style: string): string {
  const size = /font-size:([\d.]+)px/.exec(style)?.[1];
  const weight = /font-weight:(\w+)/.exec(style)?.[1];
  return `${size === undefined ? '' : ` font-size="${size}"`}${weight === undefined ? '' : ` font-weight="${weight}"`}`;
}

function hints(svg: string, hint: Drawing['hint']): string {
  return svg.replace(
    /<(path|circle)([^>]*?) ecmeta_series_index="(\d+)"(?: ecmeta_data_index="(\d+)")?([^>]*)><\/\1>/g,
    (_, tag: string, before: string, series: string, index: string | undefined, after: string) => {
      const text = index === undefined ? undefined : hint?.(Number(series), Number(index));
      const title = text === undefined ? '' : `<title>${escapeHtml(text)}</title>`;
      return `<${tag}${before}${after}>${title}</${tag}>`;
    },
  );
}

/**
 * What the library wrote, made fit for the page: without style elements, style attributes, classes, running ids (the
 * same report gives the same bytes) and the black of clip paths, with colours that follow the scheme.
 */
export function adopted(svg: string, drawing: Pick<Drawing, 'id' | 'label' | 'hint'>): string {
  const bare = svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_ssr_type|ecmeta_silent)="[^"]*"/g, '')
    .replaceAll(' fill="#000"', '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => textAttributes(style))
    .replace(/zr\d+-/g, `${drawing.id}-`)
    .replace(/\n+/g, '');
  const open = /^<svg[^>]*viewBox="([^"]*)"[^>]*>/;
  const root = `<svg role="img" aria-label="${escapeHtml(drawing.label)}" viewBox="$1">`;
  return withProperties(hints(bare, drawing.hint).replace(open, root));
}

/**
 * The drawing library, loaded when first needed: nothing but the HTML view pays for it. Only what the charts use is
 * registered.
 */
export async function loadDraw(): Promise<Draw> {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  core.use([
    charts.LineChart,
    charts.CustomChart,
    components.GridComponent,
    components.MarkLineComponent,
    renderers.SVGRenderer,
  ]);
  return (drawing) => {
    const { width, height, option } = drawing;
    const chart = core.init(null, null, { renderer: 'svg', ssr: true, width, height });
    try {
      chart.setOption({ animation: false, textStyle: { fontFamily: 'sans-serif' }, ...option });
      return new Markup(adopted(chart.renderToSVGString(), drawing));
    } finally {
      chart.dispose();
    }
  };
}
