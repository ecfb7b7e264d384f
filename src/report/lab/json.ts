/** A result of the lab as one JSON document: members in the order of its contract, a newline at the end. */
export function labJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
