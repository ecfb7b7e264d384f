/** What a test spoils on purpose: no type holds for it. */
// biome-ignore lint/suspicious/noExplicitAny: the point is to break the shape
export type Loose = any;
