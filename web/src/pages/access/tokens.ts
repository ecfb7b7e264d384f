import type { Role, TokenView } from '../../../../src/server/wire.ts';

export const ROLES: readonly { readonly role: Role; readonly may: string }[] = [
  { role: 'read', may: 'looks' },
  { role: 'review', may: 'looks, and decides about examples' },
  { role: 'operate', may: 'does all, starts jobs and gives tokens' },
];

/** How a token stands: a revoked one is revoked even where it would have expired. */
export function standingOf(
  { revokedAt, expiresAt }: TokenView,
  now: number,
): 'valid' | 'expired' | 'revoked' {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && Date.parse(expiresAt) <= now ? 'expired' : 'valid';
}

/** Those that let somebody in first, of equals the newest. */
export function inOrder(tokens: readonly TokenView[], now: number): TokenView[] {
  const rank = (token: TokenView) => (standingOf(token, now) === 'valid' ? 0 : 1);
  return [...tokens].sort((a, b) => rank(a) - rank(b) || Date.parse(b.createdAt) - Date.parse(a.createdAt));
}

/** What is wrong with a new token, by field. `taken`: names of tokens that let somebody in. */
export function tokenProblems(
  { name, days }: { readonly name: string; readonly days: string },
  taken: readonly string[],
): { readonly name?: string; readonly days?: string } {
  const plain = name.trim();
  const isDays = /^\s*(?:[1-9]\d{0,3})?\s*$/.test(days) && Number(days) <= 3650;
  return {
    ...(plain === '' ? { name: 'Name whose it is: reviews are recorded under it.' } : {}),
    ...(plain.length > 200 ? { name: 'At most 200 characters.' } : {}),
    ...(taken.includes(plain) ? { name: 'Somebody has a token of this name already.' } : {}),
    ...(isDays ? {} : { days: 'From 1 to 3650, or nothing.' }),
  };
}
