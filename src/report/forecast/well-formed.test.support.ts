/** Elements without an end tag (HTML 13.1.2). */
const VOID = new Set(['meta', 'br', 'img', 'link', 'hr', 'input', 'col']);

/** A tag, its attributes all between double quotes, or a part of markup that is none. */
const TAG = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+(?:="[^"<>]*")?)*)\s*(\/?)>|<!doctype html>|[<>]/g;

/** What is wrong with a page: tags that do not match, loose brackets, attributes without quotes, ids that stand twice. */
export function faultsOf(page: string): string[] {
  // What is in the style sheet is no markup.
  const text = page.replace(/<style>[\s\S]*?<\/style>/g, '<style></style>');
  const open: string[] = [];
  const faults: string[] = [];
  for (const [whole, closing, name, , empty] of text.matchAll(TAG)) {
    if (whole === '<!doctype html>') continue;
    if (name === undefined) faults.push(`a loose ${whole}`);
    else if (closing === '/') {
      if (open.pop() !== name) faults.push(`</${name}> ends nothing`);
    } else if (empty !== '/' && !VOID.has(name)) open.push(name);
  }
  const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  return [
    ...faults,
    ...open.map((name) => `<${name}> has no end`),
    ...twice.map((id) => `id ${id} stands twice`),
  ];
}

/** All that a page would fetch or run: a policy may forbid it, but nothing of it should be there. */
export function outsideOf(page: string): string[] {
  return (
    page.match(
      /<(script|link|iframe|object|embed|base|form)\b|\son\w+="|javascript:|(?:src|href|action)="(?!#)|url\((?!#)|@import|style="/gi,
    ) ?? []
  );
}

/** What people read of a page, without its tags. */
export function textOf(page: string): string {
  return page
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(
      /&(lt|gt|quot|#39|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '&',
    )
    .replace(/\s+/g, ' ');
}
