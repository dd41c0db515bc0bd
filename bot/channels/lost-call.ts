import { NoAnswerInTime } from './http-call.ts';

/** Codes by which Node says that no connection came about. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Why a call had no answer. `unreachable`: nothing was sent. After the others it is unknown whether the other
 * side did what was asked.
 */
export function whyLost(error: unknown): 'unreachable' | 'timeout' | 'broken' {
  if (error instanceof NoAnswerInTime) return 'timeout';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && neverConnected.has(code) ? 'unreachable' : 'broken';
}
