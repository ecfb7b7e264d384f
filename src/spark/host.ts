import { CHANNEL_VARIABLE, inheritedChannel, startDriver } from './driver/driver-process.ts';
import type { Frame } from './driver/frames.ts';
import { type Application, SparkSession } from './driver/session.ts';
import { answered, Mirrors } from './remote/mirrors.ts';
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
  /** Inputs that are URIs. */
  readonly mirrors = new Mirrors((head, signal) => this.ask(head, signal));
  readonly #surroundings: Surroundings;
  #session: Promise<SparkSession> | undefined;
  #jobs = 0;

  constructor(options: SparkOptions, surroundings: Surroundings) {
    this.options = options;
    this.version = surroundings.version;
    this.#surroundings = surroundings;
  }

  /** True where executors run this package from an archive: they have nothing of what is installed beside it here. */
  get isShipped(): boolean {
    return this.options.archive !== undefined || this.#surroundings.env[CHANNEL_VARIABLE] !== undefined;
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

  /** What the driver answers to a question that is no job. Throws what it failed with, and as `SparkSession.open`. */
  async ask(head: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<Frame> {
    const session = await this.open(signal);
    return answered(await session.ask(head, signal));
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
