import { start } from '../e2e/outcross.ts';
import { atEnd } from './at-end.ts';
import { ACTOR, command, livedIn } from './lived-in.ts';

/** The dashboard of a workspace: the real program, in a process of its own. */
export interface Dashboard {
  /** `http://127.0.0.1:40123` */
  readonly base: string;
  /** Lets in whoever opens it first. Only of `outcross view`. */
  readonly link: string;
  /** As power cuts do. */
  kill(): Promise<void>;
}

const running = new Set<Dashboard>();
atEnd(() => {
  for (const dashboard of running) void dashboard.kill();
});

function launch(folder: string, args: readonly string[]): Promise<Dashboard> {
  const child = start(args, { cwd: folder, env: { OUTCROSS_ACTOR: ACTOR } });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error(`outcross ${args.join(' ')} ended: ${said}`)));
    child.stdout.setEncoding('utf8').once('data', (text: string) => {
      const link = text.trim();
      const dashboard: Dashboard = {
        base: new URL(link).origin,
        link,
        kill: () => {
          running.delete(dashboard);
          child.kill('SIGKILL');
          return ended;
        },
      };
      running.add(dashboard);
      resolve(dashboard);
    });
  });
}

/** `outcross view` in a folder. */
export function view(folder: string): Promise<Dashboard> {
  return launch(folder, ['view', '--no-open']);
}

/** `outcross serve` in a folder; `port` 0: any that is free. */
export function serve(folder: string, port = 0): Promise<Dashboard> {
  return launch(folder, ['serve', '--port', String(port)]);
}

/** A token to log in with. */
export async function tokenFor(folder: string, name: string, role: string): Promise<string> {
  const said = await command(folder, 'serve', 'token', 'new', name, '--role', role, '--json');
  return (JSON.parse(said) as { secret: string }).secret;
}

let shared: Promise<Dashboard> | undefined;

/** `outcross view` of the workspace that all tests share: they only look. */
export function lookingGlass(): Promise<Dashboard> {
  shared ??= livedIn().then(view);
  return shared;
}
