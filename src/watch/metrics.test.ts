import { afterAll, describe, expect, it } from 'vitest';
import { METRICS_TYPE, MetricCounter, metricsText } from './metrics.ts';
import { type MetricsServer, serveMetrics } from './metrics-server.ts';

const body = {
  position: 2,
  verdict: 'early',
  why: '',
  signals: [
    { id: 'tail.coverage', order: 2, band: 0.1, direction: 'falls', ratio: 0.59, interval: [0.55, 0.64] },
    { id: 'spread.volume', direction: 'falls', ratio: 1e-9 },
  ],
  findings: [],
  version: '1',
} as const;
const newest = { generation: 'g"2\\\n', at: '2026-01-01T00:00:00.000Z', body };
const at = (milliseconds: number, counter = new MetricCounter()) =>
  metricsText({ line: 'novels', version: '1.2', counts: counter.counts, newest, now: milliseconds });

describe('metrics', () => {
  const text = at(Date.UTC(2026, 0, 1, 0, 1));

  it('keep to the text format 0.0.4: help, type, then samples', () => {
    const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
    const value = '(?:[^"\\\\\\n]|\\\\["\\\\n])*';
    const sample = new RegExp(
      `^${name}\\{${name}="${value}"(,${name}="${value}")*\\} (NaN|[+-]Inf|-?\\d+(\\.\\d+)?(e[+-]?\\d+)?)$`,
    );
    const seen = new Set<string>();
    let current = '';
    for (const line of text.split('\n').slice(0, -1)) {
      const [, helped] = /^# HELP (\S+) \S/.exec(line) ?? [];
      if (helped !== undefined) {
        expect(seen.has(helped), helped).toBe(false);
        seen.add((current = helped));
      } else if (line.startsWith('#'))
        expect(line).toMatch(new RegExp(`^# TYPE ${current} (gauge|counter)$`));
      else {
        expect(line).toMatch(sample);
        expect(line.startsWith(`${current}{`), line).toBe(true);
      }
    }
    expect(text.endsWith('\n')).toBe(true);
  });

  it('name the verdict, the ratios with their intervals, and the age of the last check', () => {
    expect(text).toContain('outcross_verdict{line="novels",generation="g\\"2\\\\\\n",verdict="early"} 1');
    expect(text).toContain('verdict="late"} 0');
    expect(text).toMatch(/outcross_signal_ratio_lower\{.*signal="tail.coverage",order="2",band="0.1"\} 0.55/);
    expect(text).toMatch(/outcross_signal_ratio\{.*signal="spread.volume",order="",band=""\} 1e-9/);
    expect(text).toContain('outcross_last_check_age_seconds{line="novels"} 60');
  });

  it('say nothing younger than new where a clock was set back', () => {
    expect(at(0)).toContain('outcross_last_check_age_seconds{line="novels"} 0');
  });

  it('count what happens', () => {
    const counter = new MetricCounter();
    counter.waiting = 3;
    counter.take({ kind: 'error', code: 'E_LEDGER', message: '' });
    counter.take({ kind: 'error', code: 'E_LEDGER', message: '' });
    counter.take({ kind: 'delivered', alert: 'x', to: 'h', attempts: 1 });
    counter.take({ kind: 'pending', generation: 'g', why: '' });
    const counted = at(0, counter);
    expect(counted).toContain('outcross_errors_total{line="novels",code="E_LEDGER"} 2');
    expect(counted).toContain('outcross_alerts_delivered_total{line="novels"} 1');
    expect(counted).toContain('outcross_alerts_waiting{line="novels"} 3');
  });

  it('leave out what does not exist yet', () => {
    const none = metricsText({
      line: 'l',
      version: '1',
      counts: new MetricCounter().counts,
      newest: undefined,
      now: 0,
    });
    expect(none).not.toContain('outcross_verdict');
    expect(none).not.toContain('outcross_errors_total');
    expect(none).toContain('outcross_alerts_waiting{line="l"} 0');
  });
});

describe('the server of metrics', () => {
  let server: MetricsServer | undefined;
  afterAll(() => server?.close());

  it('answers /metrics and nothing else, and frees its port', async () => {
    server = await serveMetrics('127.0.0.1', 0, () => 'x 1\n');
    const get = (path: string, method = 'GET') => fetch(`http://${server!.address}${path}`, { method });
    const found = await get('/metrics?x=1');
    expect([found.status, found.headers.get('content-type'), await found.text()]).toEqual([
      200,
      METRICS_TYPE,
      'x 1\n',
    ]);
    expect((await get('/')).status).toBe(404);
    expect((await get('/metrics', 'POST')).status).toBe(405);
    const port = Number(server.address.split(':')[1]);
    await expect(serveMetrics('127.0.0.1', port, () => '')).rejects.toMatchObject({ code: 'E_NETWORK' });
    await server.close();
    server = await serveMetrics('127.0.0.1', port, () => '');
  });
});
