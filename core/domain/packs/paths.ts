/** Paths of a part of the pack, as paths of the pack: `pressure.systolic` → `followUps.pressure.systolic`. */
export function below(part: string, paths: readonly string[]): string[] {
  return paths.map((path) => `${part}.${path}`);
}

/** The same for sources by path. */
export function sourcesBelow(part: string, sources: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(sources).map(([path, source]) => [`${part}.${path}`, source]));
}
