import { OutcrossError } from './errors.ts';

/**
 * An optional package, loaded when it is first needed. Throws `E_PEER` where it is not installed or does not load, with the command
 * that installs it.
 * @param what what it is needed for, to stand behind "needs". `load` replaces the import, for tests.
 */
export async function loadPeer<T>(
  name: string,
  what: string,
  load: (name: string) => Promise<unknown> = (module) => import(module),
): Promise<T> {
  try {
    return (await load(name)) as T;
  } catch (cause) {
    throw new OutcrossError('E_PEER', `${what} needs the package ${name}, which is not installed`, {
      where: name,
      hint: `Install it: npm install ${name}`,
      cause,
    });
  }
}
