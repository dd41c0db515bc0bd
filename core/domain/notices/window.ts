import type { Transaction } from '../transaction.ts';

/** What somebody did that lets the account write to them for a while. */
export type WindowAction = 'message' | 'menu-pressed' | 'followed' | 'scanned';

/** How many customer-service messages an action opens and for how long, in milliseconds. WeChat: 客服消息下发条数. */
const opens: Readonly<Record<WindowAction, { messages: number; forMs: number }>> = {
  message: { messages: 5, forMs: 48 * 3_600_000 },
  'menu-pressed': { messages: 3, forMs: 60_000 },
  followed: { messages: 3, forMs: 60_000 },
  scanned: { messages: 3, forMs: 60_000 },
};

/** The reply window of a WeChat account as we count it; the platform's word (45015, 45047) overrules the count. */
export interface ReplyWindow {
  remaining: number;
  /** Null: none was ever opened, or the platform closed it. */
  expiresAt: Date | null;
}

/** Whether a message still fits. */
export function isOpen({ remaining, expiresAt }: ReplyWindow, now: Date): boolean {
  return remaining > 0 && expiresAt !== null && now < expiresAt;
}

/**
 * The window after an action. Whether actions add up is not documented, so the count starts anew; a short window never
 * replaces a longer one that still holds messages.
 */
export function windowAfter(window: ReplyWindow, action: WindowAction, now: Date): ReplyWindow {
  const { messages, forMs } = opens[action];
  const opened = { remaining: messages, expiresAt: new Date(now.getTime() + forMs) };
  const keepsLonger = isOpen(window, now) && window.expiresAt !== null && window.expiresAt > opened.expiresAt;
  return keepsLonger ? window : opened;
}

/** Notes on the contact what this action opened. For WeChat accounts; elsewhere there is no window. */
export async function openWindow(tx: Transaction, contactId: string, action: WindowAction): Promise<void> {
  const contact = await tx.prisma.contact.findUniqueOrThrow({
    where: { id: contactId },
    select: { windowRemaining: true, windowExpiresAt: true },
  });
  const before = { remaining: contact.windowRemaining, expiresAt: contact.windowExpiresAt };
  const after = windowAfter(before, action, tx.now);
  if (after === before) return;
  await tx.prisma.contact.update({
    where: { id: contactId },
    data: { windowRemaining: after.remaining, windowExpiresAt: after.expiresAt },
  });
}
