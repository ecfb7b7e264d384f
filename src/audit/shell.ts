/** A word as a POSIX shell takes it for itself: quoted unless it is plain. */
export function shellWord(text: string): string {
  return /^[\w%+,./:=@-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** As `shellWord`, for the name of a file: one that begins with a dash is no option. */
export function shellPath(path: string): string {
  return shellWord(path.startsWith('-') ? `./${path}` : path);
}
