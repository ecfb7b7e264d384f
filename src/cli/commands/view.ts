import { type Command, Option } from 'commander';
import { withLedger } from '../../workspace/named-ledger.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { personName } from '../record.ts';
import { addWorkspaceOptions, type WorkspaceOptions, workspaceOf } from '../workspace-options.ts';
import { openBrowser } from './serve/open-browser.ts';
import { portNumber } from './serve/port.ts';

interface ViewOptions extends WorkspaceOptions {
  readonly port: number;
  readonly open: boolean;
  readonly ledger?: string;
}

/** `outcross view`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Shows the workspace in a browser: the line, each generation, reviews, the next mix, the audit, jobs, the lab. For one person at this ' +
        'computer: it listens on 127.0.0.1, and the address that it prints lets in whoever opens it first, and nobody after. Ctrl-C ends it. For a ' +
        'team: outcross serve.',
    )
    .addOption(
      new Option('--port <n>', 'listen on this port').argParser(portNumber).default(0, 'any that is free'),
    )
    .option('--no-open', 'print the address and open no browser')
    .option('--ledger <place>', 'file, or postgres://... (default: as outcross.yaml says)');
  addWorkspaceOptions(command);
  addExamples(command, [
    ['outcross view', 'opens the browser'],
    ['outcross view --no-open --port 8473', 'through a tunnel: ssh -L 8473:127.0.0.1:8473 HOST'],
  ]);
  command.action(async (options: ViewOptions) => {
    const workspace = withLedger(await workspaceOf(options), options.ledger);
    const [{ runServer, serverLedger }, { LocalGate }] = await Promise.all([
      import('./serve/run-server.ts'),
      import('../../server/access/local-gate.ts'),
    ]);
    const store = await serverLedger(workspace, options.ledger);
    try {
      const gate = new LocalGate(personName(context.env), Date.now);
      await runServer(
        workspace,
        store,
        {
          gate,
          local: true,
          host: '127.0.0.1',
          port: options.port,
          onReady: ({ url }) => {
            // What stands after # is not sent with a request: the page hands it over, and takes it out of the address.
            const link = `${url}/#token=${gate.invite()}`;
            context.stdout.write(`${link}\n`);
            context.stderr.write('Ctrl-C ends it\n');
            if (options.open) openBrowser(link, process.platform, context.env);
          },
        },
        context,
      );
    } finally {
      await store.close();
    }
  });
}
