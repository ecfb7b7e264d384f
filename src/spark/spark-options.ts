/** How Spark is reached, and what it is told. A plain value. */
export interface SparkOptions {
  /** `spark://host:port`, `yarn`, `k8s://...`, `local[2]`; absent: what the interpreter's own Spark is configured for. */
  readonly master?: string;
  /** Python that has `pyspark` and `pyarrow`. Default `python3`. */
  readonly python?: string;
  /** Spark's properties. */
  readonly conf?: Readonly<Record<string, string>>;
  /** The archive that `outcross engine pack` makes, for executors that have neither Node nor this package. */
  readonly archive?: string;
  /** Bytes, as stored, that one task reads. Default 128 MiB. */
  readonly taskBytes?: number;
  /** Finds the application and its jobs in Spark's own pages. */
  readonly runId: string;
}

export const TASK_BYTES = 128 * 1024 * 1024;

/** Tasks of a job, where what is read may be cut into several: enough for a large cluster, and what a killed command does again at most. */
export const JOB_TASKS = 512;
