import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { clipped, visible } from '../parts/words.ts';
import type { ChartProps } from './chart-props.ts';
import type { ECharts } from './engine.ts';
import { useEngine } from './load.ts';
import { painted, type Scheme } from './paint.ts';
import styles from './plot.module.css';
import { placeAfter } from './reading.ts';
import { Readout } from './readout.tsx';

interface PlotProps extends ChartProps {
  readonly scheme: Scheme;
  readonly onChart: (chart: ECharts | undefined) => void;
}

/** What is pointed at: a place on the axis, or a point of a series. Pixels of the drawing. */
interface Pointed {
  readonly index: number;
  readonly series: number;
  readonly x: number;
  readonly y?: number;
}

/** How far below the window a chart is drawn already. */
const AHEAD = '300px';

const BASE = { animation: false, textStyle: { fontFamily: 'system-ui, sans-serif' } } as const;

/** Whether the element has come near the part of the page that is seen; a page may hold forty charts. */
function useNear(element: { readonly current: Element | null }): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || element.current === null) return;
    const watcher = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      { rootMargin: AHEAD },
    );
    watcher.observe(element.current);
    return () => watcher.disconnect();
  }, [near, element]);
  return near;
}

/** Keeps a chart in the element: made once, resized with it, drawn anew when `option` or the scheme changes. */
function useChart({ option, scheme, onChart }: PlotProps) {
  const element = useRef<HTMLDivElement>(null);
  const near = useNear(element);
  const engine = useEngine();
  const [chart, setChart] = useState<ECharts>();
  const tell = useRef(onChart);
  tell.current = onChart;
  useEffect(() => {
    if (!near || engine === undefined || element.current === null) return;
    const made = engine.makeChart(element.current);
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(element.current);
    setChart(made);
    tell.current(made);
    return () => {
      watcher.disconnect();
      tell.current(undefined);
      setChart(undefined);
      made.dispose();
    };
  }, [near, engine]);
  useEffect(() => {
    if (chart === undefined || chart.isDisposed()) return;
    chart.setOption(painted({ ...BASE, ...option }, scheme), { notMerge: true });
  }, [chart, option, scheme]);
  return { element, chart };
}

/** The place on the category axis that a pixel lies over. */
function placeAt(chart: ECharts, x: number, y: number, length: number): number | undefined {
  if (!chart.containPixel({ gridIndex: 0 }, [x, y])) return undefined;
  const at = Math.round(chart.convertFromPixel({ xAxisIndex: 0 }, x));
  return at >= 0 && at < length ? at : undefined;
}

function pointedAt(chart: ECharts, index: number): Pointed {
  return { index, series: 0, x: chart.convertToPixel({ xAxisIndex: 0 }, index) };
}

/** Follows the pointer over a chart. */
function usePointing(chart: ECharts | undefined, props: PlotProps, point: (to: Pointed | undefined) => void) {
  const latest = useRef({ props, point });
  latest.current = { props, point };
  useEffect(() => {
    if (chart === undefined) return;
    const zr = chart.getZr();
    const over = (event: { offsetX: number; offsetY: number }) => {
      const { readings } = latest.current.props;
      if (readings === undefined) return;
      const index = placeAt(chart, event.offsetX, event.offsetY, readings.length);
      latest.current.point(index === undefined ? undefined : pointedAt(chart, index));
    };
    const out = () => latest.current.point(undefined);
    zr.on('mousemove', over);
    zr.on('globalout', out);
    chart.on('mouseover', (event) => {
      const { dataIndex: index, seriesIndex: series = 0, event: at } = event;
      if (latest.current.props.readings !== undefined || at === undefined) return;
      const { offsetX: x, offsetY: y } = at as unknown as { offsetX: number; offsetY: number };
      latest.current.point({ index, series, x, y });
    });
    chart.on('mouseout', () => latest.current.props.readings === undefined && out());
  }, [chart]);
}

function linesOf({ readings, hint }: PlotProps, pointed: Pointed): readonly string[] | undefined {
  return readings === undefined ? hint?.(pointed.series, pointed.index) : readings[pointed.index]?.lines;
}

/** What a screen reader is told: the drawing as a picture, or, where it can be read place by place, as a scale. */
function roleOf({ label, readings }: PlotProps, pointed: Pointed | undefined) {
  if (readings === undefined || readings.length === 0) return { role: 'img', 'aria-label': visible(label) };
  const now = pointed?.index ?? readings.length - 1;
  return {
    role: 'slider',
    'aria-label': clipped(label, 300),
    'aria-valuemin': 1,
    'aria-valuemax': readings.length,
    'aria-valuenow': now + 1,
    'aria-valuetext': visible(readings[now]?.lines.join(', ') ?? ''),
    tabIndex: 0,
  };
}

/** The drawing itself, and what it says where it is pointed at. */
export function Plot(props: PlotProps) {
  const { height, readings, onPick } = props;
  const { element, chart } = useChart(props);
  const [pointed, setPointed] = useState<Pointed>();
  usePointing(chart, props, setPointed);
  const press = (event: KeyboardEvent) => {
    if (chart === undefined || readings === undefined) return;
    if (event.key === 'Enter' && pointed !== undefined) onPick?.(pointed.index, pointed.series);
    const next = placeAfter(event.key, pointed?.index, readings.length);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setPointed(pointedAt(chart, next));
  };
  const lines = pointed && linesOf(props, pointed);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its role is `slider` where keys do something
    <div
      className={styles['plot']}
      style={{ height }}
      data-picks={onPick !== undefined || undefined}
      {...roleOf(props, pointed)}
      onKeyDown={press}
      onBlur={() => setPointed(undefined)}
      onClick={() => pointed && onPick?.(pointed.index, pointed.series)}
    >
      <div ref={element} className={styles['canvas']} />
      {pointed && lines && (
        <Readout lines={lines} x={pointed.x} y={pointed.y} guide={readings !== undefined} />
      )}
    </div>
  );
}
