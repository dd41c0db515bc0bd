import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { bind, mondayAfternoon, papers, signOnPage } from '#tests/support/evening.ts';
import { dumped, monitored, privateRedis, redisIsHere } from '#tests/support/redis.ts';
import { openTown, type Town } from '#tests/support/town.ts';

/** What must never be read by whoever reads logs, error pages or a stolen disk. */
const canaries = [
  '王秀英',
  '秀英',
  '440402195803120022',
  '13800000001',
  '今晚想看医生',
  '我膝盖疼得走不动路',
  '从侧门进',
  '胸口痛',
  '侨光路示范花园',
];

test('after an evening no name, number or word of a resident stands in a log line, an error page or the database', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'jiayi-canary-'));
  afterAll(() => rm(dataDir, { recursive: true, force: true }));
  const logged: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => logged.push(String(chunk)) > 0);
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => logged.push(String(chunk)) > 0);
  onTestFinished(() => {
    stdout.mockRestore();
    stderr.mockRestore();
  });
  const town = await openTown({ start: mondayAfternoon, environment: { LOG_LEVEL: 'trace', DATA_DIR: dataDir } });
  const link = await wangsEvening(town);

  const pages = await Promise.all(
    [
      ['GET', `${link}x`],
      ['POST', `${link}x`],
      ['GET', `/h5/bind/${papers.wang}`],
      ['GET', `/api/v1/residents/${papers.wang}`],
      ['POST', `/webhooks/wechat?signature=王秀英&openid=13800000001`],
      ['POST', '/sandbox/clock'],
    ].map(async ([method = '', path = '']) => {
      const body = method === 'POST' ? { body: papers.wang } : {};
      const answer = await fetch(new URL(encodeURI(path), town.url), { method, ...body });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      return answer.text();
    }),
  );

  expect(logged.filter((line) => line.includes('"msg"')).length).toBeGreaterThan(20);
  expect(found(logged.join(''))).toEqual([]);
  expect(found(pages.join('\n'))).toEqual([]);
  // The simulated platforms' own memory is the phones': what stands on a phone can be read there.
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile() && !file.name.startsWith('sandbox.db'),
  );
  expect(files.map(({ name }) => name)).toContain('app.db');
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name));
    expect([name, canaries.filter((canary) => bytes.includes(canary))]).toEqual([name, []]);
  }
});

test.skipIf(!(await redisIsHere()))('nor in anything that is said to Redis or lies in it', async () => {
  const redis = await privateRedis();
  afterAll(() => redis.remove());
  const seen = await monitored(redis);
  const town = await openTown({ start: mondayAfternoon, environment: { REDIS_URL: redis.url } });
  await wangsEvening(town);
  const dump = await dumped(redis);
  const said = seen();
  // It was used, and its memory was looked into.
  expect(said).toMatch(/deliveries.*d-[0-9a-f-]{36}-0/);
  expect(dump).toContain('jiayi:jobs:');
  expect(found(said)).toEqual([]);
  expect(found(dump)).toEqual([]);
});

test('each log line is one JSON object, also when a platform refuses', async () => {
  const logged: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => logged.push(String(chunk)) > 0);
  onTestFinished(() => stdout.mockRestore());
  const town = await openTown({ start: mondayAfternoon, environment: { LOG_LEVEL: 'trace' } });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  const lines = logged
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{"level"'));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});

function found(text: string): string[] {
  return canaries.filter((canary) => text.includes(canary));
}

/** 王秀英 books, signs, is talked to by a nurse and says something dangerous; the path of her signing page. */
async function wangsEvening(town: Town): Promise<string> {
  const wang = town.phone('wang-xiuying');
  const nurse = town.phone('he-jing');

  await wang.says('今晚想看医生', '先认一下您是谁');
  await wang.says('取消');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对');
  await wang.says('确认', '约好了');
  await wang.says('我要签约', '选哪位家庭医生');
  await wang.says('陈志远', '给您推荐');
  await wang.says('1', '请核对');
  const link = new URL((await wang.opensLink()).url).pathname;
  await signOnPage(wang);
  await town.phone('chen-zhiyuan').presses('同意', '签约生效');
  await wang.says('人工', '工作人员');
  const number = /回复 (\d{4}) 内容/.exec(await nurse.sees('王秀英'))?.[1] ?? '';
  await wang.says('我膝盖疼得走不动路');
  await nurse.says(`回复 ${number} 从侧门进`, '已回复');
  await nurse.says(`结束人工 ${number}`, '已结束');
  await wang.says('我胸口痛', '120');
  await town.timePasses('PT3H');
  return link;
}
