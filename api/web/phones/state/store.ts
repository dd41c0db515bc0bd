import { useSyncExternalStore } from 'react';
import type {
  Action,
  ActionAnswer,
  Bubble,
  Caused,
  ClockMove,
  FeedEvent,
  Overview,
  Place,
} from '#bot/sandbox/protocol.ts';
import { connection, Refused } from './connection.ts';
import { mergeBubbles } from './merge.ts';

/** Everything that the page shows and did not make up itself. */
export interface State {
  overview?: Overview;
  /** The bubbles of each phone that was opened, oldest first. */
  bubbles: Readonly<Record<string, readonly Bubble[]>>;
  /** Phones whose oldest bubble is here. */
  complete: ReadonlySet<string>;
  /** `phone/place` where the other side is typing. */
  typing: ReadonlySet<string>;
  connected: boolean;
  /** The program's time, fresh every few seconds and whenever it was moved. */
  now: Date;
  /** The clock is being moved. */
  moving: boolean;
  /** What moving the clock caused is being shown. */
  clockOpen: boolean;
  /** What the last move of the clock caused; absent before the first. */
  caused?: readonly Caused[];
  /** A sentence for the person; shown until the next one or until it is put away. */
  trouble?: string;
}

let state: State = {
  bubbles: {},
  complete: new Set(),
  typing: new Set(),
  connected: false,
  now: new Date(0),
  moving: false,
  clockOpen: false,
};
/** The program's clock minus the browser's monotonic one, in milliseconds. */
let ahead = 0;
const listeners = new Set<() => void>();

function set(change: Partial<State>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

/** What the page shows now, and again whenever that changes. */
export function useStore<T>(select: (state: State) => T): T {
  return useSyncExternalStore(subscribe, () => select(state));
}

function programTime(): Date {
  return new Date(ahead + performance.now());
}

/** How often the shown time is renewed, in milliseconds. */
const tick = 2_000;

/** Loads everything and keeps it fresh. Returns how to stop. */
export function start(): () => void {
  const timer = setInterval(() => set({ now: programTime() }), tick);
  const leave = connection.listen(
    hear,
    () => void guarded(refresh),
    () => set({ connected: false }),
  );
  return () => {
    clearInterval(timer);
    leave();
  };
}

export function openClock(clockOpen: boolean): void {
  set({ clockOpen });
}

/** Loads the newest messages of a phone, or those before the oldest one that is here. */
export async function loadBubbles(phone: string): Promise<void> {
  await guarded(async () => {
    const before = state.bubbles[phone]?.[0]?.id;
    // From here on new bubbles of this phone are kept, so that none is lost while the page is on its way.
    keep(phone, []);
    const page = await connection.bubbles(phone, before);
    keep(phone, page);
    if (page.length < 100) set({ complete: new Set(state.complete).add(phone) });
  });
}

/** Does something on a phone. Undefined when it was refused; the reason is shown. */
export async function act(phone: string, action: Action): Promise<ActionAnswer | undefined> {
  return guarded(async () => {
    const answer = await connection.act(phone, action);
    keep(phone, answer.bubbles);
    if (state.trouble !== undefined) putTroubleAway();
    return answer;
  });
}

export async function moveClock(move: ClockMove): Promise<void> {
  set({ moving: true, clockOpen: true });
  await guarded(async () => {
    const answer = await connection.moveClock(move);
    setClock(answer.now);
    set({ caused: answer.caused ?? [] });
  });
  set({ moving: false });
}

export function putTroubleAway(): void {
  const { trouble: _, ...rest } = state;
  state = rest;
  set({});
}

export function typingKey(phone: string, place: Place): string {
  return `${phone}/${place}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** After every (re)connection, because the stream does not tell what was missed. */
async function refresh(): Promise<void> {
  const overview = await connection.overview();
  setClock(overview.now);
  set({ overview, connected: true, typing: new Set() });
  for (const phone of Object.keys(state.bubbles)) keep(phone, await connection.bubbles(phone));
}

function hear(event: FeedEvent): void {
  switch (event.kind) {
    case 'bubble':
      if (state.bubbles[event.bubble.phone]) keep(event.bubble.phone, [event.bubble]);
      return;
    case 'phone': {
      const { overview } = state;
      if (!overview) return;
      const phones = overview.phones.map((phone) => (phone.id === event.phone.id ? event.phone : phone));
      set({ overview: { ...overview, phones } });
      return;
    }
    case 'typing': {
      const typing = new Set(state.typing);
      if (event.on) typing.add(typingKey(event.phone, event.place));
      else typing.delete(typingKey(event.phone, event.place));
      set({ typing });
      return;
    }
    case 'menus':
      if (state.overview) set({ overview: { ...state.overview, menus: event.menus } });
      return;
    case 'clock':
      setClock(event.now);
      // What this page caused itself is shown already, and may have been put away.
      if (event.caused && JSON.stringify(event.caused) !== JSON.stringify(state.caused))
        set({ caused: event.caused, clockOpen: true });
      return;
  }
}

function keep(phone: string, fresh: readonly Bubble[]): void {
  set({ bubbles: { ...state.bubbles, [phone]: mergeBubbles(state.bubbles[phone] ?? [], fresh) } });
}

function setClock(now: string): void {
  ahead = new Date(now).getTime() - performance.now();
  set({ now: programTime() });
}

async function guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    set({ trouble: error instanceof Refused ? error.message : '页面出了点问题，请刷新再试。' });
    if (!(error instanceof Refused)) console.error(error);
    return undefined;
  }
}
