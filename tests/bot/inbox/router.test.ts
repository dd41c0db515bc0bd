import { beforeAll, describe, expect, test } from 'vitest';
import { house, type House } from './house.ts';

let home: House;
beforeAll(async () => {
  home = await house();
});

let people = 0;
/** Somebody new each time, so that tests do not meet. */
function somebody() {
  people += 1;
  return home.phone(`openid-${people}`);
}

describe('the menu', () => {
  test('shows what can be started; numbers and names pick from it', async () => {
    const me = somebody();
    await me.says('菜单', '1. 夜门诊（约晚上的门诊）', '2. 签约', '3. 我的', '4. 人工');
    await me.says('2', '请选择医生');
    const other = somebody();
    await other.says('菜单');
    await other.says('我的', '您还没有绑定');
  });

  test('a number answers only the list that was shown last', async () => {
    const me = somebody();
    await me.says('菜单');
    await me.says('谢谢', '不客气');
    await me.says('1', '没太明白', '1. 夜门诊');
  });

  test('in the middle of something it shows how to go on', async () => {
    const me = somebody();
    await me.says('夜门诊', '请选择日期');
    await me.says('菜单', '5. 继续预约夜门诊');
    await me.says('5', '请选择日期');
  });
});

describe('never silence', () => {
  test('what is not understood gets one sentence and the likeliest services', async () => {
    const me = somebody();
    await me.says('天王盖地虎', '没太明白', '1. 夜门诊', '3. 我的');
    await me.says('', '没收到内容');
    await me.says('你好', '请问今天要办什么');
  });

  test('what cannot be read is answered politely, and the question is asked again', async () => {
    const me = somebody();
    await me.does({ kind: 'unreadable', what: 'image' }, '看不懂图片');
    await me.says('夜门诊');
    await me.does({ kind: 'unreadable', what: 'voice' }, '没听清', '请选择日期');
  });

  test('services that come later and services of staff answer in one sentence', async () => {
    const me = somebody();
    await me.says('转诊', '“转诊”还没有开通');
    await me.says('今日门诊', '工作人员用的');
    await me.says('夜门诊');
    await me.says('随访', '“随访”还没有开通', '请选择日期');
  });
});

describe('a dialogue', () => {
  test('runs from the service’s word to its receipt', async () => {
    const me = somebody();
    await me.says('夜门诊', '请选择日期', '3月2日（周一）');
    await me.says('1', '主要不适');
    await me.says('咳嗽', '请核对', '3月2日');
    await me.says('好的', '约好了');
    await me.says('返回', '现在没有正在办的事');
  });

  test('is opened by a sentence with what it says', async () => {
    const me = somebody();
    await me.says('想约周三的夜门诊', '主要不适');
    await me.says('咳嗽', '3月4日（周三）');
  });

  test('“帮助”, “再说一遍” and “返回” work in the middle', async () => {
    const me = somebody();
    await me.says('夜门诊');
    await me.says('1', '主要不适');
    await me.says('帮助', '取消', '主要不适');
    await me.says('再说一遍', '主要不适');
    await me.says('返回', '请选择日期');
    await me.says('说错了', '第一步', '请选择日期');
  });

  test('“取消” ends it, and says that nothing was committed', async () => {
    const me = somebody();
    await me.says('夜门诊');
    await me.says('取消', '预约夜门诊不办了', '没有提交');
    await me.says('取消', '现在没有正在办的事');
    await me.says('继续', '没有办到一半的事');
  });

  test('“我的” in the middle is answered, and the question comes again', async () => {
    const me = somebody();
    await me.says('夜门诊');
    await me.says('我的', '您还没有绑定', '请选择日期');
    await me.says('1', '主要不适');
  });

  test('the confirmation’s own 取消 ends it too', async () => {
    const me = somebody();
    for (const text of ['夜门诊', '1', '咳嗽']) await me.says(text);
    await me.says('3', '预约夜门诊不办了');
  });
});

describe('another service in the middle', () => {
  test('is asked about; “no” comes back to the question', async () => {
    const me = somebody();
    await me.says('夜门诊');
    await me.says('签约', '您正在预约夜门诊', '改办“签约”', '1. 改办签约\n2. 不改，继续');
    await me.says('不', '我们继续', '请选择日期');
    await me.says('1', '主要不适');
  });

  test('“yes” changes, and what was left can be continued', async () => {
    const me = somebody();
    await me.says('夜门诊');
    await me.says('1');
    await me.says('我要签约', '改办');
    await me.says('1', '先给您留着', '请选择医生');
    await me.says('1', '已向陈志远');
    await me.says('继续', '继续预约夜门诊', '主要不适');
  });

  test('also when the question would take any text', async () => {
    const me = somebody();
    await me.says('夜门诊');
    await me.says('1', '主要不适');
    await me.says('签约', '您正在预约夜门诊');
    await me.says('2', '主要不适');
    await me.says('签约两年了还咳嗽', '请核对');
  });

  test('a third service asks about the first again', async () => {
    const me = somebody();
    await me.says('夜门诊');
    await me.says('签约', '改办“签约”');
    await me.says('我的', '您还没有绑定', '请选择日期');
  });

  test('the same service again only repeats the question', async () => {
    const me = somebody();
    await me.says('夜门诊');
    await me.says('夜门诊', '请选择日期');
  });
});

