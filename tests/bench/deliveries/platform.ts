import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serving } from '../serve.ts';

/** A platform on this machine: answers each call after about a millisecond, and notes when it came. */
let arrivals: number[] = [];

const server = createServer((request, response) => {
  arrivals.push(performance.now());
  request.resume().once('end', () =>
    setTimeout(() => {
      response.setHeader('content-type', 'application/json');
      response.end('{"errcode":0,"errmsg":"ok","msgid":1234567890}');
    }, 1),
  );
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () =>
  serving((server.address() as AddressInfo).port, {
    forget() {
      arrivals = [];
    },
    count: () => arrivals.length,
    /** The most calls within any second. */
    'worst-second'() {
      let [worst, from] = [0, 0];
      for (const [to, at] of arrivals.entries()) {
        while ((arrivals[from] ?? at) <= at - 1_000) from += 1;
        worst = Math.max(worst, to - from + 1);
      }
      return { worst, seconds: ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1_000 };
    },
  }),
);
