/** Where in a shell command a placeholder stands: that decides how its value is quoted. */
export type Quoting = 'plain' | 'single' | 'double' | 'backtick' | 'here-document';

/** A placeholder `{name}` of a template. */
export interface Slot {
  readonly name: string;
  readonly quoting: Quoting;
}

/** Text and placeholders of a command, in order. */
export type Template = readonly (string | Slot)[];

type Frame = { readonly kind: 'plain' | 'single' | 'double'; readonly close: string };

const SLOT = /\{([A-Za-z_]\w*)\}/y;
/** `{{name}}` stands for the shell's own `{name}`. */
const ESCAPED = /\{(\{[A-Za-z_]\w*\})\}/y;
const HERE_DOCUMENT = /<<-?\s*(?:\\|['"])?[A-Za-z_]/y;
const COMMENT = /#[^\n]*/y;

/**
 * Splits a shell command at its placeholders `{name}`, with the quoting of the POSIX shell (2.2) around each. What is not a
 * placeholder: `${name}`, a brace after a backslash, other words between braces, comments, and `{{name}}`, which becomes `{name}`.
 */
export function parseTemplate(command: string): Template {
  const scanner = new Scanner(command);
  while (!scanner.done) scanner.step();
  return scanner.end();
}

class Scanner {
  readonly #text: string;
  readonly #parts: (string | Slot)[] = [];
  readonly #frames: Frame[] = [{ kind: 'plain', close: '' }];
  #at = 0;
  #said = '';
  #inHereDocument = false;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  end(): Template {
    this.#flush();
    return this.#parts;
  }

  step(): void {
    const character = this.#text[this.#at];
    if (character !== '{' || !this.#brace()) this.#take(this.#length(character));
  }

  /** Characters to take together, with what they open or close. */
  #length(character: string): number {
    const frame = this.#frames[this.#frames.length - 1];
    if (character === frame.close) {
      this.#frames.pop();
      return 1;
    }
    if (frame.kind === 'single') return 1;
    if (character === '\\') return 2;
    if (character === '$' && this.#text[this.#at + 1] === '{') return 2;
    return (frame.kind === 'plain' ? this.#comment(character) : undefined) ?? this.#open(character, frame);
  }

  /** What has a meaning outside quotes only: the length of a comment; here-documents are noted. */
  #comment(character: string): number | undefined {
    const begins = this.#at === 0 || /[\s;&|()]/.test(this.#text[this.#at - 1]);
    if (character === '#' && begins) return this.#match(COMMENT)![0].length;
    if (character === '<' && this.#match(HERE_DOCUMENT) !== undefined) this.#inHereDocument = true;
    return undefined;
  }

  #open(character: string, { kind }: Frame): number {
    const substitution = character === '$' && this.#text[this.#at + 1] === '(';
    if (character === '"') this.#frames.push({ kind: 'double', close: '"' });
    else if (character === '`') this.#frames.push({ kind: 'plain', close: '`' });
    else if (character === "'" && kind === 'plain') this.#frames.push({ kind: 'single', close: "'" });
    else if (substitution || (character === '(' && kind === 'plain'))
      this.#frames.push({ kind: 'plain', close: ')' });
    return substitution ? 2 : 1;
  }

  #brace(): boolean {
    const escaped = this.#match(ESCAPED);
    if (escaped !== undefined) {
      this.#said += escaped[1];
      this.#at += escaped[0].length;
      return true;
    }
    const slot = this.#match(SLOT);
    if (slot === undefined) return false;
    this.#flush();
    this.#parts.push({ name: slot[1], quoting: this.#quoting() });
    this.#at += slot[0].length;
    return true;
  }

  #quoting(): Quoting {
    if (this.#inHereDocument) return 'here-document';
    if (this.#frames.some(({ close }) => close === '`')) return 'backtick';
    return this.#frames[this.#frames.length - 1].kind;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text) ?? undefined;
  }

  #take(characters: number): void {
    this.#said += this.#text.slice(this.#at, this.#at + characters);
    this.#at += characters;
  }

  #flush(): void {
    if (this.#said !== '') this.#parts.push(this.#said);
    this.#said = '';
  }
}

const NEEDS_NO_QUOTES = /^[A-Za-z0-9_/.:=@%+,-]+$/;

/** `value` as one word of a shell, whatever it holds. */
export function quoted(value: string): string {
  return NEEDS_NO_QUOTES.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

const QUOTE: Readonly<Record<Quoting, (value: string) => string>> = {
  plain: quoted,
  single: (value) => value.replaceAll("'", `'\\''`),
  double: (value) => value.replace(/[\\"$`]/g, '\\$&'),
  // Refused where a recipe is read: see placeholders.ts.
  backtick: quoted,
  'here-document': (value) => value,
};

/** The command of a template with the values of its placeholders. `raw` are put in as they are: commands, not values. */
export function fillTemplate(
  template: Template,
  values: Readonly<Record<string, string>>,
  raw: readonly string[] = [],
): string {
  return template
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = values[part.name];
      return raw.includes(part.name) ? value : QUOTE[part.quoting](value);
    })
    .join('');
}
