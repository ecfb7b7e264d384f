/**
 * A pattern of paths as a regular expression: `*` and `?` stay within a part, `**` goes over parts, `{a,b}` is one of several.
 * A pattern without a slash is held against the last part.
 */
export function pathPattern(pattern: string): RegExp {
  const anywhere = pattern.includes('/') ? '' : '(?:.*/)?';
  return new RegExp(`^${anywhere}${translated(pattern)}$`, 's');
}

const TOKEN = /\*\*\/|\*\*|\*|\?|\{([^{}]*)\}|[^*?{]+|\{/gs;

function translated(pattern: string): string {
  return pattern.replace(TOKEN, (token, choices: string | undefined) => {
    if (choices !== undefined) return `(?:${choices.split(',').map(translated).join('|')})`;
    return WILD[token] ?? token.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
}

const WILD: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};
