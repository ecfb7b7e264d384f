/** Names that always mean this computer. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** The names that a server answers to. */
export interface HostRule {
  /** As `--allow-host` takes them: `outcross.example.org` with any port, or `localhost:9000` with that one. */
  readonly allowed: readonly string[];
  /** Port that the server listens on; loopback names are answered with that one alone. Undefined where there is no socket. */
  readonly port: () => number | undefined;
}

/**
 * Whether a `Host` header names this server. A page of another site can make its own name lead to 127.0.0.1 (DNS rebinding) and then
 * ask as if it were ours; the name that it asks under gives it away.
 */
export function isOurHost(host: string | undefined, { allowed, port }: HostRule): boolean {
  const asked = split(host);
  if (asked === undefined) return false;
  const known = allowed.map((one) => split(one));
  if (known.some((one) => one?.name === asked.name && (one.port === undefined || one.port === asked.port)))
    return true;
  if (!LOOPBACK.includes(asked.name)) return false;
  const own = port();
  return own === undefined || (asked.port ?? 80) === own;
}

/** A name, in lower case, with its port; undefined for what is no `Host`. */
function split(host: string | undefined): { readonly name: string; readonly port?: number } | undefined {
  const [, name, digits] = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::(\d{1,5}))?$/i.exec(host ?? '') ?? [];
  if (name === undefined) return undefined;
  return { name: name.toLowerCase(), ...(digits === undefined ? {} : { port: Number(digits) }) };
}

/**
 * Whether an `Origin` header, where there is one, names the host that the request went to. Browsers send it with every request that
 * changes something; `null` comes from pages that hide where they are from.
 */
export function isOurOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  const [, rest] = /^https?:\/\/(.+)$/i.exec(origin) ?? [];
  return rest !== undefined && host !== undefined && rest.toLowerCase() === host.toLowerCase();
}
