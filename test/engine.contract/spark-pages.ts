import type { SparkDesk } from './spark-desk.ts';

/** What Spark says of itself, in the JSON of its pages. */

interface Job {
  readonly jobGroup?: string;
  readonly status: string;
  readonly numFailedTasks: number;
  readonly numCompletedTasks: number;
}

interface TaskInfo {
  readonly speculative: boolean;
  readonly status: string;
}

interface Stage {
  readonly stageId: number;
  readonly attemptId: number;
  readonly tasks?: Readonly<Record<string, TaskInfo>>;
}

interface Executor {
  readonly id: string;
  readonly isActive: boolean;
}

/** Of the application of a desk. */
export class SparkPages {
  readonly #root: string;

  constructor(desk: SparkDesk) {
    const { ui, application } = desk.application();
    this.#root = `${ui}/api/v1/applications/${application}`;
  }

  /** The jobs of a group: those of the last run, unless named. */
  async jobs(group?: string): Promise<readonly Job[]> {
    const jobs = await json<readonly Job[]>(`${this.#root}/jobs`);
    const wanted = group ?? last(jobs.map(({ jobGroup }) => jobGroup ?? ''));
    return jobs.filter(({ jobGroup }) => jobGroup === wanted);
  }

  /** The group of the last run. */
  async newestGroup(): Promise<string | undefined> {
    return last((await json<readonly Job[]>(`${this.#root}/jobs`)).map(({ jobGroup }) => jobGroup ?? ''));
  }

  /** Jobs of a group that have ended. */
  async endedJobs(group: string | undefined): Promise<number> {
    return (await this.jobs(group)).filter(({ status }) => status === 'SUCCEEDED').length;
  }

  /** Attempts at tasks that failed, in the last run. */
  async failedTasks(): Promise<number> {
    return (await this.jobs()).reduce((sum, { numFailedTasks }) => sum + numFailedTasks, 0);
  }

  /** Attempts that Spark made of tasks that it thought slow. */
  async copies(): Promise<readonly TaskInfo[]> {
    const stages = await json<readonly Stage[]>(`${this.#root}/stages?details=true`);
    return stages.flatMap(({ tasks = {} }) => Object.values(tasks)).filter(({ speculative }) => speculative);
  }

  async lostExecutors(): Promise<number> {
    const all = await json<readonly Executor[]>(`${this.#root}/allexecutors`);
    return all.filter(({ isActive }) => !isActive).length;
  }
}

/** Applications that run on a cluster, by their names. */
export async function runningApplications(pages: string): Promise<readonly string[]> {
  const { activeapps } = await json<{ activeapps: readonly { name: string }[] }>(`${pages}/json/`);
  return activeapps.map(({ name }) => name);
}

/** Groups are numbered: the newest has the longest name, and of those the last in order. */
function last(groups: readonly string[]): string | undefined {
  const number = (group: string) => Number(/\d+$/.exec(group)?.[0] ?? 0);
  return groups.toSorted((a, b) => number(a) - number(b)).at(-1);
}

async function json<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}
