/**
 * What people and the bot say to each other, in the words of no platform. Channels translate to and from
 * this; everything between is the same for WeChat, WeCom, Wechaty and the simulated phones.
 */

/** The channels that somebody can talk on. SMS only carries notices and codes. */
export type ChannelName = 'wechat' | 'wecom' | 'wechaty';

/** One thing that somebody did on a channel. */
export interface InboundMessage {
  channel: ChannelName;
  /** The platform's own id of the sender: an openid, a WeCom userid. */
  account: string;
  /** Hex SHA-256 over every decoded field. A platform's repeat of an event has the same key, any other event another. */
  claimKey: string;
  /** The platform's CreateTime. */
  sentAt: Date;
  event: InboundEvent;
}

export type InboundEvent =
  /** `spoken`: the text is the platform's voice recognition. */
  | { kind: 'text'; text: string; spoken: boolean }
  | { kind: 'unreadable'; what: 'image' | 'voice' | 'video' | 'location' | 'link' | 'file' | 'other' }
  /** `scene`: the parameter of a QR code, without the platform's prefix. */
  | { kind: 'followed'; scene?: string | undefined }
  | { kind: 'unfollowed' }
  | { kind: 'scanned'; scene: string }
  | { kind: 'menu-pressed'; key: string }
  /** The conversation was opened (WeCom enter_agent). */
  | { kind: 'opened' }
  /** `card` is the task id that the card was sent with; `responseCode` updates it, once, within 72 h. */
  | { kind: 'card-pressed'; card: string; key: string; responseCode: string }
  /** The platform's late word on a template message. */
  | { kind: 'delivery-reported'; platformMessageId: string; outcome: 'delivered' | 'blocked' | 'failed' }
  | { kind: 'ignored'; what: string };

/** One thing that the bot says back. `text` does not repeat the choices; each channel prints them its own way. */
export interface Reply {
  text: string;
  choices?: Choice[];
  links?: ReplyLink[];
}

/** One line that can be answered by its number, its text or, where the channel has buttons, one press. */
export interface Choice {
  /** Stable within the question: the option's id. */
  key: string;
  label: string;
  /** What else people call it; read, never shown. */
  names?: string[];
}

/** A page of ours, opened from chat. */
export interface ReplyLink {
  label: string;
  url: string;
}
