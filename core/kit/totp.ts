import { Secret, TOTP } from 'otpauth';

/** Seconds that a code is valid for; one step more on either side is taken, for clocks that differ. */
const period = 30;
const tolerance = 1;

/** One-time codes of an authenticator app (RFC 6238: six digits, thirty seconds, SHA-1, which is what all apps have). */
export interface Authenticator {
  /** `otpauth://…`, what the app scans. */
  readonly uri: string;
  /** The time step of a code that is right now, one step early or late; undefined for a wrong one. */
  stepOf(code: string, now: Date): number | undefined;
  codeAt(step: number): string;
}

/** @param key base32, as `authenticatorKey` makes it. */
export function authenticator(key: string, { account, issuer }: { account: string; issuer: string }): Authenticator {
  const totp = new TOTP({ issuer, label: account, secret: Secret.fromBase32(key), period });
  return {
    uri: totp.toString(),
    stepOf(code, now) {
      // The library throws at a text that is as long but takes more bytes: １２３４５６.
      if (!/^\d{6}$/.test(code)) return undefined;
      const timestamp = now.getTime();
      const late = totp.validate({ token: code, timestamp, window: tolerance });
      return late === null ? undefined : stepAt(now) + late;
    },
    codeAt: (step) => totp.generate({ timestamp: step * period * 1000 }),
  };
}

/** The time step that an instant is in. */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / period);
}

/** A new key, as it is typed into an app. @param bytes 20 random ones (RFC 4226 §4: 160 bits). */
export function authenticatorKey(bytes: Buffer): string {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;
}
