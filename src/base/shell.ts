/** A word as a POSIX shell takes it for itself: quoted unless it is plain. Some shells expand `=name` and `~name` too. */
export function shellWord(text: string): string {
  return /^[\w./][\w%+,./:=@-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** As `shellWord`, for the name of a file: one that begins with a dash is no option. */
export function shellPath(path: string): string {
  return shellWord(path.startsWith('-') ? `./${path}` : path);
}