describe('danger signs', () => {
  test('stop everything; “说错了” goes back with everything kept', async () => {
    const me = somebody();
    await me.bind(home.people.wang);
    await me.says('夜门诊');
    await me.says('1', '主要不适');
    await me.says('我胸口痛得厉害，喘不上气', '请马上打120', '值班人员', '说错了');
    const alerts = await home.pushed('safety.alert');
    expect(alerts.length).toBeGreaterThan(0);
    expect(alerts[0]?.text).toContain('王秀英');
    expect(alerts[0]?.text).toContain('13800000001');
    await me.says('说错了', '没事就好', '主要不适');
    expect((await home.pushed('safety.cleared')).map(({ to }) => to)).toEqual(
      expect.arrayContaining(alerts.map(({ to }) => to)),
    );
    await me.says('咳嗽', '请核对', '3月2日');
  });

  test('buzz once with whoever owns the alert: a card with the words, the phone and how to answer in chat', async () => {
    const me = somebody();
    await me.bind(home.people.wang);
    const before = { cards: await home.pushed('alert.raised'), texts: await home.pushed('safety.alert') };
    await me.says('我胸口痛得厉害，喘不上气', '请马上打120', '值班人员');
    const [card, ...more] = (await home.pushed('alert.raised')).slice(before.cards.length);
    expect(more).toEqual([]);
    expect(card?.text).toMatch(/说到危险症状.*王秀英[^]*胸口痛[^]*13800000001[^]*回复 \d{4} 内容/u);
    const texts = (await home.pushed('safety.alert')).slice(before.texts.length);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.map(({ to }) => to)).not.toContain(card?.to);
    // While it is open no second card comes of it: what is said next goes to the owner as words.
    await me.says('胸口还是痛，要晕过去了', '请马上打120');
    expect((await home.pushed('alert.raised')).slice(before.cards.length)).toHaveLength(1);
    const again = (await home.pushed('safety.alert')).slice(before.texts.length + texts.length);
    expect(again.map(({ to }) => to)).toContain(card?.to);
  });

  test('are answered to anybody, bound or not, first in any dialogue', async () => {
    const me = somebody();
    await me.says('不想活了', '12356', '120');
    const other = somebody();
    await other.says('签约');
    await other.says('孩子抽搐了', '请马上打120');
  });
});

describe('following', () => {
  test('is welcomed; a doctor’s code leads straight to signing', async () => {
    await somebody().does({ kind: 'followed' }, '您好', '1. 夜门诊');
    await somebody().does({ kind: 'followed', scene: 'sign.doctor.chen' }, '您好', '已向陈志远');
    await somebody().does({ kind: 'scanned', scene: 'sign.doctor.chen' }, '已向陈志远');
    await somebody().does({ kind: 'scanned', scene: 'sign.doctor.gone' }, '请选择医生', '1. 陈志远');
    await somebody().does({ kind: 'scanned', scene: 'something-else' }, '二维码已经失效');
  });

  test('a press on the account’s menu is the service’s word', async () => {
    const me = somebody();
    await me.does({ kind: 'menu-pressed', key: '夜门诊' }, '请选择日期');
    await me.does({ kind: 'menu-pressed', key: '签约' }, '您正在预约夜门诊');
  });

  test('unfollowing stops every push and closes what was open', async () => {
    const me = somebody();
    await me.says('夜门诊');
    expect(await me.does({ kind: 'unfollowed' })).toBe('success');
    await me.does({ kind: 'followed' }, '您好');
    await me.says('继续', '没有办到一半的事');
  });
});

test('“退订” and “恢复” switch the pushes of who is bound', async () => {
  const me = somebody();
  await me.says('退订', '还没有绑定');
  const bound = somebody();
  await bound.bind(home.people.wang);
  await bound.says('退订', '都停了', '恢复');
  await bound.says('恢复', '都恢复了');
});

test('a dialogue that a release has taken away is told', async () => {
  const me = somebody();
  await me.says('夜门诊');
  await home.database.transact((tx) =>
    tx.prisma.dialogue.updateMany({ where: { status: 'open' }, data: { name: 'gone' } }),
  );
  await me.says('1', '有调整');
  await me.says('夜门诊', '请选择日期');
});
