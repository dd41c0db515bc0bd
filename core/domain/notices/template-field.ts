/**
 * A value for a WeChat template field of type `thing`: at most 20 characters, no line break, never empty (platform: 47003
 * otherwise). Cut at whole characters.
 */
export function thing(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  if (characters.length === 0) return '—';
  return characters.length <= 20 ? line : `${characters.slice(0, 19).join('')}…`;
}
