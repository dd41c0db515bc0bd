import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { envExample } from '../scripts/print-env-example.ts';
import { ConfigError, readConfig } from '../config.ts';

const wechat = {
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: 'secret',
  WECHAT_TOKEN: 'weixin',
  WECHAT_ENCODING_AES_KEY: 'A'.repeat(43),
};

function mistakesOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}

test('with nothing set it is the sandbox, with the demo and a clock that can be moved', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    sandbox: true,
    demoData: true,
    clockControl: true,
    port: 3000,
    databaseUrl: 'file:./data/app.db',
  });
});

test('one real channel turns the sandbox off, and then a secret key is demanded', () => {
  expect(mistakesOf(wechat)).toEqual([expect.stringContaining('SECRET_KEY')]);
  const config = readConfig({ ...wechat, SECRET_KEY: Buffer.alloc(32).toString('base64') });
  expect(config).toMatchObject({ sandbox: false, demoData: false, clockControl: false });
});

test('the mock puppet leaves the sandbox a sandbox, and has no business beside real channels', () => {
  expect(readConfig({ WECHATY_PUPPET: 'wechaty-puppet-mock' })).toMatchObject({ sandbox: true, demoData: true });
  const SECRET_KEY = Buffer.alloc(32).toString('base64');
  expect(mistakesOf({ ...wechat, SECRET_KEY, WECHATY_PUPPET: 'wechaty-puppet-mock' })).toEqual([
    expect.stringContaining('只用于沙盒'),
  ]);
});

test('a real puppet ends the sandbox, wants the account’s name, and is handed none of our secrets', () => {
  const SECRET_KEY = Buffer.alloc(32).toString('base64');
  const puppet = { WECHATY_PUPPET: 'wechaty-puppet-service', WECHATY_PUPPET_SERVICE_TOKEN: 'paid', PATH: '/bin' };
  expect(mistakesOf({ ...puppet, SECRET_KEY })).toEqual([expect.stringContaining('WECHAT_ACCOUNT_NAME')]);
  const config = readConfig({ ...puppet, ...wechat, SECRET_KEY, WECHAT_ACCOUNT_NAME: '香洲家医' });
  expect(config.sandbox).toBe(false);
  expect(config.wechaty?.environment).toEqual({ ...puppet });
});

test('half of a channel is a mistake', () => {
  const { WECHAT_TOKEN, ...half } = wechat;
  expect(mistakesOf(half)).toContainEqual(expect.stringContaining('WECHAT_'));
  expect(WECHAT_TOKEN).toBeDefined();
});

test.each(['{', '[]', '{"a":{"id":"T1"}}', '{"a":{"id":"T1","fields":{"when":"时间"}}}'])(
  'templates that WeChat would refuse are a mistake: %s',
  (WECHAT_TEMPLATES) => {
    const SECRET_KEY = Buffer.alloc(32).toString('base64');
    expect(mistakesOf({ ...wechat, SECRET_KEY, WECHAT_TEMPLATES })).toEqual([
      expect.stringContaining('WECHAT_TEMPLATES'),
    ]);
    const good = '{"a":{"id":"T1","fields":{"when":"time1"}}}';
    expect(mistakesOf({ ...wechat, SECRET_KEY, WECHAT_TEMPLATES: good })).toEqual([]);
  },
);

test('every mistake is told at once, one line each', () => {
  const mistakes = mistakesOf({
    PORT: 'many',
    DATABASE_URL: 'mysql://x',
    LOG_LEVEL: 'loud',
    WECHAT_ENCODING_AES_KEY: 'short',
  });
  expect(mistakes.map((line) => line.split('：')[0]).sort()).toEqual([
    'DATABASE_URL',
    'LOG_LEVEL',
    'PORT',
    'WECHAT_ENCODING_AES_KEY',
  ]);
});

test.each(['api', 'worker'])('role %s refuses SQLite and wants Redis', (role) => {
  const mistakes = mistakesOf({ ROLE: role, SECRET_KEY: Buffer.alloc(32).toString('base64') });
  expect(mistakes).toEqual([expect.stringContaining('PostgreSQL'), expect.stringContaining('Redis')]);
});

test('.env.example says what the schema says', () => {
  expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
});
