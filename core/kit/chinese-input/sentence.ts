/**
 * Words that somebody is to read later, trimmed; undefined when they are too long, or say nothing: “1”, “？” are slips of
 * who thought of a numbered list. A value such as 178/108 says something.
 *
 * @param most characters as people count them.
 */
export function readSentence(text: string, most: number): string | undefined {
  const said = text.trim();
  const length = [...said].length;
  const saysSomething = /\p{L}/u.test(said) || (length > 3 && /\d/u.test(said));
  return saysSomething && length <= most ? said : undefined;
}
