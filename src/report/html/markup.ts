import { visible } from '../visible.ts';

/** Text that is HTML already. Everything else is escaped when it enters a `markup` template. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes: markup as it is; strings made visible and escaped; nothing for `undefined` and `false`. */
export type Fragment = Markup | string | number | undefined | false | readonly Fragment[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `text` made visible and escaped for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

function written(fragment: Fragment): string {
  if (fragment === undefined || fragment === false) return '';
  if (fragment instanceof Markup) return fragment.text;
  if (typeof fragment === 'string') return escapeHtml(fragment);
  if (typeof fragment === 'number') return String(fragment);
  return fragment.map(written).join('');
}

/** Tag of a template: its own text is trusted, what is put into it is not. */
export function markup(parts: TemplateStringsArray, ...fragments: readonly Fragment[]): Markup {
  let out = parts[0];
  fragments.forEach((fragment, index) => {
    out += written(fragment) + parts[index + 1];
  });
  return new Markup(out);
}

/** A stranger's text in its own direction, so that right-to-left letters do not reorder their surroundings. */
export function isolated(text: string): Markup {
  return markup`<bdi>${text}</bdi>`;
}
