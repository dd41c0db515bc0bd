import type { Fault } from './wire.ts';

/**
 * Whether the platform took the account away, by the words with which a puppet logs out or fails: no puppet has a code
 * for it. In doubt it did not, and the channel tries again later and later.
 */
export function saysBanned(words: string): boolean {
  return /封号|封禁|被封|冻结|(?:限制|禁止)(?:登录|使用)|(?:账号|帐号|账户)[^。]{0,6}(?:异常|限制|违规)|\b(?:banned|blocked|suspended|restricted|frozen)\b/iu.test(
    words,
  );
}

const mostLines = 4;
/** A message may have lines too: only what can be nothing but code. */
const frame = /^at [\w.<>[\]$@ /:()-]+:\d+:\d+\)?$/u;

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return { name: error.name, at: lines.filter((line) => frame.test(line)).slice(0, mostLines) };
}

/** What an error says, for looking into and not for passing on. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${wordsOf(error.cause ?? '')}` : String(error);
}
