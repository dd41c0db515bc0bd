import { describe, expect, test } from 'vitest';
import { chat, plainReaders, type Said } from './chat.ts';
import { bookNightClinic, town, type TownWorld } from './town.ts';

function talk(here = town(), opening?: Said) {
  return chat<TownWorld, Said>(bookNightClinic, here.world, plainReaders, opening);
}

async function untilConfirmation(me: ReturnType<typeof talk>) {
  for (const text of ['夜门诊', '1', '1', '1', '咳嗽']) await me.says(text);
}

describe('a booking', () => {
  test('asks one question after another, shows everything, and books once', async () => {
    const here = town();
    const me = talk(here);
    await me.says('夜门诊', '请选择就诊人', '1. 王秀英\n2. 张桂兰');
    await me.says('1', '请选择日期', '1. 周二\n2. 周三');
    await me.says('2', '请选择时段', '1. 18:30\n2. 19:30');
    await me.says('1', '主要不适');
    await me.says(
      '咳嗽',
      '请核对',
      '① 就诊人：王秀英',
      '② 日期：周三',
      '③ 时段：18:30',
      '④ 主要不适：咳嗽',
      '地点：拱北',
      '1. 确认',
    );
    await me.says('确认', '约好了：王秀英，周三 18:30', '1号', '取消预约');
    expect(me.turn.status).toEqual({ kind: 'finished', outcome: 'done' });
    expect([...here.bookings.values()]).toEqual([{ residentId: 'wang', slotId: '周三/18:30', complaint: '咳嗽' }]);
  });

  test('does not change the state that it was handed, so a redelivered last turn books once', async () => {
    const here = town();
    const me = talk(here);
    await untilConfirmation(me);
    const before = me.saved;
    await me.says('确认', '约好了');
    me.resumes(before);
    await me.says('确认', '约好了');
    expect(here.bookings.size).toBe(1);
  });

  test.each(['1', '确认', '好的', '是', '对'])('is confirmed by “%s”', async (yes) => {
    const me = talk();
    await untilConfirmation(me);
    await me.says(yes, '约好了');
  });

  test('is left at the confirmation by “取消” as a line', async () => {
    const here = town();
    const me = talk(here);
    await untilConfirmation(me);
    await me.says('取消');
    expect(me.turn.status).toEqual({ kind: 'finished', outcome: 'cancelled' });
    expect(here.bookings.size).toBe(0);
  });
});

describe('the world moves', () => {
  test('“1” means the line that was seen, also after the list moved', async () => {
    const here = town();
    const me = talk(here);
    for (const text of ['夜门诊', '1', '1']) await me.says(text);
    here.take('周二', '18:30');
    await me.says('2', '主要不适');
    expect(me.saved.answers['slot']?.label).toBe('19:30');
  });

  test('a line that is gone is told, and what is left is offered', async () => {
    const here = town();
    const me = talk(here);
    for (const text of ['夜门诊', '1', '1']) await me.says(text);
    here.take('周二', '18:30');
    await me.says('1', '「18:30」刚刚没有了', '1. 19:30');
  });

  test('a slot lost before the confirmation is asked for again, and nothing else', async () => {
    const here = town();
    const me = talk(here);
    await untilConfirmation(me);
    here.take('周二', '18:30');
    await me.says('确认', '「18:30」已经选不了了', '请选择时段', '1. 19:30');
    await me.says('1', '请核对', '时段：19:30', '咳嗽');
    await me.says('确认', '周二 19:30');
  });

  test('a slot lost in the act itself reopens its question with the sentence of the refusal', async () => {
    const here = town();
    const me = talk(here);
    await untilConfirmation(me);
    here.refusing.with = 'slot-taken';
    await me.says('确认', '刚刚被约走了', '请选择时段');
    here.refusing.with = undefined;
    await me.says('2', '请核对', '时段：19:30');
    await me.says('确认', '约好了');
    expect(here.bookings.size).toBe(1);
  });

  test('a refusal that no question is reopened by ends with its sentence and a way on', async () => {
    const here = town();
    const me = talk(here);
    await untilConfirmation(me);
    here.refusing.with = 'too-many-bookings';
    await me.says('确认', '已有两个预约', '取消预约');
    expect(me.turn.status).toEqual({ kind: 'finished', outcome: 'refused' });
  });

  test('nothing to pick ends with what to do, or reopens the question that led there', async () => {
    const nobody = town();
    nobody.people.length = 0;
    await talk(nobody).says('夜门诊', '请先回复“绑定”');
    const full = town();
    full.evenings.set('周三', []);
    const me = talk(full);
    for (const text of ['夜门诊', '1']) await me.says(text);
    await me.says('2', '周三的号源已满', '请选择日期');
  });
});

