/** What a QR code of ours stands for: signing with one doctor, or at one centre. */

export type Scene = { sign: 'doctor' | 'centre'; id: string };

/** The parameter of the code. `id` is the row's; together at most WeChat's 64 characters. */
export function writeScene({ sign, id }: Scene): string {
  return `sign.${sign}.${id}`;
}

/** Undefined for a code that is not one of ours (any more). */
export function readScene(text: string): Scene | undefined {
  const [, sign, id] = /^sign\.(doctor|centre)\.([\w-]{1,50})$/.exec(text) ?? [];
  return id !== undefined && (sign === 'doctor' || sign === 'centre') ? { sign, id } : undefined;
}
