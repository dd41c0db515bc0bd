/** The port through which a delivery leaves: implemented by the channels, used by the delivery job. */

/** What one delivery says. `text` is always there, so that every channel can say it; a channel takes the best form it can show. */
export interface NoticeContent {
  text: string;
  /** What a short message says instead of the text. */
  smsText?: string | undefined;
  /** Buttons in WeCom; printed as numbered lines elsewhere. */
  card?: NoticeCard | undefined;
  /** A WeChat template message: the notification kind and the values of its fields by our own names. */
  template?: NoticeTemplate | undefined;
  links?: { label: string; url: string }[] | undefined;
}

/** WeCom limits (platform.md §4.2): title ≤ 36, lines ≤ 6 with names ≤ 5 and values ≤ 30, buttons ≤ 6 with ≤ 10 characters. */
export interface NoticeCard {
  /** Unique for ever within the app; ≤ 128 of [A-Za-z0-9_\-@]. */
  taskId: string;
  title: string;
  description?: string | undefined;
  lines: { name: string; value: string }[];
  buttons: { key: string; label: string; style: 'primary' | 'plain' | 'danger' }[];
}

export interface NoticeTemplate {
  /** Notification kind; the platform's template id and field names come from WECHAT_TEMPLATES. */
  kind: string;
  fields: Record<string, string>;
  url?: string | undefined;
}

/** How a channel carries a content. `message` is WeChat's 客服消息, inside the reply window. */
export type DeliveryForm = 'message' | 'template' | 'card' | 'text' | 'sms';

export type DeliveryChannelName = 'wechat' | 'wecom' | 'sms';

/** One attempt at one delivery. */
export interface Parcel {
  /** The platform's idempotency key where it takes one (client_msg_id, enable_duplicate_check). */
  deliveryId: string;
  /** The notice's name, or `reply`. */
  kind: string;
  /** openid, WeCom userid or phone number. */
  account: string;
  form: DeliveryForm;
  content: NoticeContent;
}

/** What became of an attempt, by the platform's table of codes (platform.md §2.10, §4.5). */
export type SendResult =
  | { outcome: 'sent'; platformMessageId?: string | undefined; responseCode?: string | undefined }
  /**
   * Try the same form again. `counted: false` for what is not the message's fault. The codes
   * `timeout`, `broken` and `not-json` say that the platform may have taken it (`mayHaveArrived`).
   */
  | { outcome: 'retry'; code: string; afterMs: number; counted: boolean }
  /** A code that no table of ours has: tried three times more, then dead and shown to operators. */
  | { outcome: 'unknown'; code: string; afterMs: number }
  /** This form cannot reach the person now; another may (45015, 45047, 43101, no template). */
  | { outcome: 'next-form'; code: string; windowClosed: boolean }
  /** Nobody there: unfollowed, invalid account. Never tried again on this channel. */
  | { outcome: 'recipient-gone'; code: string }
  /** Our own fault: payload, template, rights. Dead and shown to operators; `alert` also stops the channel. */
  | { outcome: 'refused'; code: string; alert: boolean }
  /** The whole channel pauses (45009, a minute's limit, a token that is refused twice). */
  | { outcome: 'channel-paused'; code: string; forMs: number };

/** A channel that notices go out on. */
export interface DeliveryChannel {
  name: DeliveryChannelName;
  send(parcel: Parcel): Promise<SendResult>;
  /** The notices that it has a template for. */
  templates?: ReadonlySet<string> | undefined;
  /** 群发: one text to many at once. Its id is the platform's idempotency key, for a day. */
  sendMass?(mass: { id: string; accounts: readonly string[]; text: string }): Promise<SendResult>;
  /** Shows everybody that a card was answered; a used or expired code is `false`, no error. */
  updateCard?(update: { accounts: string[]; responseCode: string; label: string }): Promise<boolean>;
}

/** Codes of a call whose answer was lost after it had left. An HTTP error and a refused connection are not among them. */
const lostAnswers: ReadonlySet<string> = new Set(['timeout', 'broken', 'not-json']);

/** Whether a retry with this code may find that the platform had taken the message already. */
export function mayHaveArrived(code: string): boolean {
  return lostAnswers.has(code);
}

/**
 * How long each form's idempotency key holds, in milliseconds, a little shorter than the platform says: a repeat within
 * it is sent once. WeChat: `client_msg_id`, 10 min; WeCom: `enable_duplicate_check` with the intervals that our channel
 * asks for (cards 4 h, texts 5 min). Forms that are not here have no key: a repeat may be a duplicate.
 */
export const repeatableFor: Readonly<Partial<Record<DeliveryForm, number>>> = {
  template: 570_000,
  card: 14_280_000,
  text: 285_000,
};