describe('going back', () => {
  test('“返回” forgets the answer before the open question', async () => {
    const me = talk();
    for (const text of ['夜门诊', '1', '2', '1']) await me.says(text);
    await me.says('返回', '请选择时段');
    await me.says('返回', '请选择日期');
    await me.says('返回', '请选择就诊人');
    await me.says('返回', '第一步', '请选择就诊人');
  });

  test('answers after it stay if they still hold', async () => {
    const me = talk();
    await untilConfirmation(me);
    await me.says('返回', '主要不适');
    await me.says('返回', '请选择时段');
    await me.says('2', '主要不适');
    await me.says('发烧', '时段：19:30', '发烧');
  });
});

describe('changing an answer at the confirmation', () => {
  test('asks only for what no longer holds', async () => {
    const here = town();
    here.take('周三', '18:30');
    const me = talk(here);
    await untilConfirmation(me);
    await me.says('改2', '请选择日期');
    await me.says('2', '「18:30」已经选不了了', '请选择时段', '1. 19:30');
    await me.says('1', '请核对', '日期：周三', '时段：19:30', '咳嗽');
    await me.says('确认', '周三 19:30');
  });

  test('keeps an answer that says the same in the new list', async () => {
    const here = town();
    const me = talk(here);
    await untilConfirmation(me);
    await me.says('改2', '请选择日期');
    await me.says('2', '请核对', '日期：周三', '时段：18:30');
    await me.says('确认', '周三 18:30');
    expect([...here.bookings.values()][0]?.slotId).toBe('周三/18:30');
  });

  test.each(['改2', '改２', '改二', '2不对', '第二项不对', '改日期', '日期不对', '修改日期', '②错了'])(
    'is understood as “%s”',
    async (edit) => {
      const me = talk();
      await untilConfirmation(me);
      await me.says(edit, '请选择日期');
    },
  );

  test('“修改” asks which line, and takes its number or name', async () => {
    const me = talk();
    await untilConfirmation(me);
    await me.says('2', '修改哪一项', '1. 就诊人', '4. 主要不适');
    await me.says('4', '主要不适');
    await me.says('发烧', '主要不适：发烧');
    await me.says('不对', '修改哪一项');
    await me.says('返回', '请核对');
  });

  test('“时间改成…” carries the new value', async () => {
    const me = talk();
    await untilConfirmation(me);
    await me.says('主要不适改成发烧', '请核对', '主要不适：发烧');
    await me.says('时段改成19:30', '请核对', '时段：19:30');
  });

  test('“返回” while changing puts the old answer back', async () => {
    const me = talk();
    await untilConfirmation(me);
    await me.says('改4', '主要不适');
    await me.says('返回', '主要不适不改了', '主要不适：咳嗽');
  });

  test('what was confirmed is what was shown: a changed line is shown again', async () => {
    const here = town();
    const me = talk(here);
    await untilConfirmation(me);
    here.people[0] = { id: 'wang', name: '王秀英', kinship: '我' };
    const saved = me.saved;
    saved.answers['confirm'] = { title: '', value: 'something else', label: '确认', by: 'person' };
    me.resumes(saved);
    await me.says('再说一遍', '内容有变化', '请核对');
    expect(here.bookings.size).toBe(0);
  });
});

