import { type Command, InvalidArgumentError, Option } from 'commander';
import { VERDICTS, type Verdict } from '../../compare/verdict.ts';
import type { WatchCommandOptions } from '../actions/watch.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { wholeNumber } from '../reading-options.ts';
import { LOG_FORMATS } from '../watch/log.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross watch`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Checks each new generation as it comes, against the anchor of the workspace and together with the line before it, records it in the ' +
        'ledger, and tells who must know: a signed webhook, Prometheus metrics, a line in the log. What was checked once is ' +
        'not checked again, under whatever name. Runs until Ctrl-C; with --once, until there is nothing new.',
    )
    .helpCommand(false)
    .argument('[place]', 'folder or quoted pattern of the generations (default: of the workspace)')
    .option('--once', 'check what is new, and exit with the status of the gate: for cron and CI')
    .option('--every <seconds>', 'look so often (default: 30)', seconds(1))
    .option('--settle <seconds>', 'read a file that has not changed for so long (default: 5)', seconds(0))
    .option(
      '--patience <seconds>',
      'call a file unreadable that has not changed for so long (default: 60)',
      seconds(0),
    )
    .option('--webhook <url>', 'send alerts here by POST (default: alerts.webhook in outcross.yaml)')
    .option('--secret-env <name>', 'environment variable with the secret that alerts are signed with')
    .addOption(
      new Option(
        '--alert-on <verdicts>',
        'verdicts that are told, with commas (default: early,late)',
      ).argParser(verdicts),
    )
    .addOption(
      new Option('--metrics <host:port>', 'serve Prometheus metrics, such as on 127.0.0.1:9464').argParser(
        address,
      ),
    )
    .option('--metrics-file <file>', 'write the metrics to a file after each look, for node_exporter')
    .addOption(new Option('--log-format <format>', 'form of the log on standard output').choices(LOG_FORMATS))
    .option('--keep-reports <n>', 'keep so many reports, the newest (default: all)', wholeNumber(1))
    .option('--keep-report-days <days>', 'keep reports of so many days (default: all)', wholeNumber(1))
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--ledger <place>', 'remember here: a file, or postgres://... (default: as outcross.yaml says)');
  addWorkspaceOptions(command);
  addExamples(command, [
    ['outcross watch', 'the generations of the workspace'],
    ['outcross watch --once', 'in cron or CI: status 1 where the newest generation is in trouble'],
    ['outcross watch "runs/*/out.jsonl" --metrics 127.0.0.1:9464 --log-format json', 'as a service'],
  ]);
  command.action(async (place: string | undefined, options: WatchCommandOptions) => {
    const { watch } = await import('../actions/watch.ts');
    await watch(place, options, context);
  });
}

const MOST_SECONDS = 7 * 24 * 60 * 60;

function seconds(least: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (value >= least && value <= MOST_SECONDS) return value;
    throw new InvalidArgumentError(`It must be a number of seconds from ${least} to ${MOST_SECONDS}.`);
  };
}

function verdicts(text: string): Verdict[] {
  const words = text.split(',').map((word) => word.trim());
  const unknown = words.find((word) => !(VERDICTS as readonly string[]).includes(word));
  if (unknown === undefined) return words as Verdict[];
  throw new InvalidArgumentError(`There is no verdict "${unknown}". Known: ${VERDICTS.join(', ')}.`);
}

/** `127.0.0.1:9464`, `[::1]:9464`. A port alone would be open to everybody: the host must be said. */
export function address(text: string): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text.trim()) ?? [];
  const host = bracketed ?? plain;
  if (host !== undefined && Number(port) <= 65_535) return { host, port: Number(port) };
  throw new InvalidArgumentError('It must be HOST:PORT, such as 127.0.0.1:9464.');
}
