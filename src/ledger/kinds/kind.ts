import type { Schema } from '../../config/schema.ts';
import { type Members, name, type ObjectOf, object, openSchema, type Shape } from './shape.ts';

/** A kind of event: what its body holds. */
export interface Kind<B> {
  /** What a writer must keep to. */
  readonly schema: Schema;
  /** What a reader accepts: bodies of later versions too. */
  readonly openSchema: Schema;
  /** The member of the body that a tally counts by, such as the decision of a review. */
  readonly state: string | undefined;
  /** Never there: it holds the type. */
  readonly body?: B;
}

/** Of what was done by computing: which version of Outcross did it. */
const BY_TOOL = { version: name(64) };

/** A kind of event of what the tool did. */
export function computed<const M extends Members>(
  members: M,
  state?: keyof M & string,
): Kind<ObjectOf<M> & ObjectOf<typeof BY_TOOL>> {
  return kindOf(object({ ...members, ...BY_TOOL }), state) as Kind<ObjectOf<M> & ObjectOf<typeof BY_TOOL>>;
}

/** A kind of event of what a person did. */
export function decided<const M extends Members>(members: M, state?: keyof M & string): Kind<ObjectOf<M>> {
  return kindOf(object(members), state);
}

function kindOf<B>(shape: Shape<B>, state: string | undefined): Kind<B> {
  return { schema: shape.schema, openSchema: openSchema(shape.schema), state };
}
