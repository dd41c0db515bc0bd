/**
 * What the page of phones and the sandbox say to each other: JSON over `/sandbox/api/…`, and server-sent events
 * for what is new. Types only, so that the page may import them.
 *
 * | request | answer |
 * |---|---|
 * | `GET /sandbox/api/phones` | {@link Overview} |
 * | `GET /sandbox/api/phones/:id/bubbles?before=<bubble id>&limit=<1…500>` | {@link Bubble}[], oldest first |
 * | `GET /sandbox/api/bubbles/:id/envelopes` | {@link Envelope}[] |
 * | `POST /sandbox/api/phones/:id/actions` with an {@link Action} | {@link ActionAnswer}, once the platform is done with it |
 * | `GET /sandbox/api/codes` | {@link QrCode}[] that can be scanned |
 * | `GET /sandbox/api/next-opening` | {@link NextOpening} |
 * | `GET /sandbox/api/events` | `text/event-stream`; each `data` is a {@link FeedEvent} |
 * | `GET /sandbox/clock`, `POST /sandbox/clock` with a {@link ClockMove} | {@link ClockAnswer} (served by the program itself) |
 *
 * Instants are ISO 8601 in UTC, by the program's clock. A refused request answers with {@link Problem}.
 */

/** An application on a phone. */
export type Place = 'wechat' | 'wecom' | 'sms' | 'group-chat';

export interface Overview {
  now: string;
  /** The district's zone, in which the page shows every time. */
  timeZone: string;
  /** When nobody is pushed what can wait, on the district's clock, such as `21:30` to `07:30`. */
  quietHours?: { from: string; to: string };
  /** Where links sent to people point; the page opens those under its own origin. */
  publicUrl: string;
  /** What the Official Account, the WeCom application and the group call themselves. */
  titles: Record<Place, string>;
  menus: Menus;
  phones: Phone[];
}

export interface Phone {
  id: string;
  name: string;
  /** One line about who this is, such as `居民 · 拱北 · 高血压和糖尿病`. */
  about: string;
  group: 'resident' | 'staff';
  /** The applications on it, the main one first. */
  places: Place[];
  phoneNumber?: string;
  /** On the phone of a group: who may write in it. */
  members?: string[];
  /** Follows the Official Account. Absent where there is no WeChat. */
  following?: boolean;
  /** Takes the Official Account's pushed messages (接收消息). */
  receiving?: boolean;
  unread: Record<Place, number>;
  /** 试试这样说 */
  tries: string[];
}

/** A message as the phone shows it. */
export interface Bubble {
  id: number;
  phone: string;
  place: Place;
  /** Sent from this phone. */
  mine: boolean;
  at: string;
  content: BubbleContent;
}

export type BubbleContent =
  /** May contain `<a href="…">…</a>`, as WeChat and WeCom allow. `by`: who wrote it, in a group. */
  | { kind: 'text'; text: string; by?: string }
  /** A voice message; `text` is what the platform recognised. */
  | { kind: 'voice'; text: string }
  | { kind: 'shared'; what: SharedThing }
  /** A grey line in the middle: followed, scanned, opened the menu, the platform's complaint about the service. */
  | { kind: 'fact'; text: string }
  | { kind: 'template'; title: string; fields: { label: string; value: string }[]; url?: string }
  | { kind: 'choices'; head: string; items: { id: string; text: string }[]; tail: string }
  | { kind: 'article'; title: string; description: string; url: string; button?: string }
  | CardContent
  | { kind: 'sms'; text: string; purpose: string };

export type SharedThing = 'image' | 'location' | 'file' | 'video' | 'link';

/** A WeCom template card. */
export interface CardContent {
  kind: 'card';
  taskId?: string;
  source?: string;
  title: string;
  description?: string;
  emphasis?: { title: string; description: string };
  subtitle?: string;
  lines: { name: string; value: string; url?: string }[];
  buttons: CardButton[];
  /** What the buttons became after the press; no button can be pressed any more. */
  answered?: string;
  url?: string;
}

export interface CardButton {
  text: string;
  /** 1 blue filled, 2 blue, 3 red, 4 grey. */
  style: 1 | 2 | 3 | 4;
  key?: string;
  url?: string;
}

export interface Menus {
  wechat: MenuEntry[];
  wecom: MenuEntry[];
}

/** A top entry has `entries` or is pressed itself; it is addressed by its position, `[top]` or `[top, sub]`. */
export interface MenuEntry {
  name: string;
  opens: 'entries' | 'page' | 'event';
  entries: MenuEntry[];
}

/** What a person does with a phone. */
export type Action =
  | { do: 'follow' }
  | { do: 'unfollow' }
  /** Switches 接收消息 of the Official Account. */
  | { do: 'receive'; messages: 'on' | 'off' }
  | { do: 'say'; place: 'wechat' | 'wecom'; text: string }
  /** Speaks; the platform recognises `text`. */
  | { do: 'speak'; place: 'wechat' | 'wecom'; text: string }
  | { do: 'share'; place: 'wechat' | 'wecom'; what: SharedThing }
  | { do: 'press-menu'; place: 'wechat' | 'wecom'; position: number[] }
  /** Taps an item of a `choices` bubble. */
  | { do: 'choose'; bubble: number; item: string }
  | { do: 'press-card'; bubble: number; key: string }
  /** Scans a QR code by its scene. */
  | { do: 'scan'; scene: string }
  /** Brings the WeCom application to the front. */
  | { do: 'enter' }
  /** Opens a page in the phone's browser, as this person. */
  | { do: 'open-link'; url: string }
  /** One of the neighbours writes in the group. */
  | { do: 'write-in-group'; member: string; text: string }
  /** Has seen everything in this application. */
  | { do: 'read'; place: Place };

export interface ActionAnswer {
  /** What appeared on this phone by it, own and answered. */
  bubbles: Bubble[];
  /** A page that opened: where the frame goes. Its `name` must be {@link frameName} of the phone. */
  page?: string;
}

/** What went over the wire for one bubble. */
export interface Envelope {
  at: string;
  /** `callback`: the platform called the program. `call`: the program called the platform's API. */
  direction: 'callback' | 'call';
  /** 1 … 3 for a callback. */
  attempt?: number;
  method: string;
  url: string;
  request: Payload;
  /** HTTP status; absent when nothing came back in time. */
  status?: number;
  answer?: Payload;
  /** Why the platform made nothing of it, in Chinese. */
  trouble?: string;
}

/** `wire` as it was sent; `plain` when that was encrypted. */
export interface Payload {
  wire: string;
  plain?: string;
}

export interface QrCode {
  scene: string;
  /** What is printed beside it. */
  caption: string;
}

export interface NextOpening {
  /** When the next night clinic opens; absent when none is planned. */
  at?: string;
}

export type FeedEvent =
  /** New, or changed: replace by id. */
  | { kind: 'bubble'; bubble: Bubble }
  | { kind: 'phone'; phone: Phone }
  | { kind: 'typing'; phone: string; place: Place; on: boolean }
  | { kind: 'menus'; menus: Menus }
  | { kind: 'clock'; now: string; caused?: Caused[] };

export type ClockMove = { advance: string } | { now: string } | { next: true };

export interface ClockAnswer {
  now: string;
  caused?: Caused[];
}

/** One thing that happened while the clock was moved, as a Chinese sentence. */
export interface Caused {
  at: string;
  what: string;
}

/** RFC 9457 problem details. `title` is Chinese and may be shown. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
}

/** The frame that shows pages on a phone has this name: it tells the simulated OAuth whose phone opened the page. */
export type FrameName = `phone:${string}`;
