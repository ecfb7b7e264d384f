import { CHANNEL_VARIABLE, inheritedChannel, startDriver } from './driver/driver-process.ts';
import { type Application, SparkSession } from './driver/session.ts';
import type { SparkOptions } from './spark-options.ts';

/** What must be known of the process that the engine is in. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Node's own program, and the command line's: how executors that see this machine's files start a worker. */
  readonly node: string;
  readonly script: string;
  /** The package's version. */
  readonly version: string;
  /** Told once the application runs. */
  readonly onStart?: (application: Application) => void;
}

/** An application on Spark: starts when it is first needed, and ends with `close`. */
export class SparkHost {
  readonly options: SparkOptions;
  readonly version: string;
  readonly #surroundings: Surroundings;
  #session: Promise<SparkSession> | undefined;
  #jobs = 0;

  constructor(options: SparkOptions, surroundings: Surroundings) {
    this.options = options;
    this.version = surroundings.version;
    this.#surroundings = surroundings;
  }

  /** A name for the next job, under which Spark's pages find it. */
  nextGroup(): string {
    return `${this.options.runId}-${++this.#jobs}`;
  }

  /** Throws as `SparkSession.open`. */
  open(signal: AbortSignal | undefined): Promise<SparkSession> {
    this.#session ??= this.#start(signal);
    return this.#session;
  }

  /** Ends the application, if it was started. */
  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    this.#session = undefined;
    await session?.close();
  }

  async #start(signal: AbortSignal | undefined): Promise<SparkSession> {
    const { python = 'python3', master, conf = {}, archive, runId } = this.options;
    const { env, node, script, onStart } = this.#surroundings;
    const descriptors = env[CHANNEL_VARIABLE];
    const channel = descriptors === undefined ? startDriver(python, env) : inheritedChannel(descriptors);
    const start = { name: `outcross ${runId}`, master, conf, archive, node, script };
    const session = await SparkSession.open(channel, start, signal);
    onStart?.(session.application);
    return session;
  }
}
