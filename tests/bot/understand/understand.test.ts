import { describe, expect, test } from 'vitest';
import { matchersFor } from '#bot/understand/all-services.ts';
import type { Audience, ServiceName } from '#bot/understand/service.ts';
import { readDate, readTime, understand } from '#bot/understand/understand.ts';
import { administratorUtterances, askedBack, staffUtterances, startsNothing, understoodAtOnce } from './utterances.ts';

/** A Sunday. */
const today = '2026-11-22';
const ask = (text: string, audience: Audience = 'resident') => understand(text, { audience, today });

describe.each<[Audience, Partial<Record<ServiceName, readonly string[]>>]>([
  ['resident', understoodAtOnce],
  ['staff', staffUtterances],
  ['administrator', administratorUtterances],
])('a %s is understood at once', (audience, table) => {
  const rows = Object.entries(table).flatMap(([name, said]) => said.map((sentence) => ({ name, sentence })));
  test.each(rows)('$sentence asks for $name', ({ name, sentence }) => {
    expect(ask(sentence, audience).service).toMatchObject({ name, sure: true });
  });
});

describe('a wrong booking costs ten times a question', () => {
  const rows = Object.entries(askedBack).flatMap(([name, said]) => said.map((sentence) => ({ name, sentence })));
  test.each(rows)('$sentence is asked back, $name first', ({ name, sentence }) => {
    const { service, suggestions } = ask(sentence);
    expect(service?.sure ?? false).toBe(false);
    expect(suggestions[0]).toBe(name);
  });

  test.each(startsNothing)('%s starts nothing', (sentence) => {
    const { service, suggestions } = ask(sentence);
    expect(service?.sure ?? false).toBe(false);
    expect(suggestions.length).toBeGreaterThanOrEqual(2);
  });
});

test.each<Audience>(['resident', 'staff', 'administrator'])('what comes later is not suggested to a %s', (audience) => {
  const later = new Set(matchersFor(audience).flatMap(({ name, stage }) => (stage === 'later' ? [name] : [])));
  for (const sentence of ['转诊', '血压150/95', '随访', '报告', '广播', '随便', '转诊处理']) {
    const { suggestions } = ask(sentence, audience);
    expect(suggestions.filter((name) => later.has(name))).toEqual([]);
    expect(suggestions.length).toBeGreaterThanOrEqual(2);
    expect(suggestions.length).toBeLessThanOrEqual(3);
  }
});

const named = (['resident', 'staff', 'administrator'] as const).flatMap((audience) =>
  matchersFor(audience).map(({ name }) => ({ audience, name })),
);

test.each(named)('a $audience calls $name by its name', ({ audience, name }) => {
  expect(ask(name, audience).service).toMatchObject({ name, sure: true, named: true });
});

describe('several facts in one sentence', () => {
  test.each<[string, object]>([
    [
      '帮我妈约周三晚上七点半的夜门诊',
      { people: ['妈妈'], days: ['2026-11-25'], times: ['19:30'], clinic: 'night', action: 'book' },
    ],
    ['帮我妈约周三夜门诊', { people: ['妈妈'], days: ['2026-11-25'], clinic: 'night' }],
    ['约周三七点半的夜门诊', { days: ['2026-11-25'], times: ['19:30'] }],
    ['明晚想看医生', { days: ['2026-11-23'], range: { from: '17:00', to: '23:59' } }],
    ['下周三晚上约夜门诊', { days: ['2026-11-25', '2026-12-02'] }],
    ['取消今晚的号', { days: ['2026-11-22'], action: 'cancel' }],
    ['我想换个家庭医生', { action: 'change' }],
    ['续签', { action: 'renew' }],
    ['我想解约', { action: 'terminate' }],
    ['跟林晓梅医生签约', { doctors: ['林晓梅'], action: 'sign' }],
    ['我想签陈医生', { doctors: ['陈'] }],
    ['删除家人', { action: 'remove' }],
    ['香湾社区卫生服务中心怎么走', { places: ['香湾'] }],
    ['约拱北中心今晚八点的夜诊', { places: ['拱北'], times: ['20:00'], days: [today] }],
    [
      '给孙子约今晚七点以后的号，他发烧两天了',
      { people: ['孙子'], range: { from: '19:00', to: '23:59' }, complaint: '他发烧两天了' },
    ],
    ['血压150/95', { readings: [{ kind: 'pressure', systolic: 150, diastolic: 95, phrase: '血压150/95' }] }],
    ['给我自己约今晚', { people: ['我'] }],
    [
      '我叫王秀英，身份证440402195803120022，电话13800000001',
      { fullName: '王秀英', documentNumber: '440402195803120022', phone: '13800000001' },
    ],
    ['验证码 123456', { code: '123456' }],
    ['約26號晚上七點一刻', { days: ['2026-11-26'], times: ['19:15'] }],
  ])('%s', (sentence, facts) => {
    expect(ask(sentence).facts).toMatchObject(facts);
  });

  test('who asks or helps is not whom it is for', () => {
    expect(ask('我妈叫我约今晚').facts.people).toBeUndefined();
    expect(ask('我儿子帮我约今晚').facts.people).toBeUndefined();
  });

  test('a reading is no date and no time', () => {
    const { facts } = ask('血糖7.8');
    expect(facts).toEqual({ readings: [{ kind: 'glucose', value: 7.8, phrase: '血糖7.8' }] });
  });

  test('known names are found as they are', () => {
    const { facts } = understand('帮秀英约赵一鸣，在前山北', {
      audience: 'resident',
      today,
      people: ['秀英'],
      doctors: ['赵一鸣'],
      places: ['前山北'],
    });
    expect(facts).toMatchObject({ people: ['秀英'], doctors: ['赵一鸣'], places: ['前山北'] });
  });
});

describe('commands', () => {
  test.each([
    ['菜单', '菜单'],
    ['主菜单', '菜单'],
    ['你能做什么', '菜单'],
    ['選單', undefined],
    ['功能', '菜单'],
    ['帮助', '帮助'],
    ['幫助', '帮助'],
    ['怎么用', '帮助'],
    ['不会用', '帮助'],
    ['取消', '取消'],
    ['算了', '取消'],
    ['退出', '取消'],
    ['取消预约', undefined],
    ['返回', '返回'],
    ['上一步', '返回'],
    ['我的', '我的'],
    ['人工', '人工'],
    ['转人工', '人工'],
    ['退订', '退订'],
    ['TD', '退订'],
    ['恢复', '恢复'],
    ['恢復', '恢复'],
    ['恢复期吃什么', undefined],
    ['再说一遍', '再说一遍'],
    ['没听清', '再说一遍'],
    ['说错了', '说错了'],
    ['我说错了', '说错了'],
    ['打错字了', '说错了'],
  ])('%s is %s', (text, command) => {
    expect(ask(text).command).toBe(command);
  });
});

test('a dialogue reads a day and a time by its own hours', () => {
  const between = { from: '18:00', to: '21:00' };
  expect(readDate('26', today)).toEqual(['2026-11-26']);
  expect(readTime('七点半', { between })).toEqual({ times: ['19:30'], outside: [], about: false });
  expect(readTime('三点', { between })).toEqual({ times: [], outside: ['15:00', '03:00'], about: false });
  expect(readTime('七点左右吧', { between })).toEqual({ times: ['19:00'], outside: [], about: true });
});
