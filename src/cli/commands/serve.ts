import { type Command, InvalidArgumentError } from 'commander';
import { withLedger } from '../../workspace/named-ledger.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { printError } from '../print-error.ts';
import { addWorkspaceOptions, type WorkspaceOptions, workspaceOf } from '../workspace-options.ts';
import { followTls, type TlsFollower } from './serve/follow-tls.ts';
import { portNumber } from './serve/port.ts';
import type { TlsFiles } from './serve/tls.ts';
import { defineToken } from './serve/token.ts';

/** Where `outcross serve` listens unless it is told otherwise. */
const PORT = 8_473;

interface ServeOptions extends WorkspaceOptions, TlsFiles {
  readonly host: string;
  readonly port: number;
  readonly behindProxy?: boolean;
  readonly insecure?: boolean;
  readonly allowHost: readonly string[];
  readonly ledger?: string;
}

/** `outcross serve`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Serves the dashboard to a team, which logs in with tokens (outcross serve token new). Beyond this computer it listens only where there is a ' +
        'token, and with TLS: by --tls-cert and --tls-key, or by a proxy in front of it. Several servers may share one PostgreSQL ledger. ' +
        'Ctrl-C ends it.',
    )
    .helpCommand(false)
    .enablePositionalOptions()
    .option('--host <address>', 'listen here; 0.0.0.0 is everywhere', '127.0.0.1')
    .option('--port <n>', 'listen on this port', portNumber, PORT)
    .option('--tls-cert <file>', 'certificate, in PEM')
    .option('--tls-key <file>', 'its private key, in PEM')
    .option('--behind-proxy', 'a proxy speaks TLS with browsers, and says in X-Forwarded-For who asks')
    .option('--allow-host <name>', 'answer to this name too, such as team.example.org; repeatable', names, [])
    .option('--insecure', 'listen beyond this computer without TLS')
    .option('--ledger <place>', 'file, or postgres://... (default: as outcross.yaml says)');
  addWorkspaceOptions(command);
  addExamples(command, [
    ['outcross serve token new zoe --role review', 'a token for zoe'],
    ['outcross serve --host 0.0.0.0 --tls-cert cert.pem --tls-key key.pem', 'for the team'],
    [
      'outcross serve --behind-proxy --allow-host outcross.example.org',
      'a proxy on this computer has the name',
    ],
  ]);
  defineToken(
    command.command('token').summary('make, list and revoke the tokens that people log in with'),
    context,
  );
  command.action((options: ServeOptions) => serve(options, context));
}

function names(name: string, before: readonly string[]): string[] {
  if (/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$/.test(name)) return [...before, name];
  throw new InvalidArgumentError(
    'It must be a name, with a port or without: team.example.org, localhost:9000.',
  );
}

async function serve(options: ServeOptions, context: Context): Promise<void> {
  const { host, port, behindProxy = false, insecure = false, allowHost } = options;
  const workspace = withLedger(await workspaceOf(options), options.ledger);
  const [{ runServer, serverLedger }, { readTls }, { requireSafety }, { isLoopback }, access] =
    await Promise.all([
      import('./serve/run-server.ts'),
      import('./serve/tls.ts'),
      import('./serve/require-safety.ts'),
      import('../../server/start.ts'),
      import('./serve/access.ts'),
    ]);
  const tls = await readTls(options);
  const store = await serverLedger(workspace, options.ledger);
  let following: TlsFollower | undefined;
  try {
    const { book, gate } = access.accessOf(store);
    const tokens = await book.countGood();
    requireSafety({ open: !isLoopback(host), tls: tls !== undefined, behindProxy, insecure, tokens });
    const settings = { gate, local: false, host, port, behindProxy, allowHosts: allowHost };
    await runServer(
      workspace,
      store,
      {
        ...settings,
        ...(tls === undefined ? {} : { tls }),
        onReady: ({ url, renewTls }) => {
          if (tls !== undefined)
            following = followTls(options, renewTls, (error) => printError(error, context));
          context.stdout.write(`${url}\n`);
          context.stderr.write(tokens === 0 ? access.NO_TOKEN : 'Ctrl-C ends it\n');
        },
      },
      context,
    );
  } finally {
    following?.end();
    await store.close();
  }
}
