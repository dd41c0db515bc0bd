/** Codes by which Node says that no connection came about. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Why a call by fetch had no answer. `unreachable`: nothing was sent. After the others it is unknown whether the other
 * side did what was asked.
 */
export function whyLost(error: unknown): 'unreachable' | 'timeout' | 'broken' {
  if (!(error instanceof Error)) return 'broken';
  if (error.name === 'TimeoutError') return 'timeout';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && neverConnected.has(code) ? 'unreachable' : 'broken';
}
