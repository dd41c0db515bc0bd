/** Breaks JSON and XML into lines for reading; everything else stays as it is. */
export function pretty(text: string): string {
  if (text.startsWith('<xml>')) return xml(text);
  // A number beyond 2^53 would come back changed, so such JSON stays as it was sent.
  if (!text.startsWith('{') || /\d{16}/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function xml(text: string): string {
  let depth = 0;
  return text
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>|<[^>]+>)/)
    .filter((piece) => piece !== '')
    .reduce<string[]>((lines, piece) => {
      const opening = /^<[^/!]/.test(piece);
      const closing = piece.startsWith('</');
      if (closing) depth -= 1;
      const previous = lines.at(-1) ?? '';
      const holds = lines.length > 0 && !opening && !/<\/[^>]+>$/.test(previous);
      if (holds) lines[lines.length - 1] = previous + piece;
      else lines.push('  '.repeat(depth) + piece);
      if (opening) depth += 1;
      return lines;
    }, [])
    .join('\n');
}
