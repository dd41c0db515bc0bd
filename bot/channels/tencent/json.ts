/**
 * Parses JSON, with every whole number of more than fifteen digits as a string: WeChat's msgid is above 2^53, and one
 * digit changed on the way makes the later report of the delivery unfindable. Undefined when it is no JSON.
 */
export function parseKeepingIds(text: string): unknown {
  try {
    return JSON.parse(text.replace(STRING_OR_NUMBER, (token) => (LONG_INTEGER.test(token) ? `"${token}"` : token)));
  } catch {
    return undefined;
  }
}

/** Strings are matched only to be passed over. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;
