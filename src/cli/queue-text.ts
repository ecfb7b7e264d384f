import type { Queue } from '../ledger/queue/item.ts';
import { count } from '../report/figures.ts';
import { visible } from '../report/visible.ts';
import type { MadeQueue } from '../review/make-queue.ts';
import type { SampleProgress } from '../review/progress.ts';
import { plannedSample } from '../review/sampling-plan.ts';

const percent = (share: number) => `${Number((share * 100).toPrecision(3))}%`;

/** Share of rejected examples that the second figure of a plan is for. */
const LIKELY = 0.02;

/** What a queue that was just made holds, and what its sample will say. */
export function madeText(
  { id, size, sampled, population, error, reviewers, overlap }: Queue,
  of: string,
  made: MadeQueue,
): string {
  const passed = [
    made.decided > 0 ? `${count(made.decided)} decided already` : '',
    made.unreadable > 0 ? `${count(made.unreadable)} too long, empty or without a name` : '',
    made.malformed > 0 ? `${count(made.malformed)} malformed rows` : '',
  ].filter((part) => part !== '');
  const lines = [
    `Queue ${id}: ${count(size)} items, of ${count(population)} examples of ${of}`,
    ...(passed.length === 0 ? [] : [`  passed over: ${passed.join(', ')}`]),
    `  ${percent(overlap)} of them for ${reviewers} reviewers`,
    ...planLines({ population, sampled, error }),
    '  decide: outcross view',
  ];
  return `${lines.join('\n')}\n`;
}

function planLines({
  population,
  sampled,
  error,
}: Pick<Queue, 'population' | 'sampled' | 'error'>): string[] {
  if (sampled === 0) return ['  no random sample: nothing will be known of the examples that are not in it'];
  const likely = plannedSample(population, error, LIKELY);
  return [
    `  ${count(sampled)} are drawn at random: they bound the share that would be rejected to ${percent(error)} either way, whatever it is`,
    `  (95%, exact); where ${percent(LIKELY)} are rejected the first ${count(Math.min(likely, sampled))} of them do`,
  ];
}

/** How far a queue is, and what its sample says, in a line or two. */
export function queueLines(
  { id, size, decided, complete }: Queue,
  sample: SampleProgress | undefined,
): string[] {
  const lines = [
    `Queue ${visible(id)}: ${count(decided)} of ${count(size)} decided, ${count(complete)} by all that are wanted`,
  ];
  if (sample === undefined) return lines;
  const { interval, rate, wanted, wantedAtRate, rejected, population } = sample;
  if (interval === undefined || rate === undefined) lines.push(`  sample: 0 of ${count(wanted)} decided`);
  else {
    const enough =
      wantedAtRate === undefined || wantedAtRate === wanted ? '' : `; at this rate ${count(wantedAtRate)} do`;
    lines.push(
      `  sample: ${count(sample.decided)} of ${count(wanted)} decided${enough}; ${count(rejected)} rejected: ` +
        `${percent(interval[0])} to ${percent(interval[1])} of all ${count(population)} (95%)`,
    );
  }
  return lines;
}
