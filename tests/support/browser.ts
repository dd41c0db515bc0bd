import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Whether a browser is here; with REQUIRE_ALL=1 leaving it out is a failure. */
export function browserIsHere(): boolean {
  const here = existsSync(executablePath);
  if (!here && process.env['REQUIRE_ALL'] === '1') throw new Error(`no browser at ${executablePath}`);
  return here;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
