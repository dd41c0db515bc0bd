import pino from 'pino';

/** Object first, past tense, ids only: `log.info({ deliveryId }, 'delivery sent')`. */
export type Log = pino.Logger;

/**
 * Pino with a scrubber on the final line: redact paths leak in deeper objects, messages and stacks, so every line is
 * searched for what looks like personal data before it leaves.
 */
export function createLog(level: string, destination: NodeJS.WritableStream = process.stdout): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: pino.stdSerializers.err } },
    { write: (line: string) => void destination.write(scrub(line)) },
  );
}

const documents = /(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g;
const phones = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
const tokens = /((?:access_token|secret|appsecret|corpsecret|password)["']?\s*[=:]\s*["']?)[^&"'\s,}]+/gi;
/** In addresses only: the code of a platform's answer is what an operator looks for. */
const codes = /([?&]code=)[^&"'\s]+/gi;

/** Takes out ID-card numbers, phone numbers and secrets. */
export function scrub(line: string): string {
  return line
    .replace(documents, '[证件号]')
    .replace(phones, '[手机号]')
    .replace(tokens, '$1[密]')
    .replace(codes, '$1[密]');
}
