/** How personal data is shown where it need not be read in full. */

/** 王秀英 → 王*英, 李四 → 李*; a foreign name keeps its first letter. */
export function maskName(name: string): string {
  const characters = [...name];
  const first = characters[0] ?? '';
  if (characters.length <= 2) return `${first}*`;
  return `${first}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`;
}

/** 13800000001 → 138****0001 */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** 440402195803120022 → 4404**********0022 */
export function maskDocument(document: string): string {
  if (document.length < 9) return `${document.slice(0, 1)}${'*'.repeat(Math.max(0, document.length - 1))}`;
  return `${document.slice(0, 4)}${'*'.repeat(document.length - 8)}${document.slice(-4)}`;
}
