import { describe, expect, test } from 'vitest';
import { manageFamily } from '#bot/dialogues/family.ts';
import { showMine } from '#bot/dialogues/mine.ts';
import { changeNotices } from '#bot/dialogues/notice-settings.ts';
import { higherHospital, openingHours, phoneNumber, wayThere } from '#bot/dialogues/public-questions.ts';
import { bookPlace } from '#domain/clinics/book.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import { allNotices } from '#domain/notices/all.ts';
import { switchedOff } from '#domain/preferences/preferences.ts';
import { switchesOf } from '#domain/preferences/rules.ts';
import { contactOf } from '#bot/inbox/contact-row.ts';
import { house } from '../inbox/house.ts';

const questions = [openingHours, wayThere, phoneNumber, higherHospital];
const town = await house({ dialogues: [changeNotices, showMine, manageFamily, ...questions] });
const { database, people } = town;
await database.transact(openSessionsAhead);
const wang = town.phone('wang');
await wang.bind(people.wang);
const jianjun = town.phone('jianjun');
await jianjun.bind(people.jianjun);
const stranger = town.phone('stranger');

describe('通知设置', () => {
  const off = () => database.read((tx) => switchedOff(tx, people.wang));
  const labels = switchesOf(allNotices).map(({ label }) => label);
  const [first = ''] = labels;

  test('every kind that can be switched off has its line, and a notice’s name is unique', () => {
    expect(labels).toContain('就诊提醒');
    expect(new Set(labels).size).toBe(labels.length);
    expect(() => createCatalogue(allNotices)).not.toThrow();
  });

  test('one line is switched at a time, until it is enough', async () => {
    await wang.says('通知设置', `1. ${first}（开）`, '全部关掉', '好了，不改了');
    await wang.says('1', `${first}关掉了`, `1. ${first}（关）`);
    expect([...(await off())]).toContain('appointment.reminder');
    await wang.says(first, `${first}打开了`, `1. ${first}（开）`);
    await wang.says('好了', '晚上9:30到第二天早上7:30不发提醒');
    expect(await off()).toEqual(new Set());
  });

  test('all at once, and then one again', async () => {
    await wang.says('通知设置');
    await wang.says('全部关掉', '都关掉了', `1. ${first}（关）`);
    await wang.says('1', `${first}打开了`, '（关）');
    await wang.says('全部打开', '都打开了');
    expect(await off()).toEqual(new Set());
    await wang.says('不改了');
  });

  test('who is not bound has nothing to set', async () => {
    await stranger.says('通知设置', '还没有绑定');
  });
});

describe('我的', () => {
  test('says who somebody is, masked, and what there is, with numbered ways on', async () => {
    const answer = await wang.says(
      '我的',
      '您是王*英，身份已核实',
      '还没有签约家庭医生',
      '预约：现在没有',
      '家人：还没有添加',
      '1. 家人',
    );
    expect(answer).not.toContain('王秀英');
    await wang.says('电话', '0756-555');
  });

  test('shows the visits of the whole family, and whose they are', async () => {
    const booked = await database.transact(async (tx) => {
      const slot = await tx.prisma.slot.findFirstOrThrow({
        where: { session: { organisationId: people.place('拱北'), kind: 'night' } },
        orderBy: { startsAt: 'asc' },
      });
      const { id } = await contactOf(tx, { channel: 'wechat', account: 'jianjun' });
      const by = { kind: 'resident', residentId: people.jianjun, contactId: id } as const;
      return bookPlace(tx, { slotId: slot.id, residentId: people.lele, by });
    });
    const answer = await jianjun.says('我的', '家人：儿子王*乐');
    expect(answer).toContain(`3月2日（周一）晚上6:00，拱北夜门诊，${booked.number}号（儿子王*乐）`);
  });

  test('the number of a way starts its service', async () => {
    await jianjun.says('我的', '1. 家人', '2. 通知设置');
    await jianjun.says('1', '1. 儿子王*乐', '2. 添加家人');
    await jianjun.says('取消');
  });

  test('in the middle of something it is told, and the something goes on', async () => {
    await jianjun.says('家人');
    const answer = await jianjun.says('我的', '您是王*军', '请选择：', '1. 儿子王*乐');
    expect(answer).not.toContain('还可以办');
    await jianjun.says('取消');
  });

  test('who is not bound says first who they are', async () => {
    await stranger.says('我的', '姓名和身份证号');
    await stranger.says('取消');
  });
});

describe('public questions need no account', () => {
  test.each([
    ['上班时间', '周一至周日8:00–12:00'],
    ['地址', '侨光路示范1号'],
    ['电话', '0756-555'],
    ['我的上级医院', '上级医院是市第二人民医院'],
  ])('“%s” is answered for the home centre at once', async (service, expected) => {
    const answer = await wang.says(service, '拱北', expected);
    expect(answer).not.toContain('1. ');
  });

  test('who has no home centre is asked which', async () => {
    await stranger.says('我的上级医院', '哪家社区卫生服务中心', '更多');
    await stranger.says('香湾', '上级医院是市人民医院');
  });

  test('a station has the hospital of its centre', async () => {
    await stranger.says('我的上级医院');
    await stranger.says('茂盛站', '市第二人民医院');
  });
});
