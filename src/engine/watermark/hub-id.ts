/** A tokenizer on a hub: its repository and revision. */
export interface HubId {
  readonly repository: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
}

/** `org/name` or `org/name@revision`; undefined for what is a path. A file of that name comes first: see `tokenizerFile`. */
export function hubId(text: string): HubId | undefined {
  const found = /^([\w-][\w.-]*\/[\w-][\w.-]*)(?:@([\w-][\w./-]*))?$/.exec(text);
  if (found === null || /\.json$/i.test(text) || text.includes('..')) return undefined;
  return { repository: found[1], revision: found[2] ?? 'main' };
}

/** Whether a revision names one state for ever. */
export function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40}$/.test(revision);
}
