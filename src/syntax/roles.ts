/** What a type of node is to the measures, whatever the grammar calls it. Bits of one number. */
export const ROLE = {
  /** A name: variable, field, type, label. Leaves only. */
  name: 1,
  /** Its parts are comments too: Rust's name the mark that makes documentation of them. */
  comment: 2,
  /** Calls a function, method, constructor or macro. */
  call: 4,
  /** What a call is given: its target stands before. */
  arguments: 8,
  /** A name with what it belongs to: `a.b`, `a::b`, `a->b`, `f<T>`. */
  chain: 16,
  /** Type arguments: no part of the name of a call's target. */
  types: 32,
  /** `this`, `super`, `self`: a name that is a keyword. */
  self: 64,
  /** Joins the parts of a chain: `.`, `::`, `->`, `?.`, and the `template` of C++ between them. */
  joint: 128,
  /** The key word before a constructor. */
  constructs: 256,
} as const;

const NAMES = /^(?!scoped_|qualified_|nested_).*identifier(_pattern)?$/;
const CALLS = new Set([
  'call_expression',
  'call',
  'method_invocation',
  'new_expression',
  'object_creation_expression',
  'macro_invocation',
]);
const ARGUMENTS = new Set([
  'arguments',
  'argument_list',
  'template_string',
  'token_tree',
  'generator_expression',
]);
const CHAINS = new Set([
  'member_expression',
  'attribute',
  'selector_expression',
  'field_expression',
  'field_access',
  'scoped_identifier',
  'scoped_type_identifier',
  'qualified_identifier',
  'nested_identifier',
  'dotted_name',
  'generic_function',
  'generic_type',
  'template_function',
  'template_method',
  'template_type',
  'dependent_name',
  'non_null_expression',
]);
const TYPES = new Set(['type_arguments', 'template_argument_list']);
const SELVES = new Set(['this', 'super', 'self', 'crate']);
const JOINTS = new Set(['.', '::', '->', '?.', 'optional_chain', '!', 'template']);

/** Roles of a type of node by its name in the grammar. */
export function rolesOf(name: string, named: boolean): number {
  if (SELVES.has(name)) return ROLE.self;
  if (JOINTS.has(name)) return ROLE.joint;
  if (!named) return name === 'new' ? ROLE.constructs : 0;
  return (
    (NAMES.test(name) ? ROLE.name : 0) |
    (/(^|_)comment(_marker)?$/.test(name) ? ROLE.comment : 0) |
    (CALLS.has(name) ? ROLE.call : 0) |
    (ARGUMENTS.has(name) ? ROLE.arguments : 0) |
    (CHAINS.has(name) ? ROLE.chain : 0) |
    (TYPES.has(name) ? ROLE.types : 0)
  );
}

/** Brackets, separators and quotes: they stand wherever their parent's rule says. */
const PUNCTUATION = /^[\s()[\]{},;:."'`\\]*$/;

/** True for an unnamed node that its parent does not imply: `async`, `static`, `>>>`, but neither `(` nor the `if` of an `if_statement`. */
export function tellsMore(parent: string, name: string): boolean {
  if (PUNCTUATION.test(name)) return false;
  return !parent.split('_').includes(name.toLowerCase());
}
