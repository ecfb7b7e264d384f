import { type Command, Option } from 'commander';
import { visible } from '../../../report/visible.ts';
import type { Role, TokenMade, TokenView } from '../../../server/wire.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { wholeNumber } from '../../reading-options.ts';
import { personName } from '../../record.ts';
import { addWorkspaceOptions, type WorkspaceOptions } from '../../workspace-options.ts';
import { tokenLines } from './token-lines.ts';

interface TokenOptions extends WorkspaceOptions {
  readonly ledger?: string;
  readonly json?: boolean;
}

interface NewOptions extends TokenOptions {
  readonly role: Role;
  readonly days?: number;
}

/** `outcross serve token`. */
export function defineToken(command: Command, context: Context): void {
  command
    .description(
      'Tokens that people and scripts log in with. They are facts of the ledger, which keeps a hash: a secret is shown once and can be found ' +
        'nowhere. A token that is revoked, and every session that began with it, is worth nothing from the next request on, on every server of the ' +
        'ledger.',
    )
    .helpCommand(false);
  addExamples(command, [
    ['outcross serve token new zoe --role review --days 90', 'for a reviewer'],
    ['outcross serve token list', 'who may come in'],
    ['outcross serve token revoke 0f3k2m9qra', 'who may no longer'],
  ]);
  defineNew(command.command('new'), context);
  defineList(command.command('list'), context);
  defineRevoke(command.command('revoke'), context);
}

function defineNew(command: Command, context: Context): void {
  command
    .summary('make a token')
    .description('Makes a token and prints its secret, once.')
    .argument('<name>', 'whose it is: what they do and decide is recorded under this name')
    .addOption(
      new Option(
        '--role <role>',
        'read looks; review also decides; operate also starts jobs and gives tokens',
      )
        .choices(['read', 'review', 'operate'])
        .default('read'),
    )
    .option('--days <n>', 'ends after so many days (default: never)', wholeNumber(1));
  addTokenOptions(command);
  addExamples(command, [['outcross serve token new ci --role read --days 30', 'for a script']]);
  command.action(async (name: string, { role, days, ...options }: NewOptions) => {
    const { withTokens } = await import('./token-actions.ts');
    const wanted = { name, role, ...(days === undefined ? {} : { days }) };
    const made = await withTokens(options, true, (book) => book.issue(wanted, personOf(context)));
    show(made, options, context, ({ token, secret }: TokenMade) => {
      context.stderr.write(
        `${token.id}, ${visible(token.name)}, may ${token.role}. It is shown this once:\n`,
      );
      return `${secret}\n`;
    });
  });
}

function defineList(command: Command, context: Context): void {
  command.summary('list tokens').description('Lists tokens, newest first, without what is secret of them.');
  addTokenOptions(command);
  addExamples(command, [['outcross serve token list --json', 'for another program']]);
  command.action(async (options: TokenOptions) => {
    const { withTokens } = await import('./token-actions.ts');
    const tokens = await withTokens(options, false, (book) => book.list());
    show({ tokens }, options, context, () => tokenLines(tokens, Date.now(), context));
  });
}

function defineRevoke(command: Command, context: Context): void {
  command
    .summary('revoke a token')
    .description('Revokes a token, and ends the sessions that began with it.')
    .argument('<id>', 'as outcross serve token list shows it');
  addTokenOptions(command);
  addExamples(command, [['outcross serve token revoke 0f3k2m9qra', 'from the next request on']]);
  command.action(async (id: string, options: TokenOptions) => {
    const { withTokens } = await import('./token-actions.ts');
    const token = await withTokens(options, false, (book) => book.revoke(id, personOf(context)));
    show(token, options, context, ({ name }: TokenView) => `${token.id}, ${visible(name)}, is revoked\n`);
  });
}

function addTokenOptions(command: Command): void {
  command
    .option('--json', 'as JSON')
    .option('--ledger <place>', 'file, or postgres://... (default: as outcross.yaml says)');
  addWorkspaceOptions(command);
}

function personOf({ env }: Context) {
  return { kind: 'person', name: personName(env) } as const;
}

function show<T>(value: T, { json }: TokenOptions, context: Context, text: (value: T) => string): void {
  context.stdout.write(json === true ? `${JSON.stringify(value, undefined, 2)}\n` : text(value));
}
