import Koa from 'koa';
import { expect, test } from 'vitest';
import { healthRoutes } from '#api/routes/health.ts';

async function readyz(groupChat?: string, queue = true) {
  const app = new Koa();
  app.use(
    healthRoutes({
      databaseAnswers: async () => true,
      queueAnswers: async () => queue,
      workerRuns: () => true,
      groupChat: groupChat === undefined ? undefined : () => groupChat,
    }),
  );
  const server = app.listen(0);
  const address = server.address();
  const answer = await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/readyz`);
  server.close();
  return { http: answer.status, ...((await answer.json()) as object) };
}

test('without groups the report says nothing of them', async () => {
  expect(await readyz()).toEqual({ http: 200, status: 'ready', database: true, queue: true, worker: true });
});

test('a group account that is online changes nothing', async () => {
  expect(await readyz('online')).toMatchObject({ http: 200, status: 'ready', groupChat: 'online' });
});

test.each(['connecting', 'scan', 'away', 'banned', 'missing'])(
  'a group account that is %s is told, and the program stays ready',
  async (state) => {
    expect(await readyz(state)).toMatchObject({ http: 200, status: 'degraded', groupChat: state });
  },
);
