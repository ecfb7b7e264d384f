/** Holds paths against a pattern. */
export interface PathPattern {
  test(path: string): boolean;
}

/** 1 at each place of a path that a pattern may have come to. */
type Places = Uint8Array;
type Step = (places: Places, path: string) => Places;

/**
 * A pattern of paths: `*` and `?` stay within a part, `**` goes over parts, `{a,b}` is one of several. A pattern without a slash is
 * held against the last part. All places of the path are gone through at once (Thompson 1968): as a regular expression a
 * pattern of many stars takes time that doubles with each.
 */
export function pathPattern(pattern: string): PathPattern {
  const steps = pattern.includes('/') ? stepsOf(pattern) : [folders, ...stepsOf(pattern)];
  return {
    test(path) {
      const first = new Uint8Array(path.length + 1);
      first[0] = 1;
      return walk(steps, first, path)[path.length] === 1;
    },
  };
}

const TOKEN = /\*\*\/|\*\*|\*|\?|\{([^{}]*)\}|[^*?{]+|\{/gs;

function stepsOf(pattern: string): Step[] {
  return [...pattern.matchAll(TOKEN)].map(([token, choices]) => {
    if (choices !== undefined) return oneOf(choices.split(',').map(stepsOf));
    return Object.hasOwn(WILD, token) ? WILD[token] : literally(token);
  });
}

function walk(steps: readonly Step[], places: Places, path: string): Places {
  return steps.reduce((at, step) => step(at, path), places);
}

function oneOf(choices: readonly (readonly Step[])[]): Step {
  return (places, path) => {
    const out = new Uint8Array(places.length);
    for (const steps of choices) {
      walk(steps, places, path).forEach((holds, i) => {
        out[i] |= holds;
      });
    }
    return out;
  };
}

function literally(text: string): Step {
  return (places, path) => {
    const out = new Uint8Array(places.length);
    places.forEach((holds, i) => {
      if (holds === 1 && path.startsWith(text, i)) out[i + text.length] = 1;
    });
    return out;
  };
}

/** On by any signs, as long as `passes` lets each pass. */
function onward(passes: (sign: string) => boolean): Step {
  return (places, path) => {
    const out = places.slice();
    for (let i = 0; i < path.length; i++) if (out[i] === 1 && passes(path[i])) out[i + 1] = 1;
    return out;
  };
}

/** To wherever a part begins, or not at all. */
function folders(places: Places, path: string): Places {
  const out = places.slice();
  let begun = false;
  for (let i = 0; i < path.length; i++) {
    begun ||= places[i] === 1;
    if (begun && path[i] === '/') out[i + 1] = 1;
  }
  return out;
}

/** One UTF-16 unit within a part. */
function single(places: Places, path: string): Places {
  const out = new Uint8Array(places.length);
  places.forEach((holds, i) => {
    if (holds === 1 && i < path.length && path[i] !== '/') out[i + 1] = 1;
  });
  return out;
}

const WILD: Readonly<Record<string, Step>> = {
  '**/': folders,
  '**': onward(() => true),
  '*': onward((sign) => sign !== '/'),
  '?': single,
};
