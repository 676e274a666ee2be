/** The parameters of a path, in order: their names, and their names in its pattern. */
export function parametersOf(path: string): (readonly [name: string, inPattern: string])[] {
  return path
    .split("/")
    .flatMap((segment, place) =>
      isParameter(segment) ? [[segment.slice(1, -1), `p${place}`] as const] : [],
    );
}

/** `/inbox/{inbox_id}` in Hono's words: `/inbox/:p2`. A parameter goes by its place, as rows differ in its name. */
export function toPattern(path: string): string {
  const segments = path.split("/");
  return segments.map((segment, place) => (isParameter(segment) ? `:p${place}` : segment)).join("/");
}

/** Orders patterns so that of those that match a path the one with more literals on the left comes first. */
export function bySpecificity(a: string, b: string): number {
  // A parameter sorts behind every literal that could stand in its place.
  const [left, right] = [a, b].map((pattern) => pattern.replaceAll(/:p\d+/g, "\uffff")) as [string, string];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function isParameter(segment: string): boolean {
  return /^\{\w+\}$/.test(segment);
}
