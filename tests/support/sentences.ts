/** A table of sentences, written many to a line with | between them. */
export function sentences(table: string): readonly string[] {
  return table
    .split(/[|\n]/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
