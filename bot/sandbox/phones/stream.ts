import type { ServerResponse } from 'node:http';
import type { Context } from 'koa';
import type { Ground } from '../ground.ts';
import type { FeedEvent } from '../protocol.ts';

export interface Streams {
  /** Answers with server-sent events until the page leaves or the sandbox closes. */
  open(context: Context): void;
  close(): void;
}

/** How often an idle stream tells the time, in milliseconds of real time: it keeps proxies from hanging up. */
const heartbeat = 15_000;

export function createStreams({ feed, clock }: Ground): Streams {
  const open = new Set<ServerResponse>();
  const write = (stream: ServerResponse, event: FeedEvent) => stream.write(`data: ${JSON.stringify(event)}\n\n`);
  const time = (): FeedEvent => ({ kind: 'clock', now: clock.now().toISOString() });
  const unsubscribe = feed.subscribe((event) => {
    for (const stream of open) write(stream, event);
  });
  const beat = setInterval(() => {
    for (const stream of open) write(stream, time());
  }, heartbeat);
  beat.unref();

  return {
    open(context) {
      // Written by hand: Koa would take a page that leaves for a failed answer.
      context.respond = false;
      const stream = context.res;
      stream.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      open.add(stream);
      stream.on('close', () => open.delete(stream));
      stream.write('retry: 1000\n\n');
      write(stream, time());
    },
    close() {
      clearInterval(beat);
      unsubscribe();
      for (const stream of open) stream.end();
    },
  };
}
