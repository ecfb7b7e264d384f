import { describe, expect, it } from 'vitest';
import { ROLE, rolesOf, tellsMore } from './roles.ts';

describe('rolesOf', () => {
  it.each([
    ['identifier', ROLE.name],
    ['shorthand_property_identifier_pattern', ROLE.name],
    ['scoped_identifier', ROLE.chain],
    ['line_comment', ROLE.comment],
    ['comment', ROLE.comment],
    ['doc_comment', ROLE.comment],
    ['outer_doc_comment_marker', ROLE.comment],
    ['commentary', 0],
    ['dependent_name', ROLE.chain],
    ['qualified_identifier', ROLE.chain],
    ['method_invocation', ROLE.call],
    ['argument_list', ROLE.arguments],
    ['type_arguments', ROLE.types],
    ['if_statement', 0],
  ])('%s', (name, role) => {
    expect(rolesOf(name, true)).toBe(role);
  });

  it('tells key words and joints, which have no names of their own', () => {
    expect(rolesOf('this', false)).toBe(ROLE.self);
    expect(rolesOf('new', false)).toBe(ROLE.constructs);
    expect(rolesOf('::', false)).toBe(ROLE.joint);
    expect(rolesOf('identifier', false)).toBe(0);
  });
});

describe('tellsMore', () => {
  it.each(['async', 'static', '>>>', '=>', 'of', 'volatile'])(
    'of %s, which its parent does not imply',
    (name) => {
      expect(tellsMore('for_in_statement', name)).toBe(true);
    },
  );

  it.each(['(', '}', ';', '"""', '`', '.', 'for', 'in', 'FOR', '\n'])('not of %s', (name) => {
    expect(tellsMore('for_in_statement', name)).toBe(false);
  });
});
