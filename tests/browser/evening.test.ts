import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserIsHere, openBrowser } from '#tests/support/browser.ts';
import { mondayAfternoon, papers } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

const screenshots = fileURLToPath(new URL('screenshots', import.meta.url));

describe.skipIf(!browserIsHere())('the first evening on the page of phones', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    await build({ configFile: 'vite.config.ts', logLevel: 'error' });
    browser = await openBrowser();
  }, 120_000);
  afterAll(() => browser.close());

  test.each([
    { width: 1280, height: 860 },
    { width: 375, height: 740 },
  ])(
    'said, read, pressed and signed by hand at $width pixels',
    async ({ width, height }) => {
      const town = await openTown({ start: mondayAfternoon });
      const page = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN', reducedMotion: 'reduce' });
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      await page.goto(`${town.url}/sandbox`);
      await page.getByText('人物和号码都是虚构的').waitFor();
      const hand = handOn(page, width < 700);

      await hand.take('王秀英');
      await hand.say('今晚想看医生', '先认一下您是谁');
      await hand.say(papers.wang, '请把短信里的6个数字发给我');
      await hand.tap(/^短信验证码 \d{6}$/, '绑定好了，王秀英');
      await seen('bound');
      await hand.tap(/^2 3月2日（周一）晚上6:15 拱北$/, '请核对夜门诊预约');
      await hand.tap(/^1 确认$/, '约好了：王秀英');
      await seen('booked');

      await hand.say('签约', '选哪位家庭医生');
      await hand.tap(/^1 陈志远/, '给您推荐');
      await hand.tap(/^1 就选推荐的$/, '请核对，签名后就交给医生');
      await hand.phone().getByRole('button', { name: '阅读协议并签名' }).click();
      const agreement = page.frameLocator('iframe');
      await agreement.getByText('我已阅读，去签名').click();
      await draw(page, agreement);
      await seen('signature');
      await agreement.getByRole('button', { name: '提交签名' }).click();
      await agreement.getByText('签好了，已提交').waitFor();
      await seen('signed');
      await hand.closePage();
      await hand.phone().getByText('已交给陈志远医生').waitFor();

      await hand.take('陈志远');
      await hand.phone().getByText('高血压、糖尿病').waitFor();
      await seen('card');
      await hand.phone().getByRole('button', { name: '同意', exact: true }).click();
      await hand.phone().getByText('签约生效').waitFor();
      await hand.take('王秀英');
      await hand.phone().getByText('签约成功！陈志远医生成为王*英的家庭医生').waitFor();
      await seen('accepted');

      await hand.moveClock('+1小时');
      await hand.moveClock('+1小时');
      await hand.phone().getByText('提醒您今天有夜门诊').last().waitFor();
      await seen('reminded');
      await hand.moveClock('到下次夜门诊');
      await page.locator('.clock-face').getByText('18:00').waitFor();
      await hand.say('签到', '签到成功：王秀英');
      await hand.take('陈志远');
      await hand.say('今日门诊', '1号 18:15 王秀英 已到');
      await hand.say('下一位', '王秀英');
      await hand.take('王秀英');
      await hand.phone().getByText('现在到陈志远医生的诊室').waitFor();
      await seen('called');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(faults).toEqual([]);
      await page.close();

      async function seen(name: string): Promise<void> {
        await page.screenshot({ path: join(screenshots, `evening-${width}-${name}.png`) });
      }
    },
    90_000,
  );
});

/** What a person does on the page: on a narrow one the phone is taken from the strip first. */
function handOn(page: Page, narrow: boolean) {
  let held = '';
  const phone = (): Locator => page.getByRole('region', { name: `${held}的手机` });
  return {
    phone,
    async take(name: string) {
      held = name;
      if (narrow) await page.getByRole('button', { name: new RegExp(`^${name}，`) }).click();
      await phone().waitFor();
    },
    async say(words: string, answer: string) {
      await phone().getByRole('textbox').fill(words);
      await phone().getByRole('textbox').press('Enter');
      await phone().getByRole('log').getByText(answer).last().waitFor();
    },
    async tap(line: RegExp, answer: string) {
      await phone().getByRole('button', { name: line }).last().click();
      await phone().getByRole('log').getByText(answer).last().waitFor();
    },
    async closePage() {
      await phone().getByRole('button', { name: '关闭网页' }).click();
      await page.locator('iframe').waitFor({ state: 'detached' });
    },
    async moveClock(where: string) {
      const move = page.getByRole('button', { name: where });
      if (!(await move.isVisible())) await page.locator('.clock-face').click();
      await move.click();
      await page.getByRole('button', { name: '收起', exact: true }).click();
    },
  };
}

/** A name in three strokes, by the mouse. */
async function draw(page: Page, agreement: FrameLocator): Promise<void> {
  const canvas = agreement.locator('#canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('there is nothing to sign on');
  for (const [x, y, toX, toY] of [
    [0.2, 0.3, 0.5, 0.3],
    [0.35, 0.2, 0.3, 0.8],
    [0.6, 0.25, 0.85, 0.75],
  ] as const) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + toX * box.width, box.y + toY * box.height, { steps: 8 });
    await page.mouse.up();
  }
}
