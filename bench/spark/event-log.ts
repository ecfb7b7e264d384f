import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One of Spark's stages. */
export interface StageFigures {
  readonly tasks: number;
  /** Bytes that its tasks left for other executors to fetch. */
  readonly shuffled: number;
  /** Bytes that did not fit into memory, as they stood on the disk. */
  readonly spilled: number;
  /** Sum over tasks, in seconds. */
  readonly taskSeconds: number;
}

/** What Spark wrote down of one application. */
export interface ApplicationFigures {
  /** From the first job's start to the last one's end, in seconds. */
  readonly jobSeconds: number;
  /** In order. */
  readonly stages: readonly StageFigures[];
}

/** The events that figures come from; members as in Spark's JsonProtocol. */
interface Event {
  readonly Event: string;
  readonly 'Submission Time'?: number;
  readonly 'Completion Time'?: number;
  readonly 'Stage ID'?: number;
  readonly 'Task Metrics'?: {
    readonly 'Executor Run Time': number;
    readonly 'Disk Bytes Spilled': number;
    readonly 'Shuffle Write Metrics': { readonly 'Shuffle Bytes Written': number };
  };
}

/** Reads the only log of `folder`; `spark.eventLog.compress` and `spark.eventLog.rolling.enabled` must be false. */
export function readEventLog(folder: string): ApplicationFigures {
  const [name] = readdirSync(folder).filter((one) => !one.startsWith('.'));
  const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n');
  return figuresOf(lines.map((line) => JSON.parse(line) as Event));
}

function figuresOf(events: readonly Event[]): ApplicationFigures {
  const times = (kind: string, member: 'Submission Time' | 'Completion Time') =>
    events.filter(({ Event: one }) => one === kind).map((event) => event[member]!);
  const started = Math.min(...times('SparkListenerJobStart', 'Submission Time'));
  const ended = Math.max(...times('SparkListenerJobEnd', 'Completion Time'));
  const stages = new Map<number, StageFigures>();
  for (const event of events) if (event.Event === 'SparkListenerTaskEnd') addTask(stages, event);
  const inOrder = [...stages].sort(([a], [b]) => a - b).map(([, figures]) => figures);
  return { jobSeconds: (ended - started) / 1000, stages: inOrder };
}

function addTask(stages: Map<number, StageFigures>, event: Event): void {
  const metrics = event['Task Metrics'];
  const id = event['Stage ID'];
  if (metrics === undefined || id === undefined) return;
  const before = stages.get(id) ?? { tasks: 0, shuffled: 0, spilled: 0, taskSeconds: 0 };
  stages.set(id, {
    tasks: before.tasks + 1,
    shuffled: before.shuffled + metrics['Shuffle Write Metrics']['Shuffle Bytes Written'],
    spilled: before.spilled + metrics['Disk Bytes Spilled'],
    taskSeconds: before.taskSeconds + metrics['Executor Run Time'] / 1000,
  });
}
