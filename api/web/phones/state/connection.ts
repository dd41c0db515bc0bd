import type {
  Action,
  ActionAnswer,
  Bubble,
  ClockAnswer,
  ClockMove,
  Envelope,
  FeedEvent,
  NextOpening,
  Overview,
  Problem,
  QrCode,
} from '#bot/sandbox/protocol.ts';

/** What the server refused, in words for people. */
export class Refused extends Error {}

export const connection = {
  overview: () => read<Overview>('/sandbox/api/phones'),
  bubbles: (phone: string, before?: number) =>
    read<Bubble[]>(`/sandbox/api/phones/${phone}/bubbles?limit=100${before === undefined ? '' : `&before=${before}`}`),
  envelopes: (bubble: number) => read<Envelope[]>(`/sandbox/api/bubbles/${bubble}/envelopes`),
  codes: () => read<QrCode[]>('/sandbox/api/codes'),
  nextOpening: () => read<NextOpening>('/sandbox/api/next-opening'),
  act: (phone: string, action: Action) => read<ActionAnswer>(`/sandbox/api/phones/${phone}/actions`, action),
  moveClock: (move: ClockMove) => read<ClockAnswer>('/sandbox/clock', move),
  /** Hears what is new until it is told to stop. `opened` is called again after every break. */
  listen(hear: (event: FeedEvent) => void, opened: () => void, broken: () => void): () => void {
    const source = new EventSource('/sandbox/api/events');
    source.addEventListener('message', (message: MessageEvent<string>) => hear(JSON.parse(message.data) as FeedEvent)); // protocol.ts
    source.addEventListener('open', opened);
    source.addEventListener('error', broken);
    return () => source.close();
  },
};

/** GET, or POST when there is something to send. @throws Refused with a sentence for the person. */
async function read<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(path, {
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refused('连不上程序，请看看它是不是还在运行。');
  });
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as Partial<Problem>; // RFC 9457, or not JSON at all
    throw new Refused(problem.title ?? `程序回答了 ${response.status}`);
  }
  return (await response.json()) as T; // protocol.ts says what each path answers
}
