import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepReading, type Measured } from '#domain/follow-ups/keep-reading.ts';
import { issueTrendLink } from '#domain/follow-ups/trend.ts';
import { recordHandedOut } from '#domain/medicines/hand-out.ts';
import { keepVisit } from '#domain/pages/visit.ts';
import { issueCopyLink } from '#domain/records/copy.ts';
import { addEntry } from '#domain/records/entries.ts';
import { issueRecordLink } from '#domain/records/own-look.ts';
import { issueReportLink } from '#domain/reports/page.ts';
import { takeInReport } from '#domain/reports/take-in.ts';
import { askSignInCode, signIn } from '#domain/staff/sign-in.ts';
import { browserIsHere, openBrowser } from '#tests/support/browser.ts';
import { pagesServer } from '#tests/support/pages.ts';
import { lastCode } from '#tests/support/people.ts';
import { putOnList } from '#tests/support/medicine-town.ts';
import { referralTown } from '#tests/support/referral-town.ts';

/** Set to keep pictures of what was seen. */
const pictures = process.env['PICTURES'];
const widths = [360, 1280];

describe.skipIf(!browserIsHere())('the pages with health information in a browser', async () => {
  const town = await referralTown();
  const { ids, places, transact } = town;
  const server = await pagesServer(town);
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const contactId = await town.bind(ids.wangXiuying);
  const to = { residentId: ids.wangXiuying, contactId };
  const visit = await transact((tx) => keepVisit(tx, contactId));

  const open = async (path: string, width: number, cookie: { name: string; value: string } | undefined) => {
    const context = await browser.newContext({
      viewport: { width, height: width < 500 ? 740 : 900 },
      deviceScaleFactor: width < 500 ? 2 : 1,
      hasTouch: width < 500,
      locale: 'zh-CN',
    });
    if (cookie) await context.addCookies([{ ...cookie, url: server.url }]);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${server.url}${path}`);
    return { page, faults };
  };
  const look = (path: string, width: number) => open(path, width, { name: 'jiayi_visit', value: visit });

  const seen = async (page: Page, name: string) => {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  };

  /** Nothing is cut off or too small, every field has a name, every button can be hit with a thumb. */
  const isReadable = async (page: Page) => {
    const found = await page.evaluate(() => {
      const shown = (element: Element) => (element as HTMLElement).offsetParent !== null;
      const texts = [...document.querySelectorAll('body *')].filter(
        (element) =>
          shown(element) && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      );
      const fields = [...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(shown);
      const presses = [...document.querySelectorAll('a, button, summary')].filter(shown);
      return {
        overflow: document.documentElement.scrollWidth - window.innerWidth,
        beyond: texts
          .filter((element) => element.getBoundingClientRect().right > window.innerWidth)
          .map((element) => element.textContent),
        small: texts
          .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 18)
          .map((element) => element.textContent),
        nameless: fields.filter((field) => (field as HTMLInputElement).labels?.length === 0).length,
        low: presses.filter((press) => press.getBoundingClientRect().height < 44).map((press) => press.textContent),
      };
    });
    expect(found).toEqual({ overflow: 0, beyond: [], small: [], nameless: 0, low: [] });
  };

  describe('for residents', async () => {
    const report = await transact((tx) =>
      takeInReport(tx, {
        residentId: ids.wangXiuying,
        organisationId: places.secondHospital,
        kind: 'laboratory',
        title: '生化全套（含糖化血红蛋白、尿微量白蛋白与肌酐比值）',
        content: {
          items: [
            { name: '糖化血红蛋白', value: '7.2', unit: '%', range: '4.0–6.0', flag: 'high' },
            { name: '葡萄糖', value: '8.4', unit: 'mmol/L', range: '3.9–6.1', flag: 'high' },
            { name: '高密度脂蛋白胆固醇', value: '0.92', unit: 'mmol/L', range: '1.04–1.55', flag: 'low' },
            {
              name: '尿微量白蛋白/尿肌酐比值',
              value: '112.35',
              unit: 'mg/mmol·Cr',
              range: '0–3.5（晨尿）',
              flag: 'high',
            },
            { name: '乙型肝炎病毒表面抗原', value: '阴性（-）' },
          ],
          findings: '标本无溶血、无脂浊。',
          conclusion: '糖化血红蛋白偏高，请结合临床。复查时间：三个月。',
        },
        issuedAt: new Date('2026-02-27T09:00:00+08:00'),
        externalId: '1',
      }),
    );
    const measure = (measured: Measured, date: string, time = '08:00') =>
      transact((tx) =>
        keepReading(tx, {
          residentId: ids.wangXiuying,
          measured,
          measuredAt: tx.day.at(date, time),
          from: { source: 'resident', contactId },
        }),
      );
    for (let count = 0; count < 28; count += 1) {
      const date = `2026-02-${String(count + 1).padStart(2, '0')}`;
      const wave = Math.round(8 * Math.sin(count));
      await measure({ kind: 'pressure', systolic: 160 - count + wave, diastolic: 96 - Math.round(count / 3) }, date);
      if (count % 4 === 0) await measure({ kind: 'glucose', value: 7.4 + wave / 10, when: 'fasting' }, date);
      if (count % 4 === 2)
        await measure({ kind: 'glucose', value: 10.4 + wave / 10, when: 'after-meal' }, date, '14:00');
    }
    await measure({ kind: 'weight', value: 65.5 }, '2026-02-01');
    await measure({ kind: 'weight', value: 64.5 }, '2026-02-28');
    await transact(async (tx) => {
      const of = { residentId: ids.wangXiuying, staffId: ids.chenZhiyuan };
      await addEntry(tx, { ...of, kind: 'allergy', text: '青霉素' });
      await addEntry(tx, {
        ...of,
        kind: 'operation',
        text: '2019年5月在市第二人民医院做过腹腔镜下胆囊切除术，恢复良好，没有并发症',
      });
    });
    await transact(async (tx) => {
      const medicineId = await putOnList(tx, { name: '沙库巴曲缬沙坦钠片（进口分装）' });
      await recordHandedOut(tx, { residentId: ids.wangXiuying, medicineId, days: 30, staffId: ids.heJing });
    });
    await town.prepare();
    const paths = await transact(async (tx) => ({
      report: `/h5/report/${(await issueReportLink(tx, { reportId: report ?? '', contactId })).token}`,
      record: `/h5/record/${(await issueRecordLink(tx, to)).token}`,
      copy: `/h5/copy/${(await issueCopyLink(tx, to)).token}`,
      readings: `/h5/readings/${(await issueTrendLink(tx, to)).token}`,
    }));

    test.each(widths)(
      'at %i pixels every page can be read, and says whose it is, who looks and when',
      async (width) => {
        for (const [name, path] of Object.entries(paths)) {
          const { page, faults } = await look(path, width);
          await seen(page, `${name}-${width}`);
          await isReadable(page);
          await page.getByText(/查看于3月2日（周一）.*请勿转发/u).waitFor();
          expect(await page.content()).not.toContain('王秀英');
          if (name === 'record') await page.getByText('沙库巴曲缬沙坦钠片（进口分装） 5mg，够用到3月31日').waitFor();
          expect(faults).toEqual([]);
        }
      },
    );

    test('the pictures of readings fill the phone, are really drawn, and each value can be unfolded', async () => {
      const { page } = await look(paths.readings, 360);
      const shown = await page.locator('img').evaluateAll((images) =>
        (images as HTMLImageElement[]).map((image) => ({
          width: image.getBoundingClientRect().width,
          drawn: image.complete && image.naturalWidth,
          alt: image.alt,
        })),
      );
      expect(shown.map(({ drawn }) => drawn)).toEqual([720, 720, 720]);
      for (const { width } of shown) expect(width).toBeGreaterThanOrEqual(320);
      expect(shown[0]?.alt).toBe('血压的图：从2月1日（周日）到2月28日（周六），量了28次');
      await page.getByText('看每一次的数').first().tap();
      await page.getByText('160/96 偏高').waitFor();
      await isReadable(page);
      await seen(page, 'readings-unfolded');
    });

    test('without having shown who they are, nobody sees anything, and reads how to go on', async () => {
      for (const path of [...Object.values(paths), `/h5/readings/${'z'.repeat(26)}`]) {
        const { page } = await open(path, 360, undefined);
        await isReadable(page);
        await page
          .getByText(/回到(?:微信)?聊天/u)
          .first()
          .waitFor();
      }
    });
  });

  describe('for a hospital’s desk', async () => {
    const signedIn = async () => {
      const phone = '13800009007';
      await transact((tx) => askSignInCode(tx, phone));
      const entered = await transact(async (tx) => signIn(tx, phone, await lastCode(tx, phone)));
      if (entered.outcome !== 'in') throw new Error('not signed in');
      return { name: 'jiayi_desk', value: entered.token };
    };
    const desk = await signedIn();

    test.each(widths)('at %i pixels the list, a referral and the sign-in can be read and used', async (width) => {
      const signIn = await open('/desk', width, undefined);
      await seen(signIn.page, `desk-sign-in-${width}`);
      await isReadable(signIn.page);
      const { page, faults } = await open('/desk', width, desk);
      await seen(page, `desk-${width}`);
      await isReadable(page);
      await page.getByRole('link', { name: '查看、处理' }).first().click();
      await seen(page, `desk-referral-${width}`);
      await isReadable(page);
      await page.getByLabel('日期').fill('2026-03-02');
      await page.getByLabel('时间').fill('08:00');
      await page.getByLabel('楼层').fill('3楼');
      await page.getByRole('button', { name: /^(?:接收|改时间)$/u }).click();
      await page.getByRole('alert').getByText('请填现在以后的日期和时间').waitFor();
      // What was typed is still there.
      expect(await page.getByLabel('楼层').inputValue()).toBe('3楼');
      await page.getByText(/吴敏 查看于3月2日（周一）/u).waitFor();
      await isReadable(page);
      await seen(page, `desk-flawed-${width}`);
      await page.getByLabel('日期').fill('2026-03-05');
      await page.getByRole('button', { name: /^(?:接收|改时间)$/u }).click();
      await page.getByRole('status').getByText('已接收').waitFor();
      await page.getByText('预约时间：3月5日（周四）早上8:00').waitFor();
      await isReadable(page);
      await seen(page, `desk-accepted-${width}`);
      // The browser itself reports an answer of 422.
      expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
    });
  });
});
