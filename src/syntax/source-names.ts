import type { Grammar } from './grammar.ts';
import { NameHasher } from './name-hasher.ts';
import { ERROR_KIND, type NodeStream } from './node-stream.ts';
import { ROLE } from './roles.ts';

/** Receives the hash of a name, lanes signed. */
export interface NameSink {
  /** A name where it stands: of a variable, a field, a type, a label. */
  name(hi: number, lo: number): void;
  /** What a call calls. */
  call(hi: number, lo: number): void;
}

/**
 * Finds the names and the targets of calls in parsed source. The target of a call is its member chain where that consists of
 * names (`os.path.join`, `this.items.push`); where it starts from anything else, a dot and the last name (`.join`). Constructors
 * begin with `new `. A call of what is no chain, such as `f()()`, has no target.
 */
export class NameFinder {
  readonly #hasher = new NameHasher();

  find(nodes: NodeStream, { roles }: Grammar, text: string, sink: NameSink): void {
    const hasher = this.#hasher;
    const { kind, start, end, next, length } = nodes;
    for (let i = 0; i < length; i++) {
      if (kind[i] === ERROR_KIND) continue;
      const role = roles[kind[i]];
      if ((role & ROLE.name) !== 0 && next[i] === i + 1 && end[i] > start[i]) {
        hasher.clear();
        hasher.add(start[i], end[i]);
        hasher.hash(text);
        sink.name(hasher.hi, hasher.lo);
      } else if ((role & ROLE.call) !== 0 && this.#target(nodes, roles, i)) {
        hasher.hash(text, this.#prefix);
        sink.call(hasher.hi, hasher.lo);
      }
    }
  }

  #prefix = '';

  /** Gathers the parts of the target of the call at node `i`; false where it has none. */
  #target(nodes: NodeStream, roles: Uint16Array, i: number): boolean {
    const { kind, next, start, end } = nodes;
    let child = i + 1;
    let callee = -1;
    let first = -1;
    for (; child < next[i]; child = next[child]) {
      const role = roles[kind[child]];
      if ((role & ROLE.arguments) !== 0) {
        // Before the target they say where to put it: `new (place) Thing(1)`.
        if (callee >= 0) break;
        continue;
      }
      // Java has them before the last name: `Collections.<String>emptyList()`.
      if ((role & (ROLE.types | ROLE.comment)) !== 0) continue;
      if ((role & (ROLE.name | ROLE.chain | ROLE.self)) !== 0) callee = child;
      // Calls and whatever else the last name is taken of.
      else if ((role & ROLE.joint) === 0 && end[child] - start[child] > 0 && next[child] > child + 1)
        callee = -1;
      if (first < 0) first = child;
    }
    if (callee < 0) return false;
    const last = lastName(nodes, roles, callee);
    if (last < 0) return false;
    this.#prefix = (roles[kind[first]] & ROLE.constructs) !== 0 ? 'new ' : '';
    this.#chain(nodes, roles, first, last);
    return true;
  }

  /** Adds the names from node `first` to `last`, or the last alone where something else stands among them. */
  #chain({ kind, start, end, next }: NodeStream, roles: Uint16Array, first: number, last: number): void {
    const hasher = this.#hasher;
    hasher.clear();
    for (let j = first; j < last; ) {
      const role = roles[kind[j]];
      if ((role & (ROLE.types | ROLE.arguments | ROLE.comment)) !== 0) {
        j = next[j];
        continue;
      }
      if ((role & (ROLE.name | ROLE.self)) !== 0 && next[j] === j + 1) hasher.add(start[j], end[j]);
      else if ((role & (ROLE.chain | ROLE.joint)) === 0 && !(this.#prefix !== '' && j === first)) {
        hasher.clear();
        this.#prefix = '.';
        break;
      }
      j++;
    }
    hasher.add(start[last], end[last]);
  }
}

/** The name that a chain ends in, -1 where it ends in none. */
function lastName({ kind, next }: NodeStream, roles: Uint16Array, chain: number): number {
  let at = chain;
  while (next[at] > at + 1) {
    if ((roles[kind[at]] & ROLE.chain) === 0) return -1;
    let last = -1;
    for (let child = at + 1; child < next[at]; child = next[child]) {
      const role = roles[kind[child]];
      if ((role & (ROLE.name | ROLE.chain | ROLE.self)) !== 0) last = child;
      // What a destructor or an operator is called is no name.
      else if ((role & (ROLE.joint | ROLE.types | ROLE.comment)) === 0) last = -1;
    }
    if (last < 0) return -1;
    at = last;
  }
  return (roles[kind[at]] & (ROLE.name | ROLE.self)) === 0 ? -1 : at;
}