describe('several facts in one sentence', () => {
  test('answer silently and are shown at the confirmation', async () => {
    const me = talk(town(), { who: '妈妈', days: ['周三'], times: ['19:30'] });
    await me.says('帮我妈约周三晚上七点半的夜门诊', '主要不适');
    await me.says('咳嗽', '就诊人：张桂兰', '日期：周三', '时段：19:30');
    await me.says('确认', '张桂兰，周三 19:30');
  });

  test('two that fit are asked between once, and none of them is a way out', async () => {
    const me = talk(town(), { who: '妈妈', days: ['周二', '周三', '周日'] });
    await me.says('周二周三都行', '日期有这几个，请选一个', '1. 周二\n2. 周三\n3. 都不是');
    await me.says('都不是', '请选择日期', '1. 周二\n2. 周三');
    await me.says('1', '请选择时段');
  });

  test('what is not to be had is told, with what is', async () => {
    const me = talk(town(), { who: '妈妈', days: ['周日'] });
    await me.says('周日', '周日没有夜门诊', '请选择日期', '1. 周二');
    await me.says('1', '请选择时段');
  });

  test('a free sentence given as an answer fills later questions too', async () => {
    const me = talk();
    for (const text of ['夜门诊', '1']) await me.says(text);
    await me.says('周三七点半吧', '主要不适');
    await me.says('咳嗽', '日期：周三', '时段：19:30');
  });

  test('a later sentence corrects an earlier answer, and says so', async () => {
    const me = talk();
    for (const text of ['夜门诊', '1', '1']) await me.says(text);
    await me.says('还是周三七点半', '日期改为周三', '主要不适');
    await me.says('咳嗽', '日期：周三', '时段：19:30');
    await me.says('周二吧', '日期改为周二', '请核对', '日期：周二', '时段：19:30');
  });

  test('free text is never taken apart where the dialogue does not listen for facts', async () => {
    const me = talk();
    for (const text of ['夜门诊', '1', '1', '1']) await me.says(text);
    await me.says('周三开始咳', '日期：周二', '主要不适：周三开始咳');
  });

  test('a fact that was stepped back from does not answer again', async () => {
    const me = talk(town(), { who: '妈妈', days: ['周三'] });
    await me.says('帮我妈约周三', '请选择时段');
    await me.says('返回', '请选择日期');
    await me.says('再说一遍', '请选择日期');
    await me.says('周二', '请选择时段');
  });
});

describe('misunderstandings', () => {
  test('are hinted at and the question is repeated; the third offers a person and a way out', async () => {
    const me = talk();
    await me.says('夜门诊');
    await me.says('啊', '没看明白', '请选择就诊人');
    expect(await me.says('哦')).not.toContain('人工');
    await me.says('嗯嗯嗯', '人工', '取消', '请选择就诊人', '1. 王秀英');
    await me.says('王秀英', '请选择日期');
  });

  test('“帮助” explains the open question and asks it again', async () => {
    const me = talk();
    for (const text of ['夜门诊', '1', '1', '1']) await me.says(text);
    await me.says('帮助', '写一两个词就好', '主要不适');
  });

  test('words close to one line are taken, close to two are asked between', async () => {
    const here = town();
    here.people.push({ id: 'li', name: '李桂兰', kinship: '姐姐' });
    const me = talk(here);
    await me.says('夜门诊');
    await me.says('桂兰', '就诊人有这几个，请选一个', '1. 张桂兰\n2. 李桂兰');
    await me.says('2', '请选择日期');
  });

  test('a button of an earlier question is told to be out of date', async () => {
    const me = talk();
    for (const text of ['夜门诊', '1']) await me.says(text);
    await me.does({ kind: 'pick', option: 'wang', question: 'who' }, '过时', '请选择日期');
    await me.does({ kind: 'pick', option: '周三', question: 'date' }, '请选择时段');
  });
});
