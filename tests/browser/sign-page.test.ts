import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { issueSigningLink } from '#domain/contracts/signing-page.ts';
import { prepareHousehold } from '#domain/contracts/household.ts';
import { browserIsHere, openBrowser } from '#tests/support/browser.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { signServer } from '#tests/support/sign-server.ts';

/** Set to keep pictures of what was seen. */
const pictures = process.env['PICTURES'];

describe.skipIf(!browserIsHere())('the signing page in a browser', async () => {
  const town = await contractTown();
  const server = await signServer(town);
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  let serial = 0;
  const link = async (packages: readonly string[] = ['chronic', 'elder']) => {
    serial += 1;
    const residentId = await town.neighbour(serial);
    const contactId = await town.bind(residentId);
    const draft = await town.draft({ residentId, packages });
    const { token } = await town.transact((tx) => issueSigningLink(tx, { contractId: draft.id, contactId }));
    return { url: `${server.url}/h5/sign/${token}`, contractId: draft.id };
  };

  const open = async (url: string, width: number) => {
    const context = await browser.newContext({
      viewport: { width, height: width < 500 ? 740 : 900 },
      hasTouch: width < 500,
      deviceScaleFactor: width < 500 ? 2 : 1,
      locale: 'zh-CN',
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(url);
    return { page, faults };
  };

  const seen = async (page: Page, name: string) => {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  };

  const draw = async (page: Page) => {
    const canvas = page.locator('#canvas');
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (!box) throw new Error('no canvas');
    for (const [x, y, toX, toY] of [
      [0.2, 0.3, 0.5, 0.3],
      [0.35, 0.2, 0.3, 0.8],
      [0.6, 0.25, 0.85, 0.75],
    ] as const) {
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
      await page.mouse.down();
      await page.mouse.move(box.x + ((x + toX) / 2) * box.width, box.y + ((y + toY) / 2 + 0.05) * box.height, {
        steps: 5,
      });
      await page.mouse.move(box.x + toX * box.width, box.y + toY * box.height, { steps: 5 });
      await page.mouse.up();
    }
  };

  const drawByFinger = async (page: Page) => {
    const canvas = page.locator('#canvas');
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (!box) throw new Error('no canvas');
    const touch = await page.context().newCDPSession(page);
    const at = (x: number, y: number) => [{ x: box.x + x * box.width, y: box.y + y * box.height }];
    for (const [x, y, toX, toY] of [
      [0.2, 0.3, 0.5, 0.3],
      [0.35, 0.2, 0.3, 0.8],
      [0.6, 0.25, 0.85, 0.75],
    ] as const) {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(x, y) });
      for (const part of [0.25, 0.5, 0.75, 1])
        await touch.send('Input.dispatchTouchEvent', {
          type: 'touchMove',
          touchPoints: at(x + (toX - x) * part, y + (toY - y) * part),
        });
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    }
  };

  test.each([360, 1280])('at %i pixels nothing is cut off, and no type is smaller than 18 px', async (width) => {
    const { url } = await link();
    const { page, faults } = await open(url, width);
    await seen(page, `open-${width}`);
    const found = await page.evaluate(() => {
      const sizes = [...document.querySelectorAll('body *')]
        .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
        .filter((element) => !['SCRIPT', 'NOSCRIPT', 'STYLE'].includes(element.tagName))
        .map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
      return { overflow: document.documentElement.scrollWidth - window.innerWidth, smallest: Math.min(...sizes) };
    });
    expect(found.overflow).toBeLessThanOrEqual(0);
    expect(found.smallest).toBeGreaterThanOrEqual(18);
    expect(faults).toEqual([]);
  });

  test.each([360, 1280])(
    'at %i pixels: read, draw, take a stroke back, submit; the contract is submitted',
    async (width) => {
      const { url, contractId } = await link();
      const { page, faults } = await open(url, width);
      await page.getByText('我已阅读，去签名').click();
      await draw(page);
      expect(await page.locator('#canvas').getAttribute('aria-label')).toBe('签名区，已写3笔');
      await page.getByText('退一笔').click();
      expect(await page.locator('#canvas').getAttribute('aria-label')).toBe('签名区，已写2笔');
      await seen(page, `drawn-${width}`);
      await page.getByRole('button', { name: '提交签名' }).click();
      await page.getByText('签好了，已提交').waitFor();
      await seen(page, `signed-${width}`);
      expect((await town.contract(contractId)).status).toBe('submitted');
      expect(faults).toEqual([]);
    },
  );

  test('signed with a finger; opened again it is signed, and leads back to the chat', async () => {
    const { url, contractId } = await link();
    const { page, faults } = await open(url, 375);
    await page.addInitScript(() => {
      Object.assign(window, { WeixinJSBridge: { call: (name: string) => document.body.append(name) } });
    });
    await drawByFinger(page);
    expect(await page.locator('#canvas').getAttribute('aria-label')).toBe('签名区，已写3笔');
    // Chromium takes a tap that follows a stroke at once for the end of a fling.
    await page.getByRole('button', { name: '提交签名' }).click();
    await page.getByText('签好了，已提交').waitFor();
    expect((await town.contract(contractId)).status).toBe('submitted');
    await page.goto(url);
    await page.getByText('签好了，已提交').waitFor();
    await page.getByRole('button', { name: '回到聊天' }).tap();
    await page.getByText('closeWindow').waitFor();
    expect(faults).toEqual([]);
  });

  test('without a stroke it says what is missing and sends nothing', async () => {
    const { url, contractId } = await link();
    const { page } = await open(url, 360);
    await page.getByRole('button', { name: '提交签名' }).click();
    await page.getByText('还没有看到您的签名').waitFor();
    await draw(page);
    await page.getByText('清除重写').click();
    await page.getByRole('button', { name: '提交签名' }).click();
    await page.getByText('还没有看到您的签名').waitFor();
    await seen(page, 'nothing-drawn');
    expect((await town.contract(contractId)).status).toBe('draft');
  });

  test('when the network fails the signature is still there, and the second press goes through', async () => {
    const { url, contractId } = await link([]);
    const { page } = await open(url, 360);
    await draw(page);
    await page.route('**/h5/sign/*', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await page.getByRole('button', { name: '提交签名' }).click();
    await page.getByText('网络不太好').waitFor();
    await page.unroute('**/h5/sign/*');
    await page.getByRole('button', { name: '提交签名' }).click();
    await page.getByText('签好了，已提交').waitFor();
    expect((await town.contract(contractId)).status).toBe('submitted');
  });

  test('pressed twice quickly, it is signed once', async () => {
    const { url, contractId } = await link([]);
    const { page } = await open(url, 360);
    await draw(page);
    await page.getByRole('button', { name: '提交签名' }).dblclick();
    await page.getByText('签好了，已提交').waitFor();
    const cards = (await town.told('contract.review')).filter(({ cardTaskId }) => cardTaskId?.includes(contractId));
    expect(cards).toHaveLength(1);
  });

  test('a doctor who became full is named with the colleague; expired and unknown links say what to do', async () => {
    const { url } = await link([]);
    const { page } = await open(url, 360);
    await draw(page);
    await town.capacity(town.ids.chenZhiyuan, 0);
    await page.getByRole('button', { name: '提交签名' }).click();
    await page.getByText('同一团队的林晓梅医生还有名额').waitFor();
    await seen(page, 'full');
    await town.capacity(town.ids.chenZhiyuan, 2000);
    town.later(60);
    await page.reload();
    await page.getByText('这个页面过时了').waitFor();
    await seen(page, 'expired');
    const answer = await page.goto(`${server.url}/h5/sign/${'z'.repeat(26)}`);
    expect(answer?.status()).toBe(404);
  });

  test('a household is read and signed on one page', async () => {
    const { ids } = town;
    const contactId = await town.bind(ids.wangJianjun);
    const { toSign } = await town.transact((tx) =>
      prepareHousehold(tx, {
        representativeId: ids.wangJianjun,
        doctorId: ids.chenZhiyuan,
        members: [
          { residentId: ids.wangJianjun, packages: [] },
          { residentId: ids.wangLele, packages: ['child'] },
        ],
        replaces: 'nothing',
      }),
    );
    const contractId = toSign[0]?.id ?? '';
    const { token } = await town.transact((tx) => issueSigningLink(tx, { contractId, contactId }));
    const { page } = await open(`${server.url}/h5/sign/${token}`, 360);
    await page.getByText('王*乐的服务').waitFor();
    await seen(page, 'household');
    await draw(page);
    await page.getByRole('button', { name: '提交签名' }).click();
    await page.getByText('签好了，已提交').waitFor();
    for (const { id } of toSign) expect((await town.contract(id)).status).toBe('submitted');
  });

  test('it works with scripts off as far as it can: the text is there, and the way by chat', async () => {
    const { url } = await link();
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await page.goto(url);
    expect(await page.getByText('不方便手写？回到聊天，回复“确认”也可以签').isVisible()).toBe(true);
    expect(await page.getByText('家庭医生签约服务协议书').isVisible()).toBe(true);
  });
});
