/** Only the fields that were sent. */
export function given<T extends object>(body: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const sent = Object.entries(body).filter(([, value]) => value !== undefined);
  return Object.fromEntries(sent) as { [Name in keyof T]?: Exclude<T[Name], undefined> }; // its own entries
}
