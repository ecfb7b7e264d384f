import { type Command, Option } from 'commander';
import { OutcrossError } from '../../../base/errors.ts';
import { ORIGINS, type Origin } from '../../../corpus/example.ts';
import { fact } from '../../../ledger/recorder.ts';
import { visible } from '../../../report/visible.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { appendFacts } from '../../facts/append-facts.ts';
import { given, readFact } from '../../facts/corpus-fact.ts';
import { addLedgerOptions, type ReadLedgerOptions, sinceOption } from '../../ledger-options.ts';
import { personName, requireMemory } from '../../record.ts';
import { workspaceOf } from '../../workspace-options.ts';

interface RegisterOptions extends ReadLedgerOptions {
  readonly origin: Origin;
  readonly license?: string;
  readonly owner?: string;
  readonly url?: string;
  readonly category?: string;
  readonly from?: string;
  readonly to?: string;
  readonly note?: string;
  readonly files?: readonly string[];
  readonly fedBy?: readonly string[];
}

/** `outcross sources register`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Records where data come from, under the name that their provenance gives as the source. Registering it again corrects it: what ' +
        'was said before stays in the ledger.',
    )
    .argument('<name>', 'the source, as provenance names it')
    .addOption(new Option('--origin <word>', 'who made it (required)').choices(ORIGINS).makeOptionMandatory())
    .option('--license <name>', 'under which licence it stands')
    .option('--owner <name>', 'whose it is')
    .option('--url <address>', 'where it was taken from')
    .option('--category <word>', 'public, licensed, crawled, user, synthetic, ...')
    .option('--from <day>', 'when collecting began', sinceOption)
    .option('--to <day>', 'when it ended', sinceOption)
    .option('--note <text>', 'what else there is to know')
    .option(
      '--files <corpus...>',
      'files of it: their digests are recorded, and connect them with what is made of them',
    );
  command.option(
    '--fed-by <model...>',
    'models whose output flows into it, such as a web crawl of pages that they write: the audit and the lineage look for loops',
  );
  addLedgerOptions(command);
  addExamples(command, [
    ['outcross sources register forum --origin mixed --fed-by helper-v2', 'the model answers there'],
    [
      'outcross sources register essays --origin human --license CC-BY-4.0 --owner "The Archive" --files essays.jsonl',
      'whose, and which files',
    ],
  ]);
  command.action((name: string, options: RegisterOptions) => register(name, options, context));
}

async function register(name: string, options: RegisterOptions, context: Context): Promise<void> {
  const { origin, license, owner, url, category, from, to, note, files, fedBy, ledger } = options;
  const workspace = await workspaceOf(options);
  await requireMemory(workspace, ledger);
  const corpus = files === undefined ? undefined : await readFact({ inputs: files }, workspace.folder);
  if (from !== undefined && to !== undefined && to < from)
    throw new OutcrossError('E_USAGE', '--to is before --from', { where: '--to' });
  const collected = from === undefined && to === undefined ? undefined : given({ from, to });
  const body = {
    name,
    origin,
    ...given({ license, owner, url, category, collected, files: corpus, note, fedBy }),
  };
  await appendFacts(
    () => [fact('source.registered', [{ type: 'source', id: name }], body)],
    {
      actor: { kind: 'person', name: personName(context.env) },
      now: () => new Date(),
      ...(ledger === undefined ? {} : { named: ledger }),
    },
    workspace,
  );
  context.stdout.write(`${visible(name)}: registered as ${origin}\n`);
}
