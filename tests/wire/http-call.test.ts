import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished, expect, test } from 'vitest';
import { callPlatform, NoAnswerInTime } from '#bot/channels/http-call.ts';

/** A platform that answers as told; `connections` counts how many were opened to it. */
async function play(answer: (response: ServerResponse) => void) {
  const played = { url: '', connections: 0 };
  const server = createServer((request, response) => request.resume().once('end', () => answer(response)));
  server.on('connection', () => (played.connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a path
  played.url = `http://127.0.0.1:${port}/`;
  return played;
}

const post = { method: 'POST', body: '{"touser":"o1"}', timeoutMs: 5_000 } as const;

test('one call after the other goes on the same connection', async () => {
  const platform = await play((response) => response.end('{}'));
  for (let calls = 0; calls < 5; calls += 1)
    expect(await callPlatform(platform.url, post)).toEqual({ status: 200, text: '{}' });
  expect(platform.connections).toBe(1);
});

test('a character that comes in two pieces is whole', async () => {
  const bytes = Buffer.from('{"errmsg":"汉😀"}');
  const platform = await play((response) => {
    response.write(bytes.subarray(0, 12), () => setImmediate(() => response.end(bytes.subarray(12))));
  });
  expect((await callPlatform(platform.url, post)).text).toBe('{"errmsg":"汉😀"}');
});

test('an answer that stops in the middle is one that did not come in time', async () => {
  const platform = await play((response) => void response.write('{"errcode":'));
  await expect(callPlatform(platform.url, { ...post, timeoutMs: 100 })).rejects.toBeInstanceOf(NoAnswerInTime);
});

test('an answer that is cut off is none', async () => {
  const platform = await play((response) => response.write('{"errcode":', () => response.destroy()));
  const lost = callPlatform(platform.url, post);
  await expect(lost).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('an error and a redirect are answers', async () => {
  const platform = await play((response) => response.writeHead(302, { location: '/elsewhere' }).end('moved'));
  expect(await callPlatform(platform.url, post)).toEqual({ status: 302, text: 'moved' });
});
