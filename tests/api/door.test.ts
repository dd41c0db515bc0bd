import { describe, expect, it, onTestFinished } from 'vitest';
import { openDoor } from '#api/door.ts';

async function opened() {
  const door = await openDoor('127.0.0.1', 0);
  onTestFinished(() => door.close());
  return door;
}

describe('the door', () => {
  it('holds who comes during a start, and lets them be answered by the program that has started', async () => {
    const door = await opened();
    const early = fetch(`${door.url}/webhooks/wechat`, { method: 'POST', body: '<xml/>' });
    // The early one is inside once a later one has been answered on the same loop.
    await fetch(`${door.url}/healthz`);
    door.answerWith((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => response.end(`${request.url} ${body}`));
    });
    expect(await (await early).text()).toBe('/webhooks/wechat <xml/>');
  });

  it('says until then that it lives and is not ready', async () => {
    const door = await opened();
    expect((await fetch(`${door.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${door.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'starting' });
  });

  it('does not stand where another stands', async () => {
    const { url } = await opened();
    await expect(openDoor('127.0.0.1', Number(new URL(url).port))).rejects.toThrow('EADDRINUSE');
  });
});
