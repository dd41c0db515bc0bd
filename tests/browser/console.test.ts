import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consolePage } from '#api/routes/console-page.ts';
import { staticFiles } from '#api/routes/static-files.ts';
import { loadDemo } from '#prisma/demo/demo.ts';
import { browserIsHere, openBrowser } from '#tests/support/browser.ts';
import { openConsole, password } from '#tests/support/console.ts';
import { testDatabase } from '#tests/support/database.ts';

const screenshots = fileURLToPath(new URL('screenshots', import.meta.url));
const sizes = [
  { width: 1280, height: 860 },
  { width: 375, height: 740 },
];

describe.skipIf(!browserIsHere())('the console in a browser', async () => {
  const { database, clock } = await testDatabase();
  await loadDemo(database);
  let nonces = 0;
  const web = 'dist/web';
  const console = await openConsole(
    { database, clock },
    {
      sandbox: true,
      more: [consolePage(join(web, 'console', 'index.html'), () => `nonce${(nonces += 1)}`), staticFiles('/web', web)],
    },
  );
  await console.account('admin');
  await console.account('fangmin', 'fang.min');
  await console.account('chen', 'chen.zhiyuan');
  await database.transact((tx) =>
    tx.prisma.job.create({
      data: {
        ...{ id: tx.id(), name: 'contract.settle', key: 'broken', payload: {}, status: 'dead', attempts: 8 },
        ...{ outcome: 'gave-up', dueAt: tx.now, createdAt: tx.now, endedAt: tx.now },
      },
    }),
  );
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    await build({ configFile: 'vite.config.ts', logLevel: 'error' });
    browser = await openBrowser();
  }, 180_000);
  afterAll(() => browser.close());

  /** A browser of somebody's own, with what went wrong in it: a style or script against the policy is an error. */
  async function opened(size: { width: number; height: number }, path = '') {
    const page = await browser.newPage({ viewport: size, locale: 'zh-CN', reducedMotion: 'reduce' });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      // A refusal by the API (401 before the sign-in) is no fault of the page.
      if (message.type() === 'error' && !message.text().includes('status of 4')) faults.push(message.text());
    });
    await page.goto(`${console.url}/console${path}`);
    const isNarrow = size.width < 700;
    return {
      page,
      async signsIn(username: string) {
        await page.getByLabel('用户名').fill(username);
        await page.getByLabel('密码', { exact: true }).fill(password);
        await page.keyboard.press('Enter');
        const shown = await page.getByText(/沙盒：现在的验证码是 \d{6}/).textContent();
        await seen(`sign-in-${username}`);
        await page.getByLabel('验证器上的6个数字').fill(/\d{6}/.exec(shown ?? '')?.[0] ?? '');
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: '退出' }).waitFor();
      },
      async goes(title: string) {
        if (isNarrow) await page.getByRole('button', { name: '打开导航' }).click();
        await page.getByRole('menuitem', { name: title, exact: true }).click();
        await page.getByRole('heading', { name: title, level: 1 }).waitFor();
        if (isNarrow) await page.locator('.ant-drawer-content-wrapper').waitFor({ state: 'hidden' });
      },
      seen,
      async closes() {
        expect(faults).toEqual([]);
        await page.close();
      },
    };
    async function seen(name: string): Promise<void> {
      await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
      expect(await widthOf(page)).toBeLessThanOrEqual(size.width);
      await page.screenshot({ path: join(screenshots, `console-${size.width}-${name}.png`) });
    }
  }

  test.each(sizes)(
    'the district’s administrator sees what waits, and changes what is told of a centre, at $width',
    async (size) => {
      const { page, signsIn, goes, seen, closes } = await opened(size);
      await signsIn('fangmin');
      await page.getByText('我管理的机构').waitFor();
      await seen('desk');
      await goes('机构');
      await page.getByText('香洲区拱北社区卫生服务中心').first().waitFor();
      await seen('organisations');
      await page.getByRole('button', { name: '改' }).first().click();
      const phone = `0756-${size.width}`;
      await page.getByRole('dialog').getByLabel('电话').fill(phone);
      await seen('organisation');
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByText(phone).first().waitFor();
      await goes('人员');
      await page.getByText('陈志远').first().waitFor();
      await seen('staff');
      await goes('发送');
      await page.getByText('这种状态的通知一条也没有').waitFor();
      await seen('deliveries');
      await goes('审计');
      await page.getByText('organisation.changed').first().waitFor();
      await page.getByRole('button', { name: '核对审计链' }).click();
      await page.getByText(/审计链完整：\d+条/).waitFor();
      await seen('audit');
      expect(await page.getByRole('menuitem', { name: '账号' }).count()).toBe(0);
      await closes();
    },
  );

  test.each(sizes)('a figure of the half-year opens to the rows that it is made of, at $width', async (size) => {
    clock.moveTo(new Date(clock.now().getTime() + 120_000));
    const { page, signsIn, goes, seen, closes } = await opened(size);
    await signsIn('fangmin');
    await goes('考核');
    await page.getByText('2026年上半年').waitFor();
    await page.getByText('有效签约人数').click();
    await page.getByText('期末生效中的家庭医生签约').waitFor();
    await seen('assessment');
    await page.getByRole('button', { name: '香湾有效签约人数1，看依据' }).click();
    await page.getByRole('dialog').getByText('周文博').waitFor();
    await seen('assessment-rows');
    await page.keyboard.press('Escape');
    await page.getByText('按人员').click();
    await page.getByText('方敏').first().waitFor();
    await closes();
  });

  test.each(sizes)(
    'a doctor finds a resident by a full number and opens the record for a purpose, at $width',
    async (size) => {
      const { page, signsIn, goes, seen, closes } = await opened(size);
      await signsIn('chen');
      await goes('居民');
      await page.getByLabel('要找的内容').fill('王秀英');
      await page.keyboard.press('Enter');
      await page.getByText('王*英').waitFor();
      expect(page.url()).not.toContain('%');
      await seen('residents');
      await page.getByRole('link', { name: '王*英' }).click();
      await page.getByRole('button', { name: '打开档案' }).click();
      await page.getByText('请选为什么要看').waitFor();
      await page.getByLabel('为什么要看').click();
      await page.getByText('随访', { exact: true }).click();
      await page.locator('.ant-select-dropdown').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: '打开档案' }).click();
      await page.getByText('健康档案：王秀英').waitFor();
      await page.getByText(/陈志远 3月1日.*查看/).waitFor();
      await seen('record');
      const looks = await database.read((tx) => tx.prisma.auditEntry.findMany({ where: { action: 'record.read' } }));
      expect(looks.at(-1)).toMatchObject({ actorKind: 'staff', purpose: 'follow-up' });
      await closes();
    },
  );

  test.each(sizes)(
    'the system administrator sees what failed and why, tries again, and opens accounts, at $width',
    async (size) => {
      const { page, signsIn, goes, seen, closes } = await opened(size, '/failures');
      await signsIn('admin');
      await page.getByText('任务 contract.settle').first().waitFor();
      await seen('failures');
      await page.getByRole('button', { name: '再试一次' }).last().click();
      await page
        .getByText(/已经重新安排|以前已经重试过/)
        .first()
        .waitFor();
      await goes('账号');
      await page.getByLabel('新用户名').fill(`helper${size.width}`);
      await page.getByRole('button', { name: '开账号' }).click();
      await page.locator('.ant-modal-confirm-title').waitFor();
      await seen('accounts');
      await page.getByRole('button', { name: '记下了' }).click();
      expect(await page.getByRole('menuitem', { name: '居民' }).count()).toBe(0);
      await page.getByRole('button', { name: '退出' }).click();
      await page.getByLabel('用户名').waitFor();
      await closes();
    },
  );

  test('a wrong password is said to be, and a screen of another role does not exist', async () => {
    const { page, signsIn, seen, closes } = await opened({ width: 375, height: 740 }, '/accounts');
    await page.getByLabel('用户名').fill('nobody');
    await page.getByLabel('密码', { exact: true }).fill('a wrong password 1');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('用户名、密码或者验证码不对').waitFor();
    await seen('sign-in-refused');
    clock.moveTo(new Date(clock.now().getTime() + 120_000));
    await signsIn('chen');
    await page.getByText('没有这个页面，或者您的岗位不能使用它').waitFor();
    await closes();
  });
});

function widthOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}
