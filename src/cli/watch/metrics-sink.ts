import { atomicWrite } from '../../base/atomic.ts';
import type { Known } from '../../watch/known.ts';
import { MetricCounter, metricsText } from '../../watch/metrics.ts';
import { type MetricsServer, serveMetrics } from '../../watch/metrics-server.ts';
import type { WatchState } from '../../watch/watch.ts';
import type { WatchEvent } from '../../watch/watch-event.ts';
import { version } from '../version.ts';

export interface MetricsOptions {
  readonly metrics?: { readonly host: string; readonly port: number };
  readonly metricsFile?: string;
}

/** Shows the state of a watch to Prometheus: by HTTP, or as a file for the textfile collector of node_exporter. */
export class MetricsSink {
  readonly #counter = new MetricCounter();
  readonly #line: string;
  readonly #known: Known;
  readonly #file: string | undefined;
  #server: MetricsServer | undefined;

  constructor(line: string, known: Known, { metricsFile }: MetricsOptions) {
    this.#line = line;
    this.#known = known;
    this.#file = metricsFile;
  }

  /** The address that is served, where one is. Throws `E_NETWORK`. */
  async serve({ metrics }: MetricsOptions): Promise<string | undefined> {
    if (metrics === undefined) return undefined;
    this.#server = await serveMetrics(metrics.host, metrics.port, () => this.#text());
    return this.#server.address;
  }

  take(event: WatchEvent): void {
    this.#counter.take(event);
  }

  state({ result, waiting }: WatchState): void {
    if (result !== undefined) this.#counter.pending = result.pending;
    this.#counter.waiting = waiting;
  }

  /** Throws `E_WRITE`. */
  async write(): Promise<void> {
    if (this.#file !== undefined) await atomicWrite(this.#file, this.#text());
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  #text(): string {
    const { counts } = this.#counter;
    return metricsText({
      line: this.#line,
      version: version(),
      counts,
      newest: this.#known.newest,
      now: Date.now(),
    });
  }
}
