import { spawn } from 'node:child_process';
import type { Context } from '../../context.ts';

/** A program, and what it is called with. */
export type Opener = readonly [program: string, ...args: string[]];

/** What opens `url` in a browser on `platform`; undefined where nothing would be seen. */
export function openerFor(url: string, platform: NodeJS.Platform, env: Context['env']): Opener | undefined {
  if (platform === 'darwin') return ['open', url];
  // `start` is of the shell, to which `&` in an address means something.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  const screen = ['DISPLAY', 'WAYLAND_DISPLAY', 'BROWSER', 'WSL_DISTRO_NAME'].some(
    (name) => (env[name] ?? '') !== '',
  );
  return screen ? ['xdg-open', url] : undefined;
}

/** Opens `url` in a browser. Where there is none nothing happens: the address was printed. */
export function openBrowser(url: string, platform: NodeJS.Platform, env: Context['env']): void {
  const opener = openerFor(url, platform, env);
  if (opener === undefined) return;
  const [program, ...args] = opener;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
