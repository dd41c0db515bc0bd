import { timingSafeEqual } from 'node:crypto';
import type { Transaction } from '../transaction.ts';

/**
 * What a browser keeps that has signed in to an account: it counts its own attempts (OWASP, “device cookies”). It opens
 * nothing by itself.
 */
export function knownBrowser(tx: Pick<Transaction, 'vault' | 'bytes'>, username: string): string {
  const browser = tx.bytes(16).toString('base64url');
  return `${browser}.${proof(tx, browser, username)}`;
}

export function knowsAccount(tx: Pick<Transaction, 'vault'>, kept: string, username: string): boolean {
  const [browser = '', given = ''] = kept.split('.');
  const right = Buffer.from(proof(tx, browser, username));
  const told = Buffer.from(given);
  return right.length === told.length && timingSafeEqual(right, told);
}

function proof(tx: Pick<Transaction, 'vault'>, browser: string, username: string): string {
  return tx.vault.hash('console-browser', `${browser}/${username}`);
}
