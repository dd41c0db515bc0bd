import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Koa from 'koa';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from 'vite';
import { builtPage, staticFiles } from '#api/routes/static-files.ts';
import { credentials, openid, type Stage, setStage, template } from '../bot/sandbox/stage.ts';
import { browserIsHere, openBrowser } from '../support/browser.ts';

describe.skipIf(!browserIsHere())('the page of phones', () => {
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const written: [member: string, text: string][] = [];
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));

  beforeAll(async () => {
    await build({ configFile: 'vite.config.ts', build: { outDir: folder }, logLevel: 'error' });
    browser = await openBrowser();
  }, 60_000);
  beforeEach(async () => {
    const pages = [agreement, clockOf(() => stage), builtPage('/sandbox', join(folder, 'phones', 'index.html'))];
    written.length = 0;
    const neighbourWrites = (member: string, text: string) => void written.push([member, text]);
    stage = await setStage({ pages: [...pages, staticFiles('/web', folder)], neighbourWrites });
    await stage.wechat('menu/create', { button: [{ type: 'click', name: '夜门诊', key: 'clinic' }] });
    return async () => {
      await page.close();
      await stage.close();
    };
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function open(width: number, height: number): Promise<void> {
    page = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN' });
    await page.goto(`${stage.url}/sandbox`);
    await page.getByText('人物和号码都是虚构的').waitFor();
  }
  const phone = (name: string): Locator => page.getByRole('region', { name: `${name}的手机` });
  const say = async (name: string, words: string) => {
    await phone(name).getByRole('textbox').fill(words);
    await phone(name).getByRole('textbox').press('Enter');
  };

  test('a resident writes, and taps a line of the answer', async () => {
    await open(1280, 800);
    stage.answers(
      stage.replies({ MsgType: 'text', Content: '您想约哪个时段？\n1. 晚上6:00\n2. 晚上7:30' }),
      stage.replies({ MsgType: 'text', Content: '约好了。' }),
    );
    await say('王秀英', '今晚想看医生');
    await phone('王秀英').getByRole('button', { name: '2 晚上7:30' }).click();
    await phone('王秀英').getByText('约好了。').waitFor();
    expect(stage.heard.filter(({ path }) => path === '/webhooks/wechat').map(({ event }) => event['Content'])).toEqual([
      '今晚想看医生',
      '2',
    ]);
    expect(await phone('王秀英').getByRole('button', { name: '2 晚上7:30' }).count()).toBe(0);
  });

  test('a doctor presses a card, and its buttons give way', async () => {
    await open(1280, 800);
    await stage.wecom('message/send', {
      touser: 'chen.zhiyuan',
      msgtype: 'template_card',
      agentid: credentials.wecom.agentId,
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '王秀英申请与您签约' },
        task_id: 'task-1',
        button_list: [
          { text: '同意', key: 'approve', style: 1 },
          { text: '不同意', key: 'reject', style: 3 },
        ],
      },
    });
    stage.answers(stage.replies({ MsgType: 'update_button', Button: { ReplaceName: '已同意' } }));
    await phone('陈志远').getByRole('button', { name: '同意', exact: true }).click();
    await phone('陈志远').getByText('已同意').waitFor();
    expect(await phone('陈志远').getByRole('button', { name: '不同意' }).count()).toBe(0);
    expect(stage.heard.at(-1)?.event).toMatchObject({ TaskId: 'task-1', EventKey: 'approve' });
  });

  test('an SMS hangs down, is counted, and its code is one press away', async () => {
    await open(1280, 800);
    await phone('王秀英').getByText('还没有消息').waitFor();
    const text = '【家医】验证码 482913，10分钟内有效。';
    const body = JSON.stringify({ phone: '13800000001', text, kind: 'binding-code' });
    await fetch(`${stage.url}/sandbox/platforms/sms`, { method: 'POST', body });
    await phone('王秀英')
      .getByRole('button', { name: `短信 ${text}` })
      .waitFor();
    await phone('王秀英').getByRole('button', { name: '短信，1 条未读' }).waitFor();
    await phone('王秀英').getByRole('button', { name: '短信验证码 482913' }).click();
    await phone('王秀英').getByRole('log').getByText('482913', { exact: true }).waitFor();
    expect(stage.heard.at(-1)?.event).toMatchObject({ Content: '482913' });
  });

  test('a page opened from a message knows whose phone it is, and closes itself', async () => {
    await open(1280, 800);
    stage.answers(stage.replies({ MsgType: 'text', Content: `请在<a href="${stage.url}/h5/agreement">这里</a>签名` }));
    await say('王秀英', '我要签约');
    await phone('王秀英').getByRole('button', { name: '这里' }).click();
    const frame = page.frameLocator('iframe[name="phone:wang"]');
    await frame.getByText(`这是 ${openid}`).waitFor();
    await frame.getByRole('button', { name: '完成' }).click();
    await page.locator('iframe').waitFor({ state: 'detached' });
    expect(await phone('王秀英').getByRole('textbox').isVisible()).toBe(true);
  });

  test('a template message is a card, and its envelopes can be read', async () => {
    await open(1280, 800);
    const data = { thing1: { value: '王秀英' }, time2: { value: '2026年11月26日 19:30' } };
    await stage.wechat('message/template/send', { touser: openid, template_id: template.id, data });
    const card = phone('王秀英').getByRole('article');
    await card.getByText('2026年11月26日 19:30').waitFor();
    await card.hover();
    await phone('王秀英').getByRole('button', { name: '原文' }).click();
    const drawer = page.getByRole('dialog', { name: '看原文' });
    await drawer.getByText('程序 → 平台').waitFor();
    await drawer.getByText('"thing1"').waitFor();
    await page.keyboard.press('Escape');
    expect(await drawer.count()).toBe(0);
  });

  test('the clock moves for everybody and tells what it caused', async () => {
    await open(1280, 800);
    await page.getByRole('button', { name: '到下次夜门诊' }).click();
    await page.getByText('拱北夜门诊开诊').waitFor();
    await page.getByRole('button', { name: /11月23日 周一\s*18:00/ }).waitFor();
    expect(stage.clock.now().toISOString()).toBe('2026-11-23T10:00:00.000Z');
  });

  test('on a narrow page one phone is shown, and the strip changes it and shows what is unread', async () => {
    await open(375, 720);
    expect(await page.locator('.screen').count()).toBe(1);
    await stage.wecom('message/send', {
      touser: 'chen.zhiyuan',
      msgtype: 'text',
      agentid: credentials.wecom.agentId,
      text: { content: '有一份签约申请' },
    });
    await page.getByRole('button', { name: /^陈志远，.*1 条未读$/ }).click();
    await phone('陈志远').getByText('有一份签约申请').waitFor();
    await page.getByRole('button', { name: '陈志远，医生', exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  });

  test.each([1280, 375])('in a group each neighbour writes, and sees the others’ names, at %i px', async (width) => {
    await open(width, 800);
    await page.getByRole('button', { name: /^社区健康群/ }).click();
    const group = phone('社区健康群');
    await group.getByRole('button', { name: '拱北几点开门' }).click();
    await group.getByRole('log').getByText('拱北几点开门').waitFor();
    stage.sandbox.writtenInGroup('家医小助手', '周一至周五8:00–17:30。');
    await group.getByText('家医小助手').waitFor();
    await group.getByRole('button', { name: '老周' }).click();
    await say('社区健康群', '谢谢');
    await group.locator('.bubble-row.mine').getByText('谢谢').waitFor();
    await group.locator('.bubble-by', { hasText: '阿珍' }).waitFor();
    expect(await group.locator('.bubble-row.mine').count()).toBe(1);
    expect(written).toEqual([
      ['阿珍', '拱北几点开门'],
      ['老周', '谢谢'],
    ]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  test('somebody new follows first, and speaks by typing what was heard', async () => {
    await open(375, 720);
    await page.getByRole('button', { name: /^新手机/ }).click();
    stage.answers(stage.replies({ MsgType: 'text', Content: '欢迎' }));
    await phone('新手机').getByRole('button', { name: '关注公众号' }).click();
    await phone('新手机').getByText('欢迎').waitFor();
    await phone('新手机').getByRole('button', { name: '说话（用文字代替）' }).click();
    await say('新手机', '我要签约');
    await phone('新手机').getByRole('log').getByText('我要签约').waitFor();
    expect(stage.heard.at(-1)?.event).toMatchObject({ MsgType: 'voice', Recognition: '我要签约' });
  });
});

/** The program's clock, moved to where the page wants it. */
function clockOf(stage: () => Stage): Koa.Middleware {
  return async (context, next) => {
    if (context.path !== '/sandbox/clock') return next();
    stage().clock.moveTo(new Date('2026-11-23T10:00:00Z'));
    context.body = { now: stage().clock.now(), caused: [{ at: stage().clock.now(), what: '拱北夜门诊开诊' }] };
  };
}

/** A page of the program's that asks WeChat who opened it. */
async function agreement(context: Koa.Context, next: Koa.Next): Promise<void> {
  if (context.path !== '/h5/agreement') return next();
  const { appId, appSecret } = credentials.wechat;
  const { code } = context.query;
  if (typeof code !== 'string') {
    const query = { appid: appId, redirect_uri: context.href, response_type: 'code', scope: 'snsapi_base', state: 's' };
    return context.redirect(`/sandbox/platforms/open/connect/oauth2/authorize?${new URLSearchParams(query)}`);
  }
  const query = new URLSearchParams({ appid: appId, secret: appSecret, code, grant_type: 'authorization_code' });
  const response = await fetch(`http://${context.host}/sandbox/platforms/wechat/sns/oauth2/access_token?${query}`);
  const identity = (await response.json()) as { openid: string }; // the platform answers a JSON object
  context.type = 'html';
  context.body = `<!doctype html><title>协议</title><p>这是 ${identity.openid}</p><button onclick="WeixinJSBridge.call('closeWindow')">完成</button>`;
}
